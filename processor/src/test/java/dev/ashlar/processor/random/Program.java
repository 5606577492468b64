package dev.ashlar.processor.random;

import java.util.List;
import java.util.stream.Stream;

/**
 * A few blocks over several files and packages, as the random generator declares them.
 *
 * @param blocks the blocks
 * @param plain the qualified names of top-level classes that are no blocks
 * @param wrong the one thing that is spoiled in it, or null
 */
record Program(List<Block> blocks, List<String> plain, Wrong wrong) {
  /**
   * A block.
   *
   * @param packageName its package
   * @param className its name, after that of the class around it
   * @param isPublic whether it can be seen from other packages
   * @param hint the hint that its annotation gives, empty for none
   * @param sequential whether its children's names are their positions
   * @param input the sizes of its input, empty for none
   * @param output the sizes of its output, empty for none
   * @param parent the block that it extends, or -1
   * @param fields its fields
   * @param forward how many inputs its own computation has, 0 without one
   * @param methods its methods, as name and number of parameters: {@code size/0}
   * @param constructors the parameters of its constructors; empty without any
   */
  record Block(
      String packageName,
      String className,
      boolean isPublic,
      String hint,
      boolean sequential,
      List<Integer> input,
      List<Integer> output,
      int parent,
      List<Field> fields,
      int forward,
      List<String> methods,
      List<String> constructors) {
    String simple() {
      return className.substring(className.lastIndexOf('.') + 1);
    }

    String flat() {
      return className.replace('.', '_');
    }

    String qualified() {
      return packageName + "." + className;
    }

    boolean isNested() {
      return className.contains(".");
    }

    String top() {
      return isNested() ? className.substring(0, className.indexOf('.')) : className;
    }

    /** Whether it is made without arguments. */
    boolean isPlain() {
      return constructors.isEmpty() || constructors.contains("");
    }
  }

  /**
   * A field.
   *
   * @param name its name
   * @param access its modifier with a space, or nothing
   * @param own the structural name that its annotation gives, empty for none
   * @param prefix its own prefix, or null
   * @param sharedWith the field whose parameters it uses, empty for none
   * @param content what it holds
   */
  record Field(
      String name, String access, String own, String prefix, String sharedWith, Content content) {
    boolean isChild() {
      return !(content instanceof OwnParameter) && !(content instanceof Plain);
    }
  }

  /** What a field holds. */
  sealed interface Content permits OfLayer, OfBlock, Repeated, Assigned, OwnParameter, Plain {}

  /** A layer made by its annotation. */
  record OfLayer(RandomLayer layer) implements Content {}

  /** A block; the constructor makes it if it needs arguments. */
  record OfBlock(int block) implements Content {}

  /** A container of several. */
  record Repeated(int count, Content item) implements Content {}

  /**
   * What the constructor makes: a container, or a layer of which the field's type tells nothing.
   */
  record Assigned(boolean container) implements Content {}

  /** A parameter of the block's own. */
  record OwnParameter(List<Integer> shape) implements Content {}

  /** No business of the processor's. */
  record Plain() implements Content {}

  /**
   * One mistake.
   *
   * @param id what must be said of it
   * @param block the block in which it is
   * @param field the index of the field, or -1 where the class itself is spoiled
   * @param text the line that stands in place of the field's or the class's, or that is added
   */
  record Wrong(String id, int block, int field, String text) {}

  /** The fields of a block with its parents', those first, each with the block that declares it. */
  List<Owned> fields(int block) {
    Block declared = blocks.get(block);
    Stream<Owned> own = declared.fields().stream().map(field -> new Owned(block, field));
    return declared.parent() < 0
        ? own.toList()
        : Stream.concat(fields(declared.parent()).stream(), own).toList();
  }

  /** A field and the block that declares it. */
  record Owned(int block, Field field) {}

  /** A block and those that it extends, nearest first. */
  List<Block> lineage(int block) {
    Block declared = blocks.get(block);
    return declared.parent() < 0
        ? List.of(declared)
        : Stream.concat(Stream.of(declared), lineage(declared.parent()).stream())
            .toList();
  }

  /** Whether a block can use a field that it declares or inherits. */
  boolean isSeen(Owned field, int from) {
    if (!field.field().access().isEmpty()) {
      return true;
    }
    String home = blocks.get(field.block()).packageName();
    for (int each = from; each != field.block(); each = blocks.get(each).parent()) {
      if (!blocks.get(each).packageName().equals(home)) {
        return false;
      }
    }
    return true;
  }
}
