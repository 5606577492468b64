package dev.ashlar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays for tests, and their comparison. */
public final class Numbers {
  private Numbers() {}

  /** Values from -1 to 1, drawn from the seed, in float64. */
  public static INDArray random(long seed, long... shape) {
    return random(new SplittableRandom(seed), shape);
  }

  /** Values from -1 to 1, in float64. */
  public static INDArray random(SplittableRandom random, long... shape) {
    double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(values, i -> random.nextDouble() * 2 - 1);
    return array(values, shape);
  }

  /** An array of the given values, in float64. */
  public static INDArray array(double[] values, long... shape) {
    return Nd4j.create(values, shape, DataType.DOUBLE);
  }

  /** The values in row-major order. */
  public static double[] values(INDArray array) {
    return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
  }

  /** Asserts the same shape, and values that differ by at most {@code difference}. */
  public static void assertClose(INDArray found, INDArray expected, double difference) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    assertThat(values(found)).containsExactly(values(expected), within(difference));
  }

  /** The largest difference of two elements, relative to the largest one, or to 0.1. */
  public static double difference(INDArray expected, INDArray found) {
    double scale = Math.max(0.1, expected.amaxNumber().doubleValue());
    return expected.sub(found).amaxNumber().doubleValue() / scale;
  }
}
