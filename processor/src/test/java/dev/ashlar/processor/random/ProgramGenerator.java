package dev.ashlar.processor.random;

import dev.ashlar.processor.random.Program.Assigned;
import dev.ashlar.processor.random.Program.Block;
import dev.ashlar.processor.random.Program.Content;
import dev.ashlar.processor.random.Program.Field;
import dev.ashlar.processor.random.Program.OfBlock;
import dev.ashlar.processor.random.Program.OfLayer;
import dev.ashlar.processor.random.Program.OwnParameter;
import dev.ashlar.processor.random.Program.Plain;
import dev.ashlar.processor.random.Program.Repeated;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes random programs, in which names meet often, from a seed. */
final class ProgramGenerator {
  private static final String[] FIELDS = {
    "a", "b", "A", "hidden", "out", "dense0", "weight", "part_a", "part", "a_b", "aB", "x9", "gain"
  };
  private static final String[] ODD_FIELDS = {
    "Hidden",
    "OUT",
    "name",
    "prefix",
    "node",
    "scope",
    "hashCode",
    "replaceA",
    "unplaced",
    "Scope",
    "DenseLayer",
    "path",
    "hint",
    "fields",
    "weightPath",
    "clone",
    "children",
    "forward",
    "toString",
    "aLongNameOfAFieldThatGoesOnAndOnUntilItsEndIsReachedAtLastAndThenSomeMoreOfItFollowsSoThatFilesGetLongNamesAndNoSystemKeepsThem"
  };
  private static final String[] PREFIXES = {
    "",
    "",
    "a_",
    "b_",
    "a_b_",
    "dense0_",
    "dense1_",
    "relu0_",
    "sequential0_",
    "block1_",
    "weight",
    "a",
    "dense",
    "-",
    "é_"
  };
  private static final String[] OWN_NAMES = {"a", "b", "A", "0", "1", "weight", "a-b", "part", "é"};

  private final Random random;
  private final long seed;
  private final int calm; // how many times rarer than otherwise odd things are
  private final int count;
  private final List<String> names = new ArrayList<>();
  private final List<String> plain = new ArrayList<>();
  private final List<List<String>> constructors = new ArrayList<>();
  private final List<Boolean> isPublic = new ArrayList<>();

  private ProgramGenerator(long seed) {
    this.seed = seed;
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.calm = new int[] {2, 8, 40, 200}[random.nextInt(4)];
    this.count = 1 + random.nextInt(6);
  }

  /** The program of a seed, all in packages that begin with {@code p<seed>.}. */
  static Program of(long seed) {
    ProgramGenerator generator = new ProgramGenerator(seed);
    Program program = generator.program();
    return generator.random.nextInt(4) == 0 ? Spoiler.spoil(program, generator.random) : program;
  }

