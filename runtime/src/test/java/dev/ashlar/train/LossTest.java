package dev.ashlar.train;

import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.graph.Graph;
import dev.ashlar.shape.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The losses against plain Java. */
class LossTest {
  private static double loss(Loss loss, INDArray prediction, INDArray labels) {
    List<Graph.Input> inputs =
        List.of(new Graph.Input("x", DataType.DOUBLE, Shape.of(prediction.shape())));
    return Graph.trace(in -> in[0], inputs, false, unused -> {}, loss::of).loss(labels, prediction);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,4,1", "5,3,1", "2,3,4"})
  void softmaxCrossEntropy(long batch, long middle, long classes) {
    long[] shape = classes == 1 ? new long[] {batch, middle} : new long[] {batch, middle, classes};
    INDArray prediction = random(1, shape).mul(3);
    INDArray labels = random(2, shape);
    int size = (int) shape[shape.length - 1];
    double[] x = values(prediction);
    double[] y = values(labels);
    double sum = 0;
    for (int row = 0; row < x.length / size; row++) {
      double normal = 0;
      for (int i = 0; i < size; i++) {
        normal += Math.exp(x[row * size + i]);
      }
      for (int i = 0; i < size; i++) {
        sum -= y[row * size + i] * (x[row * size + i] - Math.log(normal));
      }
    }

    assertThat(loss(Loss.softmaxCrossEntropy(), prediction, labels))
        .isCloseTo(sum / (x.length / size), within(1e-10));
  }

  @Test
  void softmaxCrossEntropyOfLargeScoresIsFinite() {
    INDArray scores = array(new double[] {1e4, 0, -1e4}, 1, 3);

    assertThat(loss(Loss.softmaxCrossEntropy(), scores, array(new double[] {0, 0, 1}, 1, 3)))
        .isCloseTo(2e4, within(1e-6));
    assertThat(loss(Loss.softmaxCrossEntropy(), scores, array(new double[] {1, 0, 0}, 1, 3)))
        .isCloseTo(0, within(1e-6));
  }

  @Test
  void meanSquaredError() {
    INDArray prediction = array(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
    INDArray labels = array(new double[] {1, 0, 3, 4, 5, 9}, 3, 2);

    assertThat(loss(Loss.meanSquaredError(), prediction, labels))
        .isCloseTo((4 + 9) / 6.0, within(1e-12));
  }
}
