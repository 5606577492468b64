package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that another jar brings: an annotation, a specification, a computation. */
class ThirdPartyLayerTest {
  private static final String ANNOTATION = """
      package acme;
      @LayerAnnotation(spec = Acme.ScaleSpec.class, layer = Acme.ScaleLayer.class)
      public @interface PScale {
        int[] sizes();
        Mode mode() default Mode.ADD;
        String label() default "none";
        double factor() default 1;
        long count() default 3;
        float rest() default 0.5f;
        enum Mode { ADD, MUL }
      }
      """;
  private static final String LAYER = """
      package acme;
      import dev.ashlar.shape.Shape; import dev.ashlar.graph.Tracing; import java.util.List;
      public class Acme {
        record ScaleSpec(int[] sizes, PScale.Mode mode, String label, double factor, long count, float rest) implements LayerSpec {
          ScaleSpec { if (factor < 0) throw new IllegalArgumentException("factor must be at least 0, found " + factor); }
          public String hint() { return "scale"; }
          public Shape output(Shape input) { return input; }
          public List<ParameterSpec> parameters(Shape input) { return List.of(ParameterSpec.weight("factors", Shape.ofInts(sizes))); }
          public String describe(Shape input) { return "Scale(" + label + ", " + mode + ")"; }
        }
        public static final class ScaleLayer extends SpecLayer<LayerSpec> {
          private ScaleLayer(LayerSpec spec) { super(spec); }
          public static ScaleLayer pScale(int... sizes) { return new ScaleLayer(new ScaleSpec(sizes, PScale.Mode.ADD, "none", 1, 3, 0.5f)); }
          public ScaleLayer mode(PScale.Mode mode) { return this; }
          public ScaleLayer label(String label) { return this; }
          public ScaleLayer factor(double factor) { return this; }
          public ScaleLayer count(long count) { return this; }
          public ScaleLayer rest(float rest) { return this; }
          protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) { return x; }
        }
      }
      """;
  private static final String MODEL = """
      @Block abstract class Model {
        @Child @acme.PScale(sizes = {2, 3}, mode = acme.PScale.Mode.MUL, label = "a\\"b", factor = 2, count = 5, rest = 1) Layer scale;
      }
      """;

  @TempDir
  Path folder;

  private Project layers;
  private Project model;

  @BeforeEach
  void folders() throws IOException {
    layers = Project.in(folder.resolve("layers"));
    model = Project.in(folder.resolve("model")).uses(layers);
  }

  @Test
  void aLayerOfAnotherJarIsAChild() throws IOException {
    assertThat(layers.compile(ANNOTATION, LAYER).errors()).isEmpty();
    assertThat(model.processed(layers).compile(MODEL).errors()).isEmpty();
    assertThat(model.written("demo/NamedModel.java"))
        .contains(
            "scale = node.child(\"scale\", Acme.ScaleLayer.pScale(2, 3).mode(PScale.Mode.MUL).label(\"a\\\"b\").factor(2.0).count(5L).rest(1.0f));");
    assertThat(model.written("demo/ModelNames.java"))
        .contains("String FACTORS = \"scale0_factors\"", "(2, 3)", "Scale(a\"b, MUL)");
  }

  @Test
  void aSpecificationThatIsNotOnTheProcessorPathIsRefused() throws IOException {
    layers.compile(ANNOTATION, LAYER);
    model.processed().compile(MODEL, "class User { NamedModel model; ModelNames names; }");
    assertThat(model.errors())
        .singleElement()
        .asString()
        .startsWith(
            "Model.java:2:10 ASH-218: @PScale of scale: its specification acme.Acme$ScaleSpec cannot be loaded"
                + " (java.lang.ClassNotFoundException: acme.Acme$ScaleSpec). Put its jar on the annotation processor path too");
  }

  @Test
  void aSpecificationThatSaysNoIsHeard() throws IOException {
    layers.compile(ANNOTATION, LAYER);
    model.processed(layers).compile(MODEL.replace("factor = 2", "factor = -1"));
    assertThat(model.errors())
        .singleElement()
        .asString()
        .startsWith(
            "Model.java:2:10 ASH-217: @PScale of scale: factor must be at least 0, found -1.0");
  }

