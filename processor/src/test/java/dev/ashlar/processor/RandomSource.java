package dev.ashlar.processor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes sources with a few blocks each, right and wrong ones, from a seed. */
final class RandomSource {
  private static final String[] NAMES = {
    "a",
    "b",
    "hidden",
    "output",
    "A",
    "Hidden",
    "node",
    "scope",
    "prefix",
    "name",
    "inputs",
    "layer",
    "y",
    "x",
    "forward",
    "yield",
    "record",
    "var",
    "$",
    "a$b",
    "_a",
    "é",
    "名",
    "ownPrefix",
    "children",
    "toString",
    "hashCode",
    "unplaced",
    "Scope",
    "Node",
    "String",
    "string",
    "replaceA",
    "weight",
    "path",
    "PATH",
    "hint",
    "dense0_",
    "ß",
    "collectParameters",
    "sealed",
    "i",
    "I",
    "ı",
    "veryLongNameOfAFieldThatGoesOnAndOnUntilItsEndIsReachedAtLastAndThenSomeMoreOfItFollowsSoThatFilesGetLongNames"
  };
  private static final String[] PREFIXES = {
    "",
    "a_",
    "a_b_",
    "b_",
    "dense0_",
    "dense1_",
    "*/",
    "{",
    "}",
    "@",
    "$L",
    "\\\\u0000",
    "\\u00e9",
    "weight",
    "a b",
    "\\n",
    "/*",
    "%d",
    "\\\\"
  };
  private static final String[] CHILD_NAMES = {
    "a", "b", "0", "1", "-", "*/", "a.b", "class", "é", "_", "\\t", "hidden", "A", "\\\"", "{"
  };
  private static final String[] LAYERS = {
    "@Dense(units = 3)", "@Dense(units = 3)", "@Dense(units = 4, activation = RELU)",
        "@Dense(units = 2, useBias = false, flatten = false)",
    "@Dropout(rate = 0.5)", "@Activate(TANH)", "@Flatten", "@LayerNorm"
  };
  private static final String[] WRONG_LAYERS = {
    "@Dense(units = 0)",
    "@Dense(units = -7)",
    "@Dense(units = 3, inUnits = 5)",
    "@Dense(units = \"x\")",
    "@Dense(units = Absent.X)",
    "@Dense",
    "@Dropout(rate = 2)",
    "@Dropout(rate = 0.0 / 0)",
    "@Activate(NONE)",
    "@LayerNorm(axis = 7)",
    "@LayerNorm(axis = 0)",
    "@LayerNorm(epsilon = 1.0 / 0)",
    "@Dense(units = 2147483647)",
    "@Unknown(1)"
  };
  private static final String[] INPUTS = {
    "", "", "input = 3", "input = {2, 4}", "input = {}", "input = 0"
  };
  private static final String[] WRONG_INPUTS = {
    "input = -1", "input = {2147483647, 2147483647, 2147483647}", "input = \"\""
  };

  private final Random random;
  private final int calm; // how many times rarer than otherwise odd things are
  private final List<String> classes = new ArrayList<>();
  private int written;

  private RandomSource(long seed) {
    random = new Random(seed);
    calm = new int[] {1, 4, 20, 100}[random.nextInt(4)];
  }

  /** The text of the class {@code Source}, in which all others are nested. */
  static String of(long seed) {
    return new RandomSource(seed).text();
  }

