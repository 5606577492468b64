package dev.ashlar.processor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sources as no one would write them: each mistake is told once, in its line, and none makes the
 * processor fail or the compiler add errors about what was written.
 */
class OddSourceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Block abstract class A<T extends A<T>> { @Child @Dense(units = 1) Layer a; }",
        "@Block abstract class A<T extends Layer & Comparable<T>> { @Child @Dense(units = 1) Layer a; T t; A(T t) { } }",
        "@Block abstract class A<T extends Layer> { @Child T a; // ASH-209\n }",
        "@Block abstract class A<T> { @Child @Dense(units = 1) T a; // ASH-205\n }",
        "@Block abstract class A<T extends Layer> { @Child @Dense(units = 1) T a; // ASH-206\n }",
        "@Block abstract class A<T> { @Param(shape = 1) T a; // ASH-215\n }",
        "@Block abstract class A { @Child @Repeat(2) @Dense(units = 1) Sequential a; // ASH-210\n }",
        "@Block abstract class A { @Child @Repeat(2) @Dense(units = 1) Sequential<? extends Layer> a; // ASH-205\n }",
        "@Block abstract class A { @Child @Repeat(2) Sequential<Sequential<Layer>> a; // ASH-211\n }",
        "@Block abstract class A { @Child Residual<Residual<Layer>> a; // ASH-209\n }",
        "class Out { @Block abstract class In { } // ASH-101\n }",
        "class Out { class In { @Block abstract static class Deep { @Child @Dense(units = 1) Layer a; } // ASH-101\n } }",
        "class Out { private static class In { @Block abstract static class Deep { } // ASH-101\n } }",
        "class Out { void run() { @Block abstract class Local { @Child Layer a; } } }",
        "class Out { Object o = new Object() { @Child Layer a; }; }",
        "@Block record R() { } // ASH-101",
        "@Block record R(@Child Layer a) { } // ASH-101",
        "@Block enum E { ONE; @Child Layer a; } // ASH-101",
        "@Block interface I { } // ASH-101",
        "@Block class I { @Child @Dense(units = 1) Layer a; @Block @interface In { } // ASH-101\n }",
        "@Block abstract sealed class S permits T { } // ASH-101\n final class T extends S { }",
        "sealed class S permits T { }\n @Block abstract non-sealed class T extends S { @Child @Dense(units = 1) Layer a; }",
        "@Block final class F { @Child @Dense(units = 1) Layer a; } // ASH-101",
        "@Block class Gr\u00f6\u00dfe { @Child @Dense(units = 1) Layer \u00e4\u00f6; @Child @Dense(units = 1) Layer \u540d; }",
        "@Block class A { @Child @Dense(units = 1) Layer $; @Child @Dense(units = 1) Layer _a; @Child @Dense(units = 1) Layer a$b; }",
        "@Block class A { @Child(prefix = \"class_\") @Dense(units = 1) Layer a; @Child(prefix = \"int\", name = \"class\") @Dense(units = 1) Layer b; }",
        "@Block class A { @Child(prefix = \"a b\", name = \"*/ {@code\") @Dense(units = 1) Layer a; @Child(prefix = \"\\\\u000a\\\"\") @Dense(units = 1) Layer b; }",
        "@Block class A { @Child(name = \"\\uD83D\\uDE00\") @Dense(units = 1) Layer b; }",
        "@Block class A { @Child(prefix = \"\\uD800\") // ASH-213\n @Dense(units = 1) Layer a; @Child(name = \"x\\uDC00\") // ASH-213\n @Dense(units = 1) Layer b; }",
        "@Block class A { @Child(formerly = {\"a\", \"\\uDE00\\uD83D\"}) // ASH-213\n @Dense(units = 1) Layer b; @Param(shape = 1, name = \"\\uD83D\") // ASH-213\n Parameter c; }",
        "@Block class A { @Child @Repeat(value = 2, prefix = \"\\uD83D_\") // ASH-213\n @Flatten Sequential<Layer> b; @Param(shape = 1, formerly = \"\\uD83D\") // ASH-213\n Parameter c; }",
        "@Block(hint = \"\\uD83D\") // ASH-106\n class A { @Child(prefix = \"\\uD83D\\uDE00\") @Flatten Layer b; @Child(sharedWith = \"\\uD83D\") @Dense(units = 1) Layer c; // ASH-221\n }",
        "@Block(formerly = \"a.\\uD83D\") // ASH-106\n class A { }",
        "@Block(hint = \"a b\") // ASH-106\n class A { }",
        "@Block(hint = \"*/\") class A { @Child @Dense(units = 1) Layer a; }",
        "@Block class A { @Child @Flatten Layer record; @Child @Flatten Layer yield; @Child @Flatten Layer var; }",
        "@Block class A { @Child(prefix = \"\\t\") // ASH-213\n @Dense(units = 0) // ASH-217\n Layer a; }",
        "unnamed @Block abstract class Mlp { @Child @Dense(units = 1) Layer a; @Child Part part; @Block static abstract class Part { @Child @Flatten Layer b; } }",
      })
  void classesOfEveryKind(String text) {
    Odd.check(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Block class A { @Child @Dense(units = -1) Layer a; // ASH-217\n }",
        "@Block class A { @Child @Dense(units = Integer.MIN_VALUE) Layer a; // ASH-217\n }",
        "@Block class A { @Child @Repeat(-1) @Flatten Sequential<Layer> a; // ASH-212\n }",
        "@Block class A { @Child @Repeat(Integer.MAX_VALUE) @Flatten Sequential<Layer> a; // ASH-312\n }",
        "@Block class A { @Param(shape = -1) Parameter a; // ASH-216\n }",
        "@Block(input = -1) // ASH-106\n class A { }",
        "@Block(output = {1, -2}) // ASH-106\n class A { }",
        "@Block(version = 0) // ASH-106\n class A { }",
        "@Block(version = -5) // ASH-106\n class A { }",
        "@Block(formerly = {\"\", \"demo.A\", \"a..b\"}) // ASH-106 ASH-106 ASH-106\n class A { }",
        "@Block(input = {}) class A { @Child @Dense(units = 1) Layer a; }",
        "@Block(input = {0, 0, 0, 0, 0, 0, 0, 0}) class A { @Child @Dense(units = 1) Layer a; }",
        "@Block(input = 2147483647) class A { @Child @Dense(units = 2147483647) Layer a; @Child @Dense(units = 2147483647) Layer b; @Child @Dense(units = 2147483647) Layer c; }",
        "@Block class A { @Param(shape = {2147483647, 2147483647, 2147483647}) Parameter a; }",
        "@Block class A { @Param(shape = 1, constant = 0.0 / 0) Parameter a; @Param(shape = 1, constant = -0.0) Parameter b; @Param(shape = 1, constant = Double.MIN_VALUE) Parameter c; }",
        "@Block class A { @Param(shape = 1, constant = Double.POSITIVE_INFINITY) Parameter a; // ASH-223\n }",
        "@Block class A { @Child @Dropout(rate = 0.0 / 0) Layer a; // ASH-217\n }",
        "@Block class A { @Child @LayerNorm(epsilon = Double.NaN) Layer a; // ASH-217\n }",
        "@Block class A { static final int K = 3; @Child @Dense(units = 4 * K + (K > 2 ? 1 : 0)) Layer a; @Child @Dense(units = 'a') Layer b; }",
        "@Block class A { static int k = 3; @Child @Dense(units = k) Layer a; // javac\n @Child @Dense(units = 1) Layer b; }",
        "@Block class A { @Child @Dense(units = Missing.K) Layer a; // javac\n @Child @Dense(units = 1) Layer b; }",
        "@Block class A { @Child @Dense Layer a; // javac\n @Child @Dense(units = 1) Layer b; }",
        "@Block class A { @Child @Dense(units = 1, width = 2) Layer a; // javac\n }",
        "@Block class A { @Child @Dense(units = 1 / 0) Layer a; // javac\n }",
        "@Block class A { @Child @Activate(Missing.X) Layer a; // javac\n }",
        "@Block class A { @Child @Activate(null) Layer a; // javac\n }",
        "@Block class A { @Child(prefix = null) @Flatten Layer a; // javac\n }",
        "@Block class A { @Child(name = 3) @Flatten Layer a; // javac\n }",
        "@Block class A { @Child @Repeat @Flatten Sequential<Layer> a; // javac\n }",
        "@Block class A { @Child @Repeat(\"2\") @Flatten Sequential<Layer> a; // javac\n }",
        "@Block class A { @Param Parameter a; // javac\n }",
        "@Block class A { @Param(shape = {1, \"x\"}) Parameter a; // javac\n }",
        "@Block(input = \"x\") class A { } // javac",
        "@Block class A { @Child @Conv2D(channels = 1, kernel = {}) Layer a; // ASH-217\n }",
        "@Block class A { @Child @Conv2D(channels = 1, kernel = {1, 2, 3, 4}) Layer a; // ASH-217\n }",
        "@Block(input = {1, 2, 2}) class A { @Child @Conv2D(channels = 1, kernel = 3) Layer a; // ASH-401\n }",
      })
  void valuesOfEveryKind(String text) {
    Odd.check(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class A { @Block int x; // javac\n }",
        "class A { @Child void run() { } // javac\n }",
        "@Child class A { } // javac",
        "@Dense(units = 1) class A { } // javac",
        "class A { void run(@Child Layer a) { } // javac\n }",
        "class A { void run() { @Child Layer a; } // javac\n }",
        "class A { @Param A() { } // javac\n }",
        "enum A { @Child ONE // ASH-201\n }",
        "interface A { @Child Layer A = null; // ASH-201\n }",
        "@Block class A { @Child @Flatten Layer a, b; }",
        "@Block class A { @Child @Flatten Layer a; @Child @Flatten Layer a; // javac\n }",
        "@Block class A extends A { @Child @Flatten Layer a; } // javac",
        "class Out { @Block static class A extends A { @Child @Flatten Layer a; } // javac\n @Block static class C { @Child A a; } // javac\n }",
        "@Block class A extends B { @Child @Flatten Layer a; } // javac\n class B extends A { NamedA a; ANames b; } // javac",
        "@Block class A extends B { @Child @Flatten Layer a; } // javac\n @Block class B extends A { @Child @Flatten Layer b; } // javac",
        "@Block class A extends Missing { @Child @Flatten Layer a; } // javac",
        "@Block class A implements Missing { @Child @Flatten Layer a; } // javac",
        "@Block class A<T extends Missing> { @Child @Flatten Layer a; } // javac",
        "@Block class A { @Child Missing a; // javac\n @Child @Flatten Layer b; }",
        "@Block class A { @Child @Repeat(2) Sequential<Missing> a; // javac\n @Child @Flatten Layer b; }",
        "@Block class A { @Child Missing<Layer> a; // javac\n }",
        "@Block class A { @Child Layer.Missing a; // javac\n }",
        "@Block class A { @Child missing.pack.Layer a; // javac\n }",
        "@Block class A { @Param(shape = 1) Missing a; // javac\n }",
        "@Block class A { @Child @Missing Layer a; // ASH-209 javac\n }",
        "@Block class A { A(Missing m) { } // javac\n @Child @Flatten Layer a; }",
        "@Block class A { A() throws Missing { } // javac\n @Child @Flatten Layer a; }",
        "@Block class A { <T extends Missing> A(T t) { } // javac\n @Child @Flatten Layer a; }",
        "@Block class A { SDVariable forward(Missing x) { return null; } // javac\n @Child @Flatten Layer a; }",
        "@Block class A { Missing forward(SDVariable x) { return null; } // javac\n @Child @Flatten Layer a; }",
        "@Block class A { Missing run(Missing x) { return null; } // javac\n @Child @Flatten Layer a; }",
        "@Missing @Block class A { @Child @Flatten Layer a; } // javac",
        "@Block(missing = 1) class A { @Child @Flatten Layer a; } // javac",
        "@Block class A { class B extends Missing { } // javac\n @Child @Flatten Layer a; }",
        "@Block class A { @Child @Flatten Layer a = \"x\"; // javac\n }",
        "@Block class A { @Child @Flatten Layer a // javac\n }",
      })
  void whatTheCompilerRefusesItself(String text) {
    Odd.check(text);
  }

  // A compiler that goes on, as Error Prone has it, drops both annotations: then they are missing.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Block class A { @Child @Child @Flatten Layer a; // javac\n }",
        "@Block class A { @Child @Flatten @Flatten Layer a; // javac\n }",
        "@Block @Block class A { @Child @Flatten Layer a; } // javac",
      })
  void annotationsThatStandTwice(String text) {
    Odd.checkStopping(text);
  }

  @Test
  void namesThatAreTakenAlready() {
    Odd.check("@Block class Abc { }", "@Block class ABC { // ASH-306\n }");
    Odd.check("@Block class Mlp { // ASH-306\n @Child @Flatten Layer a; }", "class MlpNames { }");
    Odd.check("@Block class Mlp { // ASH-306\n @Child @Flatten Layer a; }", "class NamedMlp { }");
    Odd.check(
        "@Block class Mlp { // ASH-306\n @Child @Flatten Layer a; }",
        "class NamedMlp { }",
        "interface MlpNames { }");
    Odd.check("@Block class Mlp { class NamedMlp { // ASH-306\n } }");
    Odd.check("@Block class Mlp { @Child @Flatten Layer a; class MlpNames { } }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Layer",
        "Node",
        "Scope",
        "Shape",
        "DType",
        "Initializer",
        "String",
        "Object",
        "Override",
        "Generated",
        "Sequential",
        "Deprecated",
        "IllegalStateException",
        "Named",
        "Names",
        "DenseLayer",
        "Parameter"
      })
  void blocksNamedAsWhatIsUsedOfThem(String name) {
    Odd.check("""
        @dev.ashlar.Block class %s {
          @dev.ashlar.Child @dev.ashlar.layer.Dense(units = 1) dev.ashlar.Layer a;
          @dev.ashlar.Param(shape = 1, constant = 1) dev.ashlar.Parameter b;
          @dev.ashlar.Child @dev.ashlar.Repeat(2) @dev.ashlar.layer.Flatten dev.ashlar.layer.Sequential<dev.ashlar.Layer> c;
        }
        """.formatted(name));
  }

  @Test
  void deepTrees() {
    Odd.check(Odd.numbered(
        "class Deep {\n",
        100,
        "@Block abstract static class B# { @Child B@@ b; }\n",
        "@Block abstract static class B100 { @Child @Dense(units = 1) Layer b; } }"));
    Odd.check(Odd.numbered(
        "class Deep {\n",
        100,
        "@Block abstract static class B# { @Child(prefix = \"\") B@@ b; }\n",
        "@Block abstract static class B100 { @Child @Dense(units = 1) Layer b; } }"));
    Odd.check(Odd.numbered("class Deep ", 100, "{ static class C# ", "{ }") + "}".repeat(100));
  }

  @Test
  void wideBlocks() {
    Odd.check(Odd.numbered(
        "@Block class Wide {\n",
        400,
        "@Child @Dense(units = 1, activation = RELU, useBias = false) Layer b#;\n",
        "}"));
    Odd.check(Odd.numbered(
        "@Block class Wide { // ASH-312\n", 2000, "@Child @Dense(units = 1) Layer b#;\n", "}"));
    Odd.check(Odd.numbered(
        "@Block class Wide { // ASH-312\n", 2000, "@Param(shape = 1) Parameter b#;\n", "}"));
  }

  /**
   * Their number is allowed, and what the constructor would say of them is more than Java allows.
   */
  @Test
  void blocksWhoseConstructorIsTooLong() {
    String sizes =
        "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24";
    String large = "@Param(shape = {" + sizes + "}, constant = 3.5) Parameter b#;\n";
    Odd.check(Odd.numbered("@Block class Deep {\n", 310, large, "}"));
    Odd.check(Odd.numbered("@Block class Deep { // ASH-312\n", 400, large, "}"));
    String renamed =
        "(formerly = {\"c#\", \"d#\", \"e#\", \"f#\", \"g#\", \"h#\", \"i#\", \"j#\", \"k#\", \"l#\", \"m#\", \"n#\","
            + " \"o#\", \"p#\", \"q#\", \"r#\", \"s#\", \"t#\", \"u#\", \"v#\"}";
    Odd.check(Odd.numbered(
        "@Block class Old { // ASH-312\n",
        380,
        "@Param" + renamed + ", shape = 1) Parameter b#;\n",
        "}"));
    Odd.check(Odd.numbered(
        "@Block class Old { // ASH-312\n",
        380,
        "@Child" + renamed + ") @Flatten Layer b#;\n",
        "}"));
  }

  @Test
  void namesThatNoConstantHolds() {
    String half = "p".repeat(40_000);
    Odd.check(
        "@Block class A { @Child(prefix = \"" + half + "\") B b; // ASH-312\n }",
        "@Block class B { @Child(prefix = \"" + half + "\") @Dense(units = 1) Layer c; }",
        "@Block class C { @Child A a; }");
    Odd.check(Odd.numbered(
        "@Block class Wide { // ASH-312\n",
        390,
        "@Child @Flatten Layer b#" + "b".repeat(170) + ";\n",
        "}"));
  }

  // One of the two classes NamedPart cannot be imported, and its package would be the field.
  @Test
  void fieldsNamedAsAPackage() {
    String part = "@Block public class Part { @Child @Flatten Layer a; }";
    Odd.check(
        part,
        "package parts; " + part,
        "@Block class Fine { @Child parts.Part parts; @Child @Repeat(2) Sequential<parts.Part> more; }",
        "@Block class Model { @Child Part a;\n @Child parts.Part parts; // ASH-310\n }");
    Odd.check(
        "package parts; " + part, "@Block class Part { @Child parts.Part parts; // ASH-310\n }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Block class A { @Child @Dense(units = 1) Layer a; @Child(sharedWith = \"a\") @Dense(units = 1) Layer b; @Child(sharedWith = \"b\") @Dense(units = 1) Layer c; }",
        "@Block class A { @Child(sharedWith = \"a\") @Dense(units = 1) Layer a; // ASH-221\n }",
        "@Block class A { @Child(sharedWith = \"b\") @Dense(units = 1) Layer a; // ASH-221\n @Child(sharedWith = \"a\") @Dense(units = 1) Layer b; }",
        "@Block class A { @Child(sharedWith = \"w\") @Dense(units = 1) Layer a; // ASH-221\n @Param(shape = 1) Parameter w; }",
        "@Block class A { @Child @Repeat(2) @Dense(units = 1) Sequential<Layer> a; @Child(sharedWith = \"a\") @Dense(units = 1) Layer b; // ASH-221\n }",
        "@Block class A { @Child @Dense(units = 1) Layer a; @Child(sharedWith = \"a.weight\") @Dense(units = 1) Layer b; // ASH-221\n }",
        "@Block class A { @Child @Dense(units = 1) Layer a; @Child(sharedWith = \"a\", prefix = \"\") @Dense(units = 1) Layer b; }",
      })
  void sharing(String text) {
    Odd.check(text);
  }
}