  @Test
  void aSpecificationOfOtherComponentsThanTheAnnotationsMembersIsRefused() throws IOException {
    layers.compile(ANNOTATION.replace("long count()", "int number()"), LAYER);
    model.processed(layers).compile(MODEL.replace(" count = 5,", ""));
    assertThat(model.errors())
        .singleElement()
        .asString()
        .contains("ASH-218:", "long count", "int number", "Make them the same");
  }

  @Test
  void aSettingOfATypeThatNoSettingHasIsRefused() throws IOException {
    layers.compile(
        ANNOTATION.replace("String label() default \"none\";", "String[] label() default {};"),
        LAYER.replace("String label,", "String[] label,").replace("\"none\"", "new String[0]"));
    model.processed(layers).compile(MODEL.replace("label = \"a\\\"b\", ", ""));
    assertThat(model.errors())
        .singleElement()
        .asString()
        .contains("ASH-218:", "the component label of the type java.lang.String[]");
  }

  @Test
  void aSpecificationThatIsNoRecordIsRefused() throws IOException {
    layers.compile(
        "package acme; @LayerAnnotation(spec = LayerSpec.class, layer = DenseLayer.class) public @interface PScale { }");
    model
        .processed(layers)
        .compile("@Block abstract class Model { @Child @acme.PScale Layer scale; }");
    assertThat(model.errors())
        .singleElement()
        .asString()
        .contains("ASH-218:", "is not a record that implements LayerSpec");
  }

  @Test
  void aSpecificationThatFailsIsReportedByItsOwnName() throws IOException {
    layers.compile(
        ANNOTATION,
        LAYER.replace(
            "public Shape output(Shape input) { return input; }",
            "public Shape output(Shape input) { throw new UnsupportedOperationException(\"no\"); }"));
    model.processed(layers).compile(MODEL);
    assertThat(model.errors())
        .singleElement()
        .asString()
        .contains(
            "ASH-901: the Ashlar processor failed on",
            "UnsupportedOperationException: no at acme.Acme$ScaleSpec.output");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw new UnsupportedOperationException(\"no\");",
        "throw new AssertionError(\"no\");",
        "throw new NoClassDefFoundError(\"no\");",
        "return output(input);"
      })
  void aFailureIsOneErrorOnTheBlockConcernedAndTheOthersGoOn(String fails) throws IOException {
    layers.compile(
        ANNOTATION,
        LAYER.replace(
            "public Shape output(Shape input) { return input; }",
            "public Shape output(Shape input) { " + fails + " }"));
    model
        .processed(layers)
        .compile(
            "@Block abstract class First { @Child @Flatten Layer flat; }",
            "@Block abstract class Holder { @Child Model model; @Child First first; }",
            MODEL,
            "@Block abstract class Wrong { @Child @Dense(units = 0) Layer dense; }",
            "class User { NamedHolder holder; ModelNames names; FirstNames.Flat flat; }");
    assertThat(model.errors()).hasSize(2);
    assertThat(model.errors().get(0)).matches("(?s)Model.java:1:\\d+ ASH-901: .* Model: .*");
    assertThat(model.errors().get(1)).startsWith("Wrong.java:1:").contains("ASH-217");
  }

  // The lock asks again what another input makes of a block: here alone the specification fails.
  @Test
  void aFailureInAComparisonWithTheLockIsAnErrorOnTheBlockConcerned() throws IOException {
    layers.compile(
        ANNOTATION,
        LAYER.replace(
            "public Shape output(Shape input) { return input; }",
            "public Shape output(Shape input) { if (input.equals(Shape.of(9))) throw new UnsupportedOperationException(\"no\"); return input; }"));
    Path lock = Files.writeString(folder.resolve("ashlar.lock"), """
        demo.First (version 1)
        demo.First flat layer=FlattenLayer prefix=flatten0_
        demo.Holder (version 1)
        demo.Holder model block=demo.Model prefix=model0_ input=(9)
        demo.Model (version 1)
        demo.Model scale layer=ScaleLayer prefix=scale0_ factors:float32(2,3)
        """);
    model
        .processed(layers)
        .options(List.of("-Aashlar.lock=" + lock))
        .compile(
            "@Block abstract class First { @Child @Flatten Layer flat; }",
            MODEL,
            "@Block(input = 8) abstract class Holder { @Child Model model; }");
    assertThat(model.errors())
        .singleElement()
        .asString()
        .matches("(?s)Holder.java:1:\\d+ ASH-901: .* Holder: .*");
  }
}
