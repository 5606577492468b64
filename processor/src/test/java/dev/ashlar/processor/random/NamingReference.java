package dev.ashlar.processor.random;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.Layer;
import dev.ashlar.processor.random.Program.Block;
import dev.ashlar.processor.random.Program.Content;
import dev.ashlar.processor.random.Program.Field;
import dev.ashlar.processor.random.Program.OfBlock;
import dev.ashlar.processor.random.Program.OfLayer;
import dev.ashlar.processor.random.Program.OwnParameter;
import dev.ashlar.processor.random.Program.Owned;
import dev.ashlar.processor.random.Program.Repeated;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Decides, slowly and apart from the processor, with which identifiers a program must be refused:
 * by the rules as they are written down, with lists and comparisons of everything with everything.
 */
final class NamingReference {
  private static final int MOST = 10_000;

  private final Program program;
  private final Set<String> ids = new TreeSet<>();

  private NamingReference(Program program) {
    this.program = program;
  }

  /** The identifiers, none of which is one for the program's one mistake. */
  static Set<String> ids(Program program) {
    NamingReference reference = new NamingReference(program);
    reference.classes();
    for (int i = 0; i < program.blocks().size(); i++) {
      reference.check(i);
    }
    return reference.ids;
  }

  private void expect(String id, boolean isWrong) {
    if (isWrong) {
      ids.add(id);
    }
  }

  private void classes() {
    List<String> written = new ArrayList<>();
    for (Block block : program.blocks()) {
      written.add(block.packageName() + ".Named" + block.flat());
      written.add(block.packageName() + "." + block.flat() + "Names");
    }
    for (int i = 0; i < written.size(); i++) {
      String name = written.get(i);
      expect("ASH-306", written.subList(0, i).stream().anyMatch(name::equalsIgnoreCase));
      expect("ASH-306", program.plain().contains(name));
      expect(
          "ASH-306",
          program.blocks().stream().anyMatch(block -> block.qualified().equals(name)));
    }
  }

  private void check(int index) {
    Block block = program.blocks().get(index);
    for (Block around : program.lineage(index)) {
      String member = around.qualified() + ".Named" + block.flat();
      expect(
          "ASH-306", program.blocks().stream().anyMatch(each -> each.qualified().equals(member)));
    }
    fields(index, block);
    methods(index, block);
    constructors(block);
    List<Integer> forwards = program.lineage(index).stream()
        .map(Block::forward)
        .filter(inputs -> inputs > 0)
        .distinct()
        .toList();
    expect("ASH-105", forwards.size() > 1);
    expect("ASH-309", reaches(index, index, new HashSet<>()));
    if (endless(index)) {
      return;
    }
    if (size(new OfBlock(index)) > MOST) {
      ids.add("ASH-312");
      return;
    }
    tree(index, block);
  }

  private void fields(int index, Block block) {
    List<Owned> all = program.fields(index);
    for (Owned each : all) {
      if (each.field().isChild() || each.field().content() instanceof OwnParameter) {
        expect("ASH-225", isHidden(each, all));
        expect("ASH-204", !isHidden(each, all) && !program.isSeen(each, index));
      }
    }
    List<String> structural = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (ReferenceTree.Member member : ReferenceTree.members(program, index)) {
      expect("ASH-303", structural.contains(member.name()));
      expect("ASH-304", names.stream().anyMatch(member.field().name()::equalsIgnoreCase));
      structural.add(member.name());
      names.add(member.field().name());
      shared(index, member.field());
      visible(block, member.field().content());
    }
    hiding(index, block, all);
  }

  private static boolean isHidden(Owned field, List<Owned> all) {
    return all.subList(all.indexOf(field) + 1, all.size()).stream()
        .anyMatch(below -> below.block() != field.block()
            && below.field().name().equals(field.field().name()));
  }

