package dev.ashlar;

import static dev.ashlar.Numbers.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.shape.DType;
import dev.ashlar.train.Loss;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The same numbers as Gluon. */
class GluonMlpTest {
  private static final double CLOSE = 1e-5;

  private final GluonMlp gluon = new GluonMlp();
  private final Network network = Network.of(gluon.model());

  @ParameterizedTest
  @EnumSource
  void outputIsGluons(DType dtype) {
    gluon.model().collectParameters().cast(dtype);

    assertClose(network.output(gluon.input()), gluon.output(), CLOSE);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreGluons(DType dtype) {
    gluon.model().collectParameters().cast(dtype);
    DataSet batch = new DataSet(gluon.input(), gluon.labels());

    assertThat(network.loss(batch, Loss.softmaxCrossEntropy()) * 2)
        .isCloseTo(gluon.summedLoss(), within(CLOSE));
    Map<String, INDArray> gradients = network.gradients(batch, Loss.softmaxCrossEntropy());
    assertThat(gradients.keySet())
        .containsExactlyElementsOf(gluon.model().collectParameters().names());
    for (Parameter parameter : gluon.model().collectParameters()) {
      assertClose(
          gradients.get(parameter.name()).mul(2), gluon.gradientOfSummedLoss(parameter), CLOSE);
    }
  }

  @Test
  void printedFormsAreGluons() {
    assertThat(gluon.model().collectParameters().toString()).isEqualTo(gluon.printedParameters());
    assertThat(gluon.model().toString())
        .isEqualTo(gluon.printedModel().replace("HybridSequential", "Sequential"));
  }
}
