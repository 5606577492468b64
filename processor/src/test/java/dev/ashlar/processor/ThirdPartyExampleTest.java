package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Parameter;
import dev.ashlar.Scope;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The example under docs/third-party-layer: compiled as two jars would be, and run. */
class ThirdPartyExampleTest {
  private static final Path EXAMPLE = Path.of("../docs/third-party-layer");
  private static final int UNITS = 5;
  private static final int PIECES = 3;
  private static final int IN = 8;

  @TempDir
  Path folder;

  private Project compiled(Path model) throws IOException {
    Project layer = Project.in(folder.resolve("layer")).compileFolder(EXAMPLE.resolve("layer"));
    assertThat(layer.errors()).isEmpty();
    return Project.in(folder.resolve("model")).uses(layer).processed(layer).compileFolder(model);
  }

  @Test
  void theCompilerKnowsNamesAndShapesOfTheLayer() throws IOException {
    Project model = compiled(EXAMPLE.resolve("model"));

    assertThat(model.errors()).isEmpty();
    assertThat(model.written("demo/NamedClassifier.java"))
        .contains("MaxoutLayer.maxout(5).pieces(3)");
    assertThat(model.written("demo/ClassifierNames.java"))
        .contains("maxout0_weight", "(15, 8)", "Maxout(5, pieces=3)", "(3, 5)");
  }

  @Test
  void theModelComputesTheFormula() throws IOException, ReflectiveOperationException {
    Layer model = (Layer) compiled(EXAMPLE.resolve("model"))
        .loader()
        .loadClass("demo.NamedClassifier")
        .getConstructor(Scope.class)
        .newInstance(Scope.newRoot());
    Network network = Network.of(model).initialize(3);
    INDArray x = Nd4j.linspace(DataType.FLOAT, -1, 0.13, 2 * IN).reshape(2, 2, 4);

    INDArray y = network.output(x);

    double[] hidden = hidden(model, x);
    INDArray weight = value(model, "output.weight");
    for (int n = 0; n < 2; n++) {
      for (int o = 0; o < 3; o++) {
        double expected = 0;
        for (int u = 0; u < UNITS; u++) {
          expected += weight.getDouble(o, u) * hidden[n * UNITS + u];
        }
        assertThat(y.getDouble(n, o)).isCloseTo(expected, within(1e-5));
      }
    }
    assertThat(model.collectParameters().names())
        .startsWith("classifier0_maxout0_weight", "classifier0_maxout0_bias");
  }

  private static INDArray value(Layer model, String structuralName) {
    Parameter parameter = model.structuralParameters().get(structuralName);
    return parameter.value();
  }

  private static double[] hidden(Layer model, INDArray x) {
    INDArray weight = value(model, "hidden.weight");
    INDArray rows = x.reshape(2, IN);
    double[] hidden = new double[2 * UNITS];
    for (int i = 0; i < hidden.length; i++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int piece = 0; piece < PIECES; piece++) {
        double sum = 0;
        for (int k = 0; k < IN; k++) {
          sum += rows.getDouble(i / UNITS, k) * weight.getDouble(i % UNITS * PIECES + piece, k);
        }
        largest = Math.max(largest, sum);
      }
      hidden[i] = largest;
    }
    return hidden;
  }

  @Test
  void theLayersShapeRuleIsCheckedByTheCompiler() throws IOException {
    compiled(EXAMPLE.resolve("model"));
    Project layer = Project.in(folder.resolve("layer"));
    Project wrong = Project.in(folder.resolve("wrong"))
        .uses(layer)
        .processed(layer)
        .compile(
            "@Block(input = {2, 4}) abstract class Wrong {"
                + " @Child @acme.Maxout(units = 5) Layer hidden; @Child @Dense(units = 3, inUnits = 6) Layer output; }");

    assertThat(wrong.errors())
        .singleElement()
        .asString()
        .contains("ASH-401", "expected inUnits = 6, found 5", "hidden (5,)");
  }
}