  // A field that is inherited from another package can be of a type that is seen there alone.
  private void visible(Block block, Content content) {
    if (content instanceof Repeated repeated) {
      visible(block, repeated.item());
    } else if (content instanceof OfBlock held) {
      Block other = program.blocks().get(held.block());
      boolean isPublic = program.blocks().stream()
          .filter(around -> (other.qualified() + ".").startsWith(around.qualified() + "."))
          .allMatch(Block::isPublic);
      expect("ASH-220", !isPublic && !other.packageName().equals(block.packageName()));
    }
  }

  private void shared(int index, Field field) {
    if (field.sharedWith().isEmpty()) {
      return;
    }
    Field above = null;
    for (ReferenceTree.Member member : ReferenceTree.members(program, index)) {
      if (member.field() == field) {
        break;
      }
      if (member.field().name().equals(field.sharedWith())
          && member.field().content() instanceof OfLayer) {
        above = member.field();
      }
    }
    if (above == null) {
      ids.add("ASH-221");
    } else {
      expect(
          "ASH-222",
          !(field.content() instanceof OfLayer own)
              || !own.layer()
                  .parameters()
                  .equals(((OfLayer) above.content()).layer().parameters()));
    }
  }

  private void hiding(int index, Block block, List<Owned> all) {
    Set<String> classes =
        new HashSet<>(List.of("Node", "Scope", "Shape", "DType", "Initializer", "Sequential"));
    for (ReferenceTree.Member member : ReferenceTree.members(program, index)) {
      Content content = member.field().content() instanceof Repeated repeated
          ? repeated.item()
          : member.field().content();
      if (content instanceof OfLayer layer && layer.layer().isDense()) {
        classes.add("DenseLayer");
      }
    }
    Stream<String> parameters = block.constructors().stream()
        .flatMap(each -> Stream.of(each.split(",")))
        .map(each -> each.substring(each.lastIndexOf(' ') + 1));
    expect(
        "ASH-310",
        Stream.concat(all.stream().map(each -> each.field().name()), parameters)
            .anyMatch(classes::contains));
  }

  private void methods(int index, Block block) {
    List<String> taken = new ArrayList<>();
    for (Method method : Layer.class.getDeclaredMethods()) {
      taken.add(method.getName() + "/" + method.getParameterCount());
    }
    for (Method method : Object.class.getDeclaredMethods()) {
      if (!Modifier.isPrivate(method.getModifiers())) {
        taken.add(method.getName() + "/" + method.getParameterCount());
      }
    }
    program.lineage(index).forEach(each -> taken.addAll(each.methods()));
    program.lineage(index).stream()
        .filter(each -> each.forward() > 0)
        .forEach(each -> taken.add("forward/" + each.forward()));
    if (block.isPlain()) {
      taken.add("unplaced/0");
    }
    for (ReferenceTree.Member member : ReferenceTree.members(program, index)) {
      if (member.field().isChild()) {
        String name = member.field().name();
        String replace =
            "replace" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        for (String method : List.of(name + "/0", replace + "/1", replace + "/2")) {
          expect("ASH-305", taken.contains(method));
          taken.add(method);
        }
      }
    }
  }

  private void constructors(Block block) {
    List<String> written = new ArrayList<>();
    List<String> declared = block.constructors().isEmpty() ? List.of("") : block.constructors();
    for (String each : declared) {
      String types =
          Stream.of(each.split(", ")).map(p -> p.split(" ")[0]).toList().toString();
      String inScope = each.isEmpty() ? "[Scope]" : "[Scope, " + types.substring(1);
      expect("ASH-308", written.contains(types) || written.contains(inScope));
      written.add(types);
      written.add(inScope);
    }
  }

  private List<Integer> held(int index) {
    List<Integer> held = new ArrayList<>();
    for (ReferenceTree.Member member : ReferenceTree.members(program, index)) {
      Content content = member.field().content() instanceof Repeated repeated
          ? repeated.item()
          : member.field().content();
      if (content instanceof OfBlock block) {
        held.add(block.block());
      }
    }
    return held;
  }

  private boolean reaches(int from, int to, Set<Integer> seen) {
    for (int next : held(from)) {
      if (next == to || seen.add(next) && reaches(next, to, seen)) {
        return true;
      }
    }
    return false;
  }

