package dev.ashlar.processor.gluon;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A case: block classes, what is made of them, and what Gluon made of it.
 *
 * @param id its name
 * @param kind {@code names}, {@code clash} or {@code chain}
 * @param classes all classes, of which the instances may reach a part
 * @param instances what is made, in order, under one fresh root
 * @param replace what is done then, in order
 * @param input the sizes of an example of a chain's input, null for the other kinds
 * @param expect what Gluon made
 */
public record GluonCase(
    String id,
    String kind,
    List<BlockClass> classes,
    List<Instance> instances,
    List<Replacement> replace,
    List<Integer> input,
    Expectation expect) {

  /** Completes what the file may leave out. */
  public GluonCase {
    replace = replace == null ? List.of() : replace;
  }

  /**
   * A block's class.
   *
   * @param name its simple name
   * @param children its children
   */
  public record BlockClass(String name, List<Content> children) {}

  /**
   * A child or an item of a container: one of a layer, a block and a container.
   *
   * @param field the child's field; null for an item
   * @param prefix its own prefix; null: automatic
   * @param layer Gluon's name of the layer, or null
   * @param args the layer's arguments in Gluon's spelling
   * @param block the block's class, or null
   * @param sequential the container's items, or null
   */
  public record Content(
      String field,
      String prefix,
      String layer,
      Map<String, JsonNode> args,
      String block,
      List<Content> sequential) {
    /** Completes what the file may leave out. */
    public Content {
      args = args == null ? Map.of() : args;
    }

    boolean sharesPrefix() {
      return prefix != null && prefix.isEmpty();
    }

    /** Itself and, for a container, all that is inside it. */
    Stream<Content> walk() {
      return Stream.concat(
          Stream.of(this),
          sequential == null ? Stream.of() : sequential.stream().flatMap(Content::walk));
    }
  }

  /**
   * An instance of a class.
   *
   * @param id its name in the case
   * @param className its class
   * @param prefix its own prefix; null: automatic
   */
  public record Instance(String id, @JsonProperty("class") String className, String prefix) {
    /**
     * Whether its children are named in the root, and counted by it, as those of other such
     * instances are.
     */
    boolean sharesRoot() {
      return prefix != null && prefix.isEmpty();
    }
  }

  /**
   * The replacement of a child.
   *
   * @param instance the instance whose child it is
   * @param field the child's field
   * @param with what takes its place
   * @param prefix the own prefix of that; null: automatic
   */
  public record Replacement(String instance, String field, Content with, String prefix) {
    /** What takes the place, with field and prefix. */
    Content content() {
      return new Content(field, prefix, with.layer(), with.args(), with.block(), with.sequential());
    }
  }

  boolean isChain() {
    return input != null;
  }

  /** The layers that it needs, in Gluon's spelling. */
  public Set<String> layers() {
    Set<String> layers = new TreeSet<>();
    Stream<Content> contents = Stream.concat(
        reached().stream().flatMap(each -> each.children().stream()),
        replace.stream().map(Replacement::with));
    contents
        .flatMap(Content::walk)
        .filter(each -> each.layer() != null)
        .forEach(each -> layers.add(each.layer()));
    return layers;
  }

  /** The classes that its instances and replacements reach. */
  List<BlockClass> reached() {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>();
    instances.forEach(instance -> next.add(instance.className()));
    replace.forEach(each -> blocksIn(each.with()).forEach(next::add));
    while (!next.isEmpty()) {
      String name = next.remove();
      if (found.add(name)) {
        classOf(name).children().stream().flatMap(GluonCase::blocksIn).forEach(next::add);
      }
    }
    return found.stream().map(this::classOf).toList();
  }

  private static Stream<String> blocksIn(Content content) {
    return content.walk().map(Content::block).filter(block -> block != null);
  }

  BlockClass classOf(String name) {
    return classes.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("case " + id + " has no class " + name));
  }

  List<Replacement> replacements(Instance instance) {
    return replace.stream()
        .filter(each -> each.instance().equals(instance.id()))
        .toList();
  }

  Expectation.Made expected(Instance instance) {
    return expect.instances().get(instance.id());
  }
}