  private String text() {
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      classes.add(rarely(8) ? one(NAMES) + i : "Block" + i);
    }
    StringBuilder text = new StringBuilder("public class Source {\n");
    for (String each : classes) {
      written++;
      text.append(block(each));
    }
    return text.append("}\n").toString();
  }

  private String block(String name) {
    StringBuilder text = new StringBuilder("  @Block");
    Set<String> values = new LinkedHashSet<>();
    values.add(rarely(8) ? one(WRONG_INPUTS) : one(INPUTS));
    values.add(rarely(8) ? "output = " + (random.nextInt(4) - 1) : "");
    values.add(rarely(8) ? "hint = \"" + one(PREFIXES) + "\"" : "");
    values.add(rarely(6) ? "sequential = true" : "");
    values.remove("");
    text.append(values.isEmpty() ? " " : "(" + String.join(", ", values) + ") ");
    text.append(
        rarely(12)
            ? one("final ", "private ", "protected ", "public ", "sealed ", "strictfp ")
            : "");
    text.append(rarely(15) ? "" : "static ").append(rarely(8) ? "" : "abstract ");
    text.append(rarely(25) ? one("interface ", "enum ", "record ") : "class ").append(name);
    text.append(
        random.nextInt(6) == 0
            ? "<T" + one("", " extends Layer", " extends Number", " extends Absent") + ">"
            : "");
    text.append(
        random.nextInt(10) == 0
            ? " extends "
                + one(one(classes), "Absent", "Object", "Named" + "Source_" + one(classes))
            : "");
    text.append(rarely(8) ? " implements " + one("Runnable", "Layer", "Comparable<String>") : "")
        .append(" {\n");
    Set<String> fields = new LinkedHashSet<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      fields.add(random.nextInt(3) == 0 ? one(NAMES) : "field" + i);
    }
    fields.forEach(field -> text.append("    ").append(field(field)));
    if (random.nextInt(4) == 0) {
      text.append("    ").append(constructor(name));
    }
    if (rarely(4)) {
      text.append("    ").append(method());
    }
    return text.append("  }\n").toString();
  }

  private String field(String name) {
    int kind = random.nextInt(10);
    String modifiers = rarely(8)
        ? one("private ", "static ", "final ", "protected ", "public ", "volatile ", "transient ")
        : "";
    if (kind == 0) {
      String value = rarely(3)
          ? one(
              "shape = {0}",
              "shape = -1",
              "shape = 1, constant = 1.0 / 0",
              "shape = 2, name = \"" + one(CHILD_NAMES) + "\"")
          : one("shape = 2", "shape = {2, 3}", "shape = {}", "shape = {1}, constant = 1");
      return "@Param(" + value + ") " + modifiers + (rarely(8) ? type() : "Parameter") + " " + name
          + ";\n";
    }
    Set<String> values = new LinkedHashSet<>();
    values.add(random.nextInt(4) == 0 ? "prefix = \"" + one(PREFIXES) + "\"" : "");
    values.add(random.nextInt(8) == 0 ? "name = \"" + one(CHILD_NAMES) + "\"" : "");
    values.add(rarely(8) ? "sharedWith = \"" + one(NAMES) + "\"" : "");
    values.add(random.nextInt(12) == 0 ? "sharedWith = \"field0\"" : "");
    values.remove("");
    String child = rarely(25)
        ? ""
        : "@Child" + (values.isEmpty() ? " " : "(" + String.join(", ", values) + ") ");
    String type = kind < 6 ? "Layer" : rarely(2) ? type() : later();
    if (random.nextInt(7) == 0) {
      child += "@Repeat("
          + (rarely(3) ? one("0", "-1", "2147483647", "20000") : one("1", "2", "3", "20")) + ") ";
      type = rarely(5) ? type : "Sequential<" + type + ">";
    }
    String layer =
        (type.contains("Layer") && !type.contains("List")) == !rarely(8) ? layer() + " " : "";
    return child + layer + (rarely(20) ? layer() + " " : "") + modifiers + type + " " + name
        + ";\n";
  }

  private String layer() {
    return rarely(3) ? one(WRONG_LAYERS) : one(LAYERS);
  }

  private String type() {
    return one(
        "Layer",
        "DenseLayer",
        "FlattenLayer",
        "Sequential<Layer>",
        "Sequential",
        "Sequential<?>",
        "String",
        "int",
        "Object",
        "Layer[]",
        "T",
        "Absent",
        "Parameter",
        "NamedSource_" + one(classes),
        one(classes) + "<String>",
        "java.util.List<Layer>",
        "void",
        "var");
  }

  private String constructor(String name) {
    String parameters = one(
        "",
        "int n",
        "String s",
        "Scope scope",
        "Layer layer, int node",
        "String... s",
        "Absent absent",
        "T t",
        "int Scope",
        "Secret s",
        "java.util.List<? extends Number> list, int[]... more");
    return one("", "public ", "protected ", "private ") + name + "(" + parameters + ") "
        + one("", "", "throws Exception ") + "{ }\n";
  }

  private String method() {
    return one(
        "SDVariable forward(SDVariable x) { return x; }\n",
        "SDVariable forward(SDVariable x, SDVariable inputs) { return x; }\n",
        "abstract SDVariable forward(SDVariable x);\n",
        "SDVariable forward(SDVariable... x) { return x[0]; }\n",
        "abstract void run();\n",
        "public void run() { }\n",
        "public String toString() { return \"\"; }\n",
        "public final String toString() { return \"\"; }\n",
        "String name() { return \"\"; }\n",
        "public String prefix() { return \"\"; }\n",
        "static Object unplaced() { return null; }\n",
        "Layer field0() { return null; }\n",
        "void replaceField1(Layer layer) { }\n",
        "Absent absent() { return null; }\n",
        "@Child void child() { }\n",
        "private static class Secret { }\n");
  }

  // Mostly a class further down, so that there is no circle.
  private String later() {
    int next = written + random.nextInt(classes.size() - written + 1);
    return rarely(4) ? one(classes) : next < classes.size() ? classes.get(next) : "Layer";
  }

  private boolean rarely(int oneIn) {
    return random.nextInt(oneIn * calm) == 0;
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