  private Program program() {
    for (int i = 0; i < count; i++) {
      name(i);
      constructors.add(
          random.nextInt(9) == 0
              ? List.of("int n")
              : rarely(3)
                  ? pick(
                      List.of("", "int n"),
                      List.of("", "Scope s"),
                      List.of("", "String s"),
                      List.of("", "String... s"),
                      List.of("", "Layer scope", "int Scope"),
                      List.of("", "Scope s, int n", "int n"))
                  : random.nextInt(4) == 0 ? List.of("") : List.of());
      isPublic.add(!rarely(12));
    }
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(block(i));
    }
    return new Program(blocks, plain, null);
  }

  private void name(int index) {
    String packageName = "p" + seed + pick("", "", ".a", ".b", ".a.c");
    String simple = rarely(6)
        ? pick("Part", "PART", "Outer0_Part", "NamedBlock0", "Block1Names")
        : "Block" + index;
    String qualified = packageName + "." + simple;
    if (index > 0 && random.nextInt(4) == 0) {
      String around = pick(names);
      qualified = around.split("\\.").length > 4 ? qualified : around + "." + simple;
    } else if (random.nextInt(4) == 0) {
      String outer = packageName + ".Outer" + random.nextInt(2);
      if (!names.contains(outer)) {
        if (!plain.contains(outer)) {
          plain.add(outer);
        }
        qualified = outer + "." + simple;
      }
    }
    if (rarely(20) && index == 0) {
      plain.add(packageName + ".NamedBlock0");
    }
    names.add(isFree(qualified) ? qualified : packageName + ".Free" + index);
  }

  // Not a class's own name, nor that of one around it: Java refuses those.
  private boolean isFree(String qualified) {
    String around = qualified.substring(0, qualified.lastIndexOf('.'));
    String simple = qualified.substring(qualified.lastIndexOf('.') + 1);
    return !names.contains(qualified)
        && !plain.contains(qualified)
        && !List.of(around.split("\\.")).contains(simple);
  }

  private static String packageOf(String qualified) {
    List<String> parts = new ArrayList<>();
    for (String part : qualified.split("\\.")) {
      if (Character.isUpperCase(part.charAt(0))) {
        break;
      }
      parts.add(part);
    }
    return String.join(".", parts);
  }

  private Block block(int index) {
    String packageName = packageOf(names.get(index));
    int parent = -1;
    if (index + 1 < count && random.nextInt(6) == 0) {
      int other = index + 1 + random.nextInt(count - index - 1);
      boolean plainly =
          constructors.get(other).isEmpty() || constructors.get(other).contains("");
      boolean seen = isPublic.get(other) || packageOf(names.get(other)).equals(packageName);
      boolean inBlock = names.stream().anyMatch(each -> names.get(other).startsWith(each + "."));
      parent = plainly && seen && !inBlock ? other : -1;
    }
    Set<String> fieldNames = new LinkedHashSet<>();
    int fields = random.nextInt(6);
    for (int i = 0; i < fields; i++) {
      fieldNames.add(
          rarely(5) ? pick(ODD_FIELDS) : random.nextInt(2) == 0 ? pick(FIELDS) : "f" + i);
    }
    List<Field> declared = new ArrayList<>();
    for (String name : fieldNames) {
      declared.add(field(index, name, declared));
    }
    List<String> own = constructors.get(index);
    boolean assigns = declared.stream().anyMatch(field -> isMadeByConstructor(field.content()));
    List<String> methods = new ArrayList<>();
    if (rarely(4)) {
      methods.add(
          pick("size/0", "a/0", "hidden/0", "replaceA/1", "replaceHidden/1", "A/0", "out/1"));
    }
    return new Block(
        packageName,
        names.get(index).substring(packageName.length() + 1),
        isPublic.get(index),
        random.nextInt(8) == 0 ? pick("net", "dense", "block1", "a") : "",
        random.nextInt(6) == 0,
        rarely(2) ? pick(List.of(4), List.of(3), List.of(2, 3), List.of(0, 4)) : List.of(),
        rarely(6) ? pick(List.of(3), List.of(4), List.of(2, 2)) : List.of(),
        parent,
        declared,
        random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0,
        methods,
        assigns && own.isEmpty() ? List.of("") : own);
  }

  private boolean isMadeByConstructor(Content content) {
    return content instanceof Assigned
        || content instanceof OfBlock held
            && !constructors.get(held.block()).isEmpty()
            && !constructors.get(held.block()).contains("");
  }

  private Field field(int index, String name, List<Field> above) {
    String access = rarely(2) ? pick("", "protected ") : pick("protected ", "public ");
    if (rarely(10)) {
      return new Field(name, "public ", "", null, "", new Plain());
    }
    String own = random.nextInt(9) == 0 ? pick(OWN_NAMES) : "";
    if (random.nextInt(9) == 0) {
      return new Field(
          name,
          access,
          own,
          null,
          "",
          new OwnParameter(pick(List.of(), List.of(2), List.of(2, 3))));
    }
    String prefix = random.nextInt(3) == 0 ? pick(PREFIXES) : null;
    Content content = content(index);
    String sharedWith = "";
    if (!isMadeByConstructor(content) && random.nextInt(5) == 0) {
      boolean any = rarely(4);
      List<String> others = above.stream()
          .filter(other -> any || other.content().equals(content) && content instanceof OfLayer)
          .map(Field::name)
          .toList();
      sharedWith = others.isEmpty() ? "" : pick(others);
    }
    return new Field(name, access, own, prefix, sharedWith, content);
  }

  private Content content(int index) {
    int kind = random.nextInt(12);
    if (kind == 0) {
      return new Assigned(random.nextBoolean());
    }
    if (kind < 3) {
      Content item = kind == 1 ? layer() : held(index);
      if (!isMadeByConstructor(item)) {
        return new Repeated(rarely(40) ? 20_000 : 1 + random.nextInt(3), item);
      }
    }
    return kind < 6 ? held(index) : layer();
  }

  // Mostly a block further down, so that there is no circle.
  private Content held(int index) {
    int next = index + 1 + random.nextInt(count - index);
    if (rarely(9)) {
      next = random.nextInt(count);
    }
    return next < count && isSeen(next, index) ? new OfBlock(next) : layer();
  }

  // The compiler itself refuses others.
  private boolean isSeen(int block, int from) {
    String name = names.get(block);
    boolean isPublicAll = true;
    for (int i = 0; i < count; i++) {
      isPublicAll &= isPublic.get(i) || !(name + ".").startsWith(names.get(i) + ".");
    }
    return isPublicAll || packageOf(name).equals(packageOf(names.get(from)));
  }

  private Content layer() {
    return new OfLayer(
        rarely(2) || random.nextInt(3) > 0 ? pick(RandomLayer.values()) : RandomLayer.DENSE3);
  }

  private boolean rarely(int oneIn) {
    return random.nextInt(oneIn * calm) == 0;
  }

  @SafeVarargs
  private <T> T pick(T... of) {
    return of[random.nextInt(of.length)];
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
