package dev.ashlar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.train.Loss;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Compares gradients with central finite differences, in float64. */
public final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final double CLOSE =
      1e-6; // relative, where the gradient is more than 1; else absolute

  private GradientCheck() {}

  /**
   * Asserts that the gradient of the loss by every element of every parameter is the difference
   * quotient.
   */
  public static void assertGradients(Network network, INDArray input, INDArray labels, Loss loss) {
    DataSet batch = new DataSet(input, labels);
    Map<String, INDArray> gradients = network.gradients(batch, loss);
    for (Parameter parameter : network.model().collectParameters()) {
      if (!parameter.isTrained()) {
        assertThat(gradients).doesNotContainKey(parameter.name());
        continue;
      }
      INDArray gradient = gradients.get(parameter.name());
      assertThat(gradient.shape()).isEqualTo(parameter.value().shape());
      for (long i = 0; i < parameter.value().length(); i++) {
        double expected = quotient(network, batch, loss, parameter.value(), i);
        double found = gradient.getDouble(i);
        assertThat(Math.abs(found - expected) / Math.max(1, Math.abs(expected)))
            .as("%s, element %d: found %s, expected %s", parameter.name(), i, found, expected)
            .isLessThan(CLOSE);
      }
    }
  }

  private static double quotient(
      Network network, DataSet batch, Loss loss, INDArray value, long i) {
    double before = value.getDouble(i);
    value.putScalar(i, before + STEP);
    double above = network.loss(batch, loss);
    value.putScalar(i, before - STEP);
    double below = network.loss(batch, loss);
    value.putScalar(i, before);
    return (above - below) / (2 * STEP);
  }
}
