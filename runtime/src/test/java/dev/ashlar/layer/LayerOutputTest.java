package dev.ashlar.layer;

import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static dev.ashlar.layer.ActivateLayer.activate;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.DropoutLayer.dropout;
import static dev.ashlar.layer.FlattenLayer.flatten;
import static dev.ashlar.layer.LayerNormLayer.layerNorm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Parameter;
import dev.ashlar.Scope;
import dev.ashlar.init.Initializer;
import dev.ashlar.shape.DType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Each layer's output against plain Java, written from the formulas in the layers' documentation.
 */
class LayerOutputTest {
  private static final double CLOSE = 1e-12;

  private static Network network(Layer layer) {
    Scope.newRoot().add(layer);
    layer.collectParameters().cast(DType.FLOAT64);
    return Network.of(layer).initialize(7, Initializer.uniform(0.9));
  }

  /** Values without pattern also for what starts as a constant. */
  private static void scramble(Layer layer) {
    long seed = 100;
    for (Parameter parameter : layer.collectParameters()) {
      parameter.set(random(seed++, parameter.value().shape()));
    }
  }

  static Stream<long[]> shapes() {
    return Stream.of(
        new long[] {1, 1},
        new long[] {1, 5},
        new long[] {4, 1},
        new long[] {3, 5},
        new long[] {2, 3, 4},
        new long[] {1, 3, 4},
        new long[] {2, 3, 1, 2},
        new long[] {1, 1, 1, 1});
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void denseWithEverySetting(long[] shape) {
    for (boolean flatten : new boolean[] {true, false}) {
      for (boolean useBias : new boolean[] {true, false}) {
        for (int units : new int[] {1, 3}) {
          for (Activation activation : List.of(Activation.NONE, Activation.TANH)) {
            DenseLayer layer =
                dense(units).flatten(flatten).useBias(useBias).activation(activation);
            Network network = network(layer);
            INDArray x = random(1, shape);
            network.output(x);
            scramble(layer);

            assertClose(network.output(x), denseReference(layer, x), CLOSE);
          }
        }
      }
    }
  }

  private static INDArray denseReference(DenseLayer layer, INDArray x) {
    DenseSpec spec = layer.spec();
    long[] shape = x.shape();
    int in = (int) layer.node().parameters().get("weight").shape().size(1);
    double[] input = values(x);
    double[] weight = values(layer.node().parameters().get("weight").value());
    double[] bias = spec.useBias()
        ? values(layer.node().parameters().get("bias").value())
        : new double[spec.units()];
    int rows = input.length / in;
    double[] y = new double[rows * spec.units()];
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < spec.units(); unit++) {
        double sum = bias[unit];
        for (int i = 0; i < in; i++) {
          sum += input[row * in + i] * weight[unit * in + i];
        }
        y[row * spec.units() + unit] = activation(spec.activation(), sum);
      }
    }
    long[] result = spec.flatten() ? new long[] {shape[0], 0} : shape.clone();
    result[result.length - 1] = spec.units();
    return array(y, result);
  }

  static double activation(Activation function, double x) {
    double alpha = 1.6732632423543772848170429916717;
    double lambda = 1.0507009873554804934193349852946;
    return switch (function) {
      case NONE -> x;
      case RELU -> Math.max(x, 0);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case SOFTRELU -> Math.log(1 + Math.exp(x));
      case SOFTSIGN -> x / (1 + Math.abs(x));
      case GELU -> x * (1 + Erf.erf(x / Math.sqrt(2))) / 2;
      case SWISH -> x / (1 + Math.exp(-x));
      case ELU -> x > 0 ? x : Math.exp(x) - 1;
      case SELU -> x > 0 ? lambda * x : lambda * alpha * (Math.exp(x) - 1);
    };
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void activateWithEveryFunction(Activation function) {
    // a parameter decides the type: without one, inputs are float32
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(dense(1).useBias(false).flatten(false)).add(activate(function));
    model.collectParameters().cast(DType.FLOAT64);
    Network network = Network.of(model).initialize(1, Initializer.constant(1));

    for (long[] shape : shapes().toList()) {
      long[] last = shape.clone();
      last[last.length - 1] = 1;
      INDArray x = random(3, last).mul(4);
      double[] expected =
          Arrays.stream(values(x)).map(v -> activation(function, v)).toArray();
      assertClose(network.output(x), array(expected, last), 1e-10);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void activationsOfLargeNumbersAreFinite(Activation function) {
    Layer layer = activate(function);
    Network network = Network.of(Scope.newRoot().add(layer));
    double[] x = {-1e4, -100, -30, 0, 30, 100, 1e4};

    double[] y = values(network.output(array(x, 1, x.length)));

    for (int i = 0; i < x.length; i++) {
      double expected = switch (function) {
        case SOFTRELU -> Math.max(x[i], 0) + Math.log1p(Math.exp(-Math.abs(x[i])));
        case SELU ->
          x[i] > 0 ? activation(function, x[i]) : activation(function, Math.max(x[i], -100));
        default -> activation(function, x[i]);
      };
      assertThat(y[i]).isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void layerNormAlongEveryAxis(long[] shape) {
    IntStream.concat(IntStream.range(1, shape.length), IntStream.range(1 - shape.length, 0))
        .forEach(axis -> {
          LayerNormLayer layer = layerNorm().axis(axis).epsilon(1e-3);
          Network network = network(layer);
          INDArray x = random(2, shape);
          network.output(x);
          scramble(layer);

          assertClose(network.output(x), layerNormReference(layer, x), 1e-10);
        });
  }

  private static INDArray layerNormReference(LayerNormLayer layer, INDArray x) {
    long[] shape = x.shape();
    int axis = Math.floorMod(layer.spec().axis(), shape.length);
    int size = (int) shape[axis];
    int inner = (int) Arrays.stream(shape).skip(axis + 1).reduce(1, (a, b) -> a * b);
    double[] input = values(x);
    double[] gamma = values(layer.node().parameters().get("gamma").value());
    double[] beta = values(layer.node().parameters().get("beta").value());
    double[] y = new double[input.length];
    for (int start = 0; start < input.length; start++) {
      if (start / inner % size != 0) {
        continue;
      }
      double mean = 0;
      for (int i = 0; i < size; i++) {
        mean += input[start + i * inner] / size;
      }
      double variance = 0;
      for (int i = 0; i < size; i++) {
        variance += Math.pow(input[start + i * inner] - mean, 2) / size;
      }
      for (int i = 0; i < size; i++) {
        int at = start + i * inner;
        y[at] =
            gamma[i] * (input[at] - mean) / Math.sqrt(variance + layer.spec().epsilon()) + beta[i];
      }
    }
    return array(y, shape);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void flattenKeepsTheBatch(long[] shape) {
    INDArray x = random(5, shape);

    INDArray y = Network.of(Scope.newRoot().add(flatten())).output(x);

    assertClose(y, array(values(x), shape[0], x.length() / shape[0]), 1e-7);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void dropoutIsOffInPrediction(long[] shape) {
    INDArray x = random(6, shape);

    INDArray y = Network.of(Scope.newRoot().add(dropout(0.9))).output(x);

    assertClose(y, x, 1e-7);
  }

  @Test
  void theOutputIsNeverTheInputsOwnMemory() {
    INDArray x = random(6, 2, 3).castTo(DataType.FLOAT);
    INDArray y = Network.of(Scope.newRoot().add(dropout(0.9))).output(x);

    y.assign(17);

    assertThat(x.maxNumber().doubleValue()).isLessThan(2);
  }

  @Test
  void sequentialRunsItsChildrenInOrder() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(dense(4).activation(Activation.RELU)).add(layerNorm()).add(dense(2));
    model.collectParameters().cast(DType.FLOAT64);
    Network network = Network.of(model).initialize(3, Initializer.normal(1));
    INDArray x = random(8, 5, 3);
    network.output(x);
    scramble(model);

    INDArray hidden = denseReference((DenseLayer) model.get(0), x);
    INDArray normal = layerNormReference((LayerNormLayer) model.get(1), hidden);
    assertClose(network.output(x), denseReference((DenseLayer) model.get(2), normal), 1e-10);
  }

  @Test
  void anEmptySequentialPassesItsInputOn() {
    INDArray x = random(8, 5, 3);

    assertClose(Network.of(new Sequential<Layer>(Scope.newRoot())).output(x), x, 1e-7);
  }

  @Test
  void viewsAndColumnMajorInputsAreReadRight() {
    DenseLayer layer = dense(3);
    Network network = network(layer);
    INDArray x = random(9, 4, 6);
    network.output(x);
    INDArray expected = network.output(x);

    assertClose(network.output(x.dup('f')), expected, CLOSE);
    assertClose(
        network.output(random(9, 4, 6).permute(1, 0).dup('c').permute(1, 0)), expected, CLOSE);
    INDArray wide = Nd4j.concat(1, random(1, 4, 2), x);
    INDArray view = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(2, 8));
    assertThat(view.isView()).isTrue();
    assertClose(network.output(view), expected, CLOSE);
  }
}
