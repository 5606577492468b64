package dev.ashlar.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusual sources that are right: what is written for them compiles without a warning. */
class AcceptedSourceTest {
  private static Compilation accept(String... sources) {
    Compilation compilation = Compiling.strictly(
        Arrays.stream(sources).map(Compiling::source).toArray(JavaFileObject[]::new));
    assertThat(compilation).succeededWithoutWarnings();
    return compilation;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y",
        "x",
        "inputs",
        "layer",
        "ownPrefix",
        "forward",
        "replace",
        "var",
        "record",
        "yield",
        "sealed",
        "permits",
        "$",
        "a$b",
        "a_b",
        "__",
        "é",
        "ß",
        "ı",
        "Ω",
        "名前",
        "string",
        "generated",
        "override",
        "object",
        "hINT",
        "demo",
        "dev",
        "named",
        "scope_",
        "replaceHidden",
        "mlp",
        "sDVariable",
        "\\u0061\\u00e9"
      })
  void anyFieldNameWillDo(String name) {
    accept("""
        @Block(input = 2) abstract class Mlp {
          @Child @Dense(units = 2) Layer hidden;
          @Child @Dense(units = 2) Layer NAME;
          @Child @Repeat(2) @Dense(units = 2) Sequential<Layer> last;
          Mlp(Layer NAME) { }
          Mlp() { }
        }
        """.replace("NAME", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"node", "scope", "name", "y", "children", "é", "forward", "toString"})
  void anyParameterNameWillDo(String name) {
    accept("""
        @Block abstract class Mlp {
          @Param(shape = 2) Parameter NAME;
          @Child @Dense(units = 2) Layer hidden;
          Mlp(int NAME) { }
          Mlp() { }
        }
        """.replace("NAME", name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/",
        "{",
        "}",
        "}}{{",
        "@",
        "$L$S$T",
        "%s",
        "a b",
        "\\\\u002a/",
        "\\\\",
        "\\\"",
        "'",
        "<b>",
        "é",
        "名",
        "-",
        "1",
        "_",
        "class",
        "\\u00ad",
        "*\\\\/",
        "😀",
        "true"
      })
  void anyTextWillDoAsNameAndPrefix(String text) {
    accept("""
        @Block(hint = HINT, input = 2) abstract class Mlp {
          @Child(name = TEXT, prefix = TEXT) @Dense(units = 2) Layer a;
          @Child(prefix = TEXT + "b") Part b;
          @Param(shape = 1, name = TEXT + TEXT) Parameter c;
          @Block abstract static class Part { @Child(name = TEXT) @Dense(units = 2) Layer inner; }
        }
        """.replace("TEXT", "\"" + text + "\"")
        .replace("HINT", "\"" + text.replace(" ", "") + "\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String",
        "Override",
        "Object",
        "Deprecated",
        "IllegalStateException",
        "Layer",
        "Node",
        "Scope",
        "Shape",
        "DType",
        "Initializer",
        "Sequential",
        "Generated",
        "DenseLayer",
        "Activation"
      })
  void classesOfTheUsersCanHaveAnyName(String name) {
    String members = """
        {
          @dev.ashlar.Child @dev.ashlar.layer.Dense(units = 2, activation = dev.ashlar.layer.Activation.RELU) dev.ashlar.Layer a;
          @dev.ashlar.Child @dev.ashlar.Repeat(2) @dev.ashlar.layer.Flatten dev.ashlar.layer.Sequential<dev.ashlar.Layer> b;
          @dev.ashlar.Param(shape = 2, constant = 1) dev.ashlar.Parameter p;
        """;
    accept("class " + name + " { }", "@dev.ashlar.Block abstract class Mlp " + members + " }");
    accept("@dev.ashlar.Block abstract class Mlp " + members + " class " + name + " { } }");
    accept("@dev.ashlar.Block abstract class " + name + " " + members + " }");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "org", "java", "javax"})
  void classesOfTheUsersCanHaveTheNamesOfPackages(String name) {
    accept(
        "class " + name + " { }",
        "@Block abstract class Mlp { @Child @Dense(units = 2, activation = RELU) Layer a; }");
  }

  @Test
  void typesCanCarryAnnotations() {
    accept("""
        @Block abstract class Mlp {
          @Child @Dense(units = 1) @Mark Layer a;
          @Param(shape = 1) @Mark Parameter b;
          @Child @Mark Part c;
          Mlp(@Mark String d, @Mark int @Mark [] e) { }
          @Mark SDVariable forward(@Mark SDVariable x) { return x; }
          @Block abstract static class Part { }
        }
        """, """
        @java.lang.annotation.Target({java.lang.annotation.ElementType.TYPE_USE}) @interface Mark { }
        """);
  }

  @Test
  void aBlockCanImplementLayerItself() {
    accept("""
        @Block abstract class Mlp implements Layer {
          @Child @Dense(units = 1) Layer a;
          @Override public String name() { return "mine"; }
          SDVariable twice(SDVariable x) { return forward(forward(x)); }
        }
        """);
  }

  @Test
  void aBlockCanDeclareItsNodeAndItsForward() {
    accept("""
        @Block abstract class Mlp {
          @Child @Dense(units = 1) Layer a;
          abstract Node node();
          protected abstract SDVariable forward(SDVariable it);
          public final String toString() { return node().name(); }
        }
        """);
  }

  @Test
  void aBlockCanExtendABlockAcrossAPlainClass() {
    Compilation compilation = accept(
        "@Block abstract class Base<T> { @Child @Dense(units = 1) Layer first; @Child Part<T> part; }",
        "@Block abstract class Part<T> { }",
        "abstract class Middle<U> extends Base<java.util.List<U>> { public void run() { } }",
        "@Block abstract class Mlp extends Middle<String> implements Runnable { @Child @Dense(units = 1) Layer second; }");
    assertThat(Compiling.written(compilation).get("NamedMlp.java"))
        .contains("first = node.child(\"first\", DenseLayer.dense(1));")
        .contains("public NamedPart<List<String>> part()");
    assertThat(Compiling.written(compilation).get("MlpNames.java"))
        .contains("FIELDS = \"first,part,second\"");
  }

  @Test
  void aConstructorOfTheParentCanAssignItsFields() {
    Compilation compilation = accept(
        "@Block abstract class Base { @Child Layer base; @Child @Dense(units = 1) Layer made; Base() { base = DenseLayer.dense(1); } }",
        "@Block abstract class Mlp extends Base { @Child @Dense(units = 1) Layer own; }");
    assertThat(Compiling.written(compilation).get("NamedMlp.java"))
        .contains("node.child(\"base\", base);")
        .contains("node.requireUnassigned(\"made\", made);")
        .contains("node.requireUnassigned(\"own\", own);"); // an initializer may have set it
  }

  @Test
  void fieldsCanBeOfTheClassesWrittenForOtherBlocks() {
    accept(
        """
        @Block abstract class Mlp {
          @Child NamedPart a;
          @Child NamedGeneric<String> b;
          @Child @Repeat(2) Sequential<NamedPart> c;
          @Child NamedSized d;
          Mlp() { d = NamedSized.unplaced(3); }
        }
        """,
        "@Block abstract class Part { @Child NamedDeep deep; }",
        "@Block abstract class Deep { }",
        "@Block abstract class Generic<T> { }",
        "@Block abstract class Sized { Sized(int n) { } }");
  }

  @Test
  void genericBlocksCanBeHeldWithAnyArguments() {
    accept(
        """
        @Block abstract class Mlp<U extends Number> {
          @Child Generic<String, U> a;
          @Child Generic<?, ? extends U> b;
          @Child @Repeat(2) Sequential<Generic<String, Integer>> c;
          @SuppressWarnings("rawtypes") @Child Generic d;
          @Child Generic<java.util.Map.Entry<U[], int[]>, Integer> e;
        }
        """,
        "@Block abstract class Generic<T, N extends Number & Comparable<N>> { }"
            .replace(" & Comparable<N>", ""));
  }

  @Test
  void blocksWithFewMembersAreBlocks() {
    accept(
        "@Block abstract class Empty { }",
        "@Block class Concrete { @Child @Flatten protected Layer a; }",
        "@Block abstract class Forward { SDVariable forward(SDVariable x) { return x; } }",
        "@Block(sequential = true, hint = \"net\") abstract class Container { @Child @Flatten Layer a; @Child(name = \"z\") @Flatten Layer b; }");
  }

  @Test
  void aLongRepetitionIsCompiledInReasonableTime() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean(); // whatever else the machine does
    long start = threads.getCurrentThreadCpuTime();
    accept("""
        @Block(input = 8) abstract class Mlp {
          @Child @Repeat(5000) @Dense(units = 8) Sequential<Layer> layers;
        }
        """);
    assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(60_000_000_000L);
  }

  @Test
  void repeatedChildrenMayShareTheContainersScope() {
    Compilation compilation = accept("""
        @Block(input = 2) abstract class Mlp {
          @Child(prefix = "stage1_") @Repeat(value = 2, prefix = "") Sequential<Pair> stage;
          @Block abstract static class Pair {
            @Child @Dense(units = 2) Layer first;
            @Child @Dense(units = 2) Layer second;
          }
        }
        """);

    assertThat(Compiling.written(compilation).get("NamedMlp.java"))
        .contains("Sequential.repeat(2, \"\", NamedMlp_Pair::unplaced)");
    assertThat(Compiling.written(compilation).get("MlpNames.java"))
        .contains("stage1_dense3_weight", "stage.1.second.weight");
  }

  @Test
  void aResidualThatTheConstructorMakesHasAKnownHint() {
    Compilation compilation = accept("""
        @Block abstract class Mlp {
          @Child Residual<DenseLayer> around;
          @Child @Dense(units = 2) Layer last;
          Mlp() { around = Residual.residual(DenseLayer.dense(2)); }
        }
        """);

    assertThat(Compiling.written(compilation).get("MlpNames.java")).contains("residual0_");
  }

  @Test
  void aResidualIsMadeAroundABlockOrALayer() {
    Compilation compilation = accept("""
        @Block(input = 4) abstract class Mlp {
          @Child Residual<Body> around;
          @Child @Dense(units = 4) Residual<Layer> dense;
          @Child @Dense(units = 2) Layer last;
          @Block abstract static class Body {
            @Child @Dense(units = 8) Layer up;
            @Child @Dense(units = 4) Layer down;
          }
        }
        """);

    assertThat(Compiling.written(compilation).get("NamedMlp.java"))
        .contains(
            "Residual.residual(NamedMlp_Body.unplaced())",
            "Residual.residual(DenseLayer.dense(4))");
    assertThat(Compiling.written(compilation).get("MlpNames.java"))
        .contains(
            "residual0_body0_dense1_weight",
            "around.body.down.weight",
            "residual1_dense0_bias",
            "(2, 4)");
  }

  @Test
  void aResidualWhoseBodyHasAnotherShapeDoesNotCompile() {
    Compilation compilation = Compiling.compile(Compiling.source("""
        @Block(input = 4) abstract class Mlp {
          @Child @Dense(units = 3) Residual<Layer> around;
        }
        """));

    assertThat(compilation)
        .hadErrorContaining("ASH-401: around, Residual, does not fit: expected a body whose output"
            + " has the shape of its input, (4,), found (3,)");
  }

  // Who writes the block has chosen so, and can do nothing about what is written for it.
  @Test
  void blocksThatAreDeprecatedOrSerializable() {
    accept(
        """
        @Deprecated @Block class Old implements java.io.Serializable {
          private static final long serialVersionUID = 1;
          @Child @Deprecated @Flatten transient Layer a;
        }
        """,
        "@Block class New { @Child @Flatten Layer a; @Deprecated(forRemoval = true) New() { } }");
    accept("@Deprecated(forRemoval = true) @Block class Gone { @Child @Flatten Layer a; }");
  }
}