  private boolean endless(int index) {
    for (int i = 0; i < program.blocks().size(); i++) {
      boolean circle = reaches(i, i, new HashSet<>());
      if (circle && (i == index || reaches(index, i, new HashSet<>()))) {
        return true;
      }
    }
    return false;
  }

  private long size(Content content) {
    if (content instanceof OfBlock held) {
      return 1
          + ReferenceTree.members(program, held.block()).stream()
              .filter(member -> member.field().isChild())
              .mapToLong(member -> size(member.field().content()))
              .sum();
    }
    return content instanceof Repeated repeated ? 1 + repeated.count() * size(repeated.item()) : 1;
  }

  private void tree(int index, Block block) {
    ReferenceTree tree = ReferenceTree.of(program, index);
    expect("ASH-401", tree.misfits() > 0);
    List<ReferenceTree.Named> blocks = tree.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      ReferenceTree.Named each = blocks.get(i);
      expect(
          "ASH-301",
          each.name() != null
              && !each.sharesPrefix()
              && blocks.subList(0, i).stream()
                  .anyMatch(other -> !other.sharesPrefix() && each.name().equals(other.name())));
    }
    List<ReferenceTree.Parameter> parameters = tree.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      ReferenceTree.Parameter each = parameters.get(i);
      expect(
          "ASH-302",
          each.name() != null
              && parameters.subList(0, i).stream()
                  .anyMatch(other -> each.name().equals(other.name())
                      && !each.identity().equals(other.identity())));
    }
    expect(
        "ASH-107",
        !tree.hasForward()
            && !block.output().isEmpty()
            && !ReferenceTree.fit(block.output(), tree.output()));
    constants(block, tree);
  }

  private void constants(Block block, ReferenceTree tree) {
    List<ReferenceTree.Named> blocks = tree.blocks();
    String names = block.flat() + "Names";
    for (int i = 0; i < blocks.size(); i++) {
      ReferenceTree.Named each = blocks.get(i);
      if (each.path().isEmpty()) {
        continue;
      }
      String className = className(each.path());
      expect("ASH-307", className.equalsIgnoreCase(names));
      expect(
          "ASH-307",
          blocks.subList(0, i).stream()
              .anyMatch(other ->
                  !other.path().isEmpty() && className(other.path()).equalsIgnoreCase(className)));
      expect("ASH-311", (names + "$" + className + ".class").getBytes(UTF_8).length > 255);
    }
    List<String> constants =
        new ArrayList<>(List.of("HINT", "PREFIX", "PATH", "FIELDS", "SCHEMA_HASH"));
    for (ReferenceTree.Parameter own : tree.parameters()) {
      if (!own.structural().contains(".")) {
        String base = constant(own.structural());
        for (String suffix : List.of("", "_PATH", "_SHAPE", "_DTYPE")) {
          expect("ASH-307", constants.contains(base + suffix));
          constants.add(base + suffix);
        }
      }
    }
  }

  /** The class of constants for what has that path. */
  static String className(String path) {
    StringBuilder name = new StringBuilder();
    for (String part : path.split("\\.")) {
      name.append(name.length() == 0 ? "" : "_")
          .append(part.substring(0, 1).toUpperCase(Locale.ROOT))
          .append(part.substring(1));
    }
    return legal(name.toString());
  }

  private static String legal(String name) {
    String legal = name.replace('-', '_');
    return Character.isDigit(legal.charAt(0)) || legal.equals("_") ? "_" + legal : legal;
  }

  /** What the constants of a parameter begin with. */
  static String constant(String own) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < own.length(); i++) {
      char letter = own.charAt(i);
      boolean afterSmall = i > 0
          && (own.charAt(i - 1) >= 'a' && own.charAt(i - 1) <= 'z'
              || Character.isDigit(own.charAt(i - 1)));
      if (letter >= 'A' && letter <= 'Z' && afterSmall) {
        name.append('_');
      }
      name.append(String.valueOf(letter).toUpperCase(Locale.ROOT));
    }
    return legal(name.toString());
  }
}
