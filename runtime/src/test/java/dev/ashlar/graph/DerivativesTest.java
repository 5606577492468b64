package dev.ashlar.graph;

import static dev.ashlar.Numbers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.shape.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.ops.SDMath;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What users may write in a {@code forward}: gradients against finite differences, at shapes that
 * ND4J treats apart.
 */
class DerivativesTest {
  private static final double STEP = 1e-5;

  static Stream<long[]> shapes() {
    return Stream.of(
        new long[] {1, 5},
        new long[] {4, 1},
        new long[] {1, 1},
        new long[] {3, 5},
        new long[] {1, 3, 4},
        new long[] {2, 3, 1, 2},
        new long[] {1, 1, 4});
  }

  static Stream<long[]> matrices() {
    return shapes().filter(shape -> shape.length == 2);
  }

  private static SDMath math(SDVariable x) {
    return x.getSameDiff().math();
  }

  private static SDVariable constant(SDVariable x, INDArray value) {
    return x.getSameDiff().constant(value);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void elementwiseBroadcastAndReducing(long[] shape) {
    int axis = shape.length - 1;
    INDArray ones = Nd4j.ones(DataType.DOUBLE, shape);
    UnaryOperator<SDVariable> sum = x -> x.mul(x).sum(true, axis).add(0.1);
    Map<String, UnaryOperator<SDVariable>> operations = new LinkedHashMap<>();
    operations.put(
        "x + row",
        x -> x.add(constant(x, Nd4j.ones(DataType.DOUBLE, shape[axis]))).mul(x));
    operations.put("x + sum", x -> x.add(sum.apply(x)));
    operations.put("x - sum", x -> x.sub(sum.apply(x)));
    operations.put("sum - x", x -> sum.apply(x).sub(x));
    operations.put("x rsub sum", x -> x.rsub(sum.apply(x)));
    operations.put("x * sum", x -> x.mul(sum.apply(x)));
    operations.put("x / sum", x -> x.div(sum.apply(x)));
    operations.put("1 / sum", x -> constant(x, ones).div(sum.apply(x)));
    operations.put("sum / x", x -> sum.apply(x).div(x.mul(x).add(0.2)));
    operations.put("x rdiv sum", x -> x.mul(x).add(0.2).rdiv(sum.apply(x)));
    operations.put("x / mean of all", x -> x.div(x.mul(x).mean().add(0.1)));
    operations.put("x * mean of all", x -> x.mul(x.mean()));
    operations.put("x - mean of all", x -> x.sub(x.mean()));
    operations.put("squared difference", x -> x.squaredDifference(sum.apply(x)));
    operations.put("power", x -> math(x).pow(x.mul(x).add(0.1), sum.apply(x)));
    operations.put("max", x -> math(x).max(x, x.mul(x).mean(true, axis)));
    operations.put("min", x -> math(x).min(x, x.mul(x).mean(true, axis)));
    operations.put("max with itself", x -> math(x).max(x, x.add(0)));
    operations.put("scalars", x -> x.add(2).mul(3).sub(1).div(4).rdiv(1));
    operations.put("mean", x -> x.mean(true, axis));
    operations.put("sum without the dimension", x -> x.sum(-1));
    operations.put("mean of all", SDVariable::mean);
    operations.put("max along", x -> x.max(true, axis));
    operations.put("norm2 along", x -> x.norm2(true, axis));
    operations.put("product along", x -> x.prod(true, axis));
    operations.put("softmax", x -> x.getSameDiff().nn().softmax(x, -1));
    operations.put("log softmax", x -> x.getSameDiff().nn().logSoftmax(x, -1));
    operations.put("sqrt", x -> math(x).sqrt(sum.apply(x)));
    operations.put("exp", x -> math(x).exp(x));
    operations.put("erf", x -> math(x).erf(x));
    operations.put(
        "reshape",
        x -> x.reshape(Arrays.stream(shape).reduce(1, (a, b) -> a * b)).mul(2));
    operations.put("concat", x -> x.getSameDiff().concat(axis, x, x.mul(x)));
    operations.forEach((name, operation) -> check(name, shape, operation));
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void matrixProducts(long[] shape) {
    for (int n : new int[] {1, 3}) {
      INDArray right = random(2, shape[1], n);
      INDArray left = random(3, n, shape[0]);
      check("x · w", shape, x -> x.mmul(constant(x, right)));
      check("w · x", shape, x -> constant(x, left).mmul(x));
      check("xᵀ · w", shape, x -> x.getSameDiff().mmul(x, constant(x, left), true, true, false));
      check("w · xᵀ", shape, x -> x.getSameDiff().mmul(constant(x, right), x, true, true, false));
      check(
          "x · wᵀ",
          shape,
          x ->
              x.getSameDiff().mmul(x, constant(x, right.transpose().dup('c')), false, true, false));
      check("x · xᵀ", shape, x -> x.mmul(x.getSameDiff().permute(x, 1, 0)));
    }
  }

  private static void check(String what, long[] shape, UnaryOperator<SDVariable> operation) {
    ArrayWeight weight = new ArrayWeight("w", random(new SplittableRandom(5), shape));
    Graph graph = Graph.trace(
        inputs -> operation.apply(Tracing.current().weight(weight)),
        List.of(new Graph.Input("x", DataType.DOUBLE, Shape.of(1))),
        false,
        unused -> {},
        (prediction, labels) -> prediction.mul(labels).sum());
    INDArray labels = random(6, graph.outputShape().sizes());
    INDArray input = Nd4j.zeros(DataType.DOUBLE, 1);

    INDArray gradient =
        graph.step(labels, new SplittableRandom(0), input).gradients().get("w");

    long stride = Math.max(1, weight.value().length() / 4);
    for (long i = 0; i < weight.value().length(); i += stride) {
      double before = weight.value().getDouble(i);
      weight.value().putScalar(i, before + STEP);
      double above = graph.loss(labels, input);
      weight.value().putScalar(i, before - STEP);
      double below = graph.loss(labels, input);
      weight.value().putScalar(i, before);
      assertThat(gradient.getDouble(i))
          .as("%s of %s, element %d", what, Arrays.toString(shape), i)
          .isCloseTo((above - below) / (2 * STEP), within(1e-6));
    }
  }
}
