package dev.ashlar.layer;

import static dev.ashlar.GradientCheck.assertGradients;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static dev.ashlar.layer.ActivateLayer.activate;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.DropoutLayer.dropout;
import static dev.ashlar.layer.FlattenLayer.flatten;
import static dev.ashlar.layer.LayerNormLayer.layerNorm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Parameter;
import dev.ashlar.Scope;
import dev.ashlar.init.Initializer;
import dev.ashlar.shape.DType;
import dev.ashlar.train.Loss;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Each layer's gradients, by its parameters and, through a layer before it, by its input, against
 * finite differences in float64.
 */
class LayerGradientTest {
  private static final double CLOSE_IN_FLOAT32 = 2e-5; // relative, where it is more than 1

  /**
   * Asserts that the gradients of a stack of layers are the difference quotients in float64, and
   * the same in float32.
   */
  static void check(long seed, long[] shape, Layer... layers) {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    for (Layer layer : layers) {
      model.add(layer);
    }
    model.collectParameters().cast(DType.FLOAT64);
    Network network = Network.of(model).initialize(seed, Initializer.uniform(0.8));
    INDArray x = random(seed, shape);
    INDArray labels = random(seed + 1, network.output(x).shape());
    SplittableRandom random = new SplittableRandom(seed);
    for (Parameter parameter : model.collectParameters()) {
      INDArray value = random(random, parameter.value().shape());
      parameter.set(parameter.name().endsWith("_var") ? value.mul(value).add(0.5) : value);
    }

    assertGradients(network, x, labels, Loss.meanSquaredError());
    if (labels.rank() == 2) {
      assertGradients(network, x, labels.mul(labels), Loss.softmaxCrossEntropy());
    }
    assertTheSameInFloat32(model, network, new DataSet(x, labels));
  }

  private static void assertTheSameInFloat32(Layer model, Network network, DataSet batch) {
    Map<String, INDArray> wide = network.gradients(batch, Loss.meanSquaredError());
    model.collectParameters().cast(DType.FLOAT32);
    Map<String, INDArray> narrow = network.gradients(batch, Loss.meanSquaredError());
    wide.forEach((name, gradient) -> {
      double[] expected = values(gradient);
      double[] found = values(narrow.get(name));
      for (int i = 0; i < expected.length; i++) {
        assertThat(Math.abs(found[i] - expected[i]) / Math.max(1, Math.abs(expected[i])))
            .as("%s, element %d in float32: %s, in float64: %s", name, i, found[i], expected[i])
            .isLessThan(CLOSE_IN_FLOAT32);
      }
    });
  }

  /** Before the layer under test: has an input of the same shape, and parameters. */
  static Layer before(long[] shape) {
    return dense((int) shape[shape.length - 1]).flatten(false);
  }

  @ParameterizedTest
  @MethodSource("dev.ashlar.layer.LayerOutputTest#shapes")
  void denseWithEverySetting(long[] shape) {
    for (boolean flatten : new boolean[] {true, false}) {
      for (boolean useBias : new boolean[] {true, false}) {
        check(
            11,
            shape,
            before(shape),
            dense(3).flatten(flatten).useBias(useBias).activation(Activation.SIGMOID));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void activations(Activation function) {
    check(12, new long[] {3, 4}, dense(3).activation(function), dense(2));
    check(13, new long[] {1, 2, 3}, dense(2).flatten(false), activate(function));
  }

  @ParameterizedTest
  @MethodSource("dev.ashlar.layer.LayerOutputTest#shapes")
  void layerNorms(long[] shape) {
    for (int axis = 1; axis < shape.length; axis++) {
      for (boolean center : new boolean[] {true, false}) {
        check(
            14,
            shape,
            before(shape),
            layerNorm().axis(axis).center(center).scale(!center).epsilon(0.1));
      }
      check(15, shape, before(shape), layerNorm().axis(axis - shape.length).epsilon(0.1), dense(2));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ashlar.layer.LayerOutputTest#shapes")
  void flattenAndDropoutInPrediction(long[] shape) {
    check(16, shape, before(shape), flatten(), dropout(0.5), dense(2));
  }

  @Test
  void tiedWeights() {
    DenseLayer first = dense(3).activation(Activation.TANH);
    DenseLayer second = dense(3).activation(Activation.SIGMOID);
    second.node().share(first.node());

    check(17, new long[] {4, 3}, first, dense(3), second);
  }

  @Test
  void oneLayerTwice() {
    DenseLayer twice = dense(3).activation(Activation.TANH);

    check(18, new long[] {4, 3}, twice, layerNorm(), twice);
  }
}
