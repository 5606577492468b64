package dev.ashlar.layer;

import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Parameter;
import dev.ashlar.Scope;
import dev.ashlar.graph.Graph;
import dev.ashlar.graph.Weight;
import dev.ashlar.init.Initializer;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import dev.ashlar.train.Loss;
import dev.ashlar.train.Training;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class BatchNormTest {
  static Stream<long[]> shapes() {
    return Stream.of(
        new long[] {4, 3},
        new long[] {5, 1},
        new long[] {2, 3, 4},
        new long[] {3, 2, 2, 3},
        new long[] {2, 1, 3, 1},
        new long[] {1, 2, 3, 3});
  }

  /** The layer with values of its own, on a network of that type. */
  private static Network network(BatchNormLayer layer, long[] shape, DType dtype) {
    Scope.newRoot().add(layer);
    layer.collectParameters().cast(dtype);
    Network network = Network.of(layer).initialize(1);
    network.output(random(1, shape));
    SplittableRandom random = new SplittableRandom(9);
    for (Parameter parameter : layer.collectParameters()) {
      INDArray value = random(random, parameter.value().shape());
      parameter.set(parameter.name().endsWith("var") ? value.mul(value).add(0.5) : value);
    }
    return network;
  }

  /** By the formula; a mean and a variance for each channel. */
  private static INDArray reference(
      BatchNormLayer layer, INDArray x, double[] mean, double[] variance) {
    long[] shape = x.shape();
    double[] gamma = values(parameter(layer, "gamma").value());
    double[] beta = values(parameter(layer, "beta").value());
    double[] y = values(x);
    for (int i = 0; i < y.length; i++) {
      int c = channel(layer, shape, i);
      y[i] =
          gamma[c] * (y[i] - mean[c]) / Math.sqrt(variance[c] + layer.spec().epsilon()) + beta[c];
    }
    return array(y, shape);
  }

  private static int channel(BatchNormLayer layer, long[] shape, int element) {
    int axis = Math.floorMod(layer.spec().axis(), shape.length);
    long inner = Arrays.stream(shape).skip(axis + 1).reduce(1, (a, b) -> a * b);
    return (int) (element / inner % shape[axis]);
  }

  private static double[][] moments(BatchNormLayer layer, INDArray x) {
    double[] values = values(x);
    int channels = (int) x.size(Math.floorMod(layer.spec().axis(), x.rank()));
    double[] mean = new double[channels];
    double[] variance = new double[channels];
    double each = values.length / (double) channels;
    for (int i = 0; i < values.length; i++) {
      mean[channel(layer, x.shape(), i)] += values[i] / each;
    }
    for (int i = 0; i < values.length; i++) {
      int c = channel(layer, x.shape(), i);
      variance[c] += Math.pow(values[i] - mean[c], 2) / each;
    }
    return new double[][] {mean, variance};
  }

  private static Parameter parameter(Layer layer, String name) {
    return layer.node().parameters().get(name);
  }

  private static double close(DType dtype) {
    return dtype == DType.FLOAT64 ? 1e-10 : 2e-5;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void inPredictionTheRunningValuesNormalise(long[] shape) {
    for (DType dtype : DType.values()) {
      for (int axis = 1; axis < shape.length; axis++) {
        for (int counted : new int[] {axis, axis - shape.length}) {
          BatchNormLayer layer = batchNorm().axis(counted).epsilon(1e-3);
          Network network = network(layer, shape, dtype);
          double[] mean = values(parameter(layer, "running_mean").value());
          double[] variance = values(parameter(layer, "running_var").value());
          INDArray x = random(3, shape);

          assertClose(network.output(x), reference(layer, x, mean, variance), close(dtype));

          assertThat(values(parameter(layer, "running_mean").value())).containsExactly(mean);
          assertThat(values(parameter(layer, "running_var").value())).containsExactly(variance);
        }
      }
    }
  }

  private static void step(Network network, INDArray x) {
    INDArray labels = Nd4j.zeros(network.output(x).shape());
    network.fit(
        new SingletonDataSetIterator(new DataSet(x, labels)),
        Training.sgd(0.1).loss(Loss.meanSquaredError()).progress(false));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void eachTrainingStepMovesTheRunningValues(long[] shape) {
    for (DType dtype : DType.values()) {
      BatchNormLayer layer = batchNorm().momentum(0.7);
      Network network = network(layer, shape, dtype);
      INDArray x = random(3, shape);
      double[][] ofBatch = moments(layer, x);
      INDArray mean = parameter(layer, "running_mean").value().dup();
      INDArray variance = parameter(layer, "running_var").value().dup();

      step(network, x);
      step(network, x);

      assertClose(
          parameter(layer, "running_mean").value(),
          mean.mul(0.49).add(array(ofBatch[0], ofBatch[0].length).mul(0.51)),
          close(dtype));
      assertClose(
          parameter(layer, "running_var").value(),
          variance.mul(0.49).add(array(ofBatch[1], ofBatch[1].length).mul(0.51)),
          close(dtype));
    }
  }

  @Test
  void frozenOrGlobalRunningValuesDoNotChangeByABit() {
    BatchNormLayer global = batchNorm().useGlobalStats(true);
    BatchNormLayer frozen = batchNorm();
    for (BatchNormLayer layer : List.of(global, frozen)) {
      Network network = network(layer, new long[] {4, 3}, DType.FLOAT32);
      if (layer == frozen) {
        network.freeze("running_.*");
      }
      INDArray mean = parameter(layer, "running_mean").value().dup();
      INDArray variance = parameter(layer, "running_var").value().dup();

      step(network, random(3, 4, 3));

      assertThat(parameter(layer, "running_mean").value()).isEqualTo(mean);
      assertThat(parameter(layer, "running_var").value()).isEqualTo(variance);
    }
  }

  @Test
  void aLayerThatIsUsedTwiceMovesItsRunningValuesTwice() {
    BatchNormLayer twice = batchNorm().momentum(0.5);
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(twice).add(twice);
    model.collectParameters().cast(DType.FLOAT64);
    Network network = Network.of(model).initialize(1);
    INDArray x = random(3, 6, 2);
    network.output(x);
    double[][] first = moments(twice, x);
    double[][] second = moments(twice, reference(twice, x, first[0], first[1]));

    step(network, x);

    double[] running = values(parameter(twice, "running_var").value());
    for (int c = 0; c < 2; c++) {
      assertThat(running[c])
          .isCloseTo((0.5 + 0.5 * first[1][c]) / 2 + second[1][c] / 2, within(1e-10));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsInPrediction(long[] shape) {
    LayerGradientTest.check(21, shape, LayerGradientTest.before(shape), batchNorm(), dense(2));
    LayerGradientTest.check(
        22, shape, LayerGradientTest.before(shape), batchNorm().axis(-1).scale(false));
    LayerGradientTest.check(
        23, shape, LayerGradientTest.before(shape), batchNorm().center(false));
  }

  @ParameterizedTest
  @EnumSource
  void theOutputInTrainingIsThatOfTheBatch(DType dtype) {
    for (long[] shape : shapes().toList()) {
      BatchNormLayer layer = batchNorm();
      network(layer, shape, dtype);
      INDArray x = random(4, shape);
      double[][] moments = moments(layer, x);
      INDArray expected = reference(layer, x, moments[0], moments[1]);

      assertThat(training(layer, shape, dtype)
              .step(expected, new SplittableRandom(1), x)
              .loss())
          .isLessThan(close(dtype) * close(dtype) * 10);
    }
  }

  private static Graph training(Layer model, long[] shape, DType dtype) {
    return Graph.trace(
        model::forward,
        List.of(new Graph.Input("x", Weight.dataType(dtype), Shape.of(shape))),
        true,
        unused -> {},
        Loss.meanSquaredError()::of);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsInTraining(long[] shape) {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(LayerGradientTest.before(shape)).add(batchNorm().epsilon(0.01)).add(dense(2));
    model.collectParameters().cast(DType.FLOAT64);
    Network.of(model).initialize(5, Initializer.uniform(0.9)).output(random(1, shape));
    INDArray x = random(6, shape);
    INDArray labels = random(7, shape[0], 2);
    Graph graph = training(model, shape, DType.FLOAT64);
    Graph.Step step = graph.step(labels, new SplittableRandom(1), x);
    double h = 1e-5;

    for (Parameter parameter : model.collectParameters()) {
      if (!parameter.isTrained()) {
        assertThat(step.gradients()).doesNotContainKey(parameter.name());
        continue;
      }
      INDArray value = parameter.value();
      for (long i = 0; i < value.length(); i++) {
        double before = value.getDouble(i);
        value.putScalar(i, before + h);
        double above = graph.step(labels, new SplittableRandom(1), x).loss();
        value.putScalar(i, before - h);
        double below = graph.step(labels, new SplittableRandom(1), x).loss();
        value.putScalar(i, before);
        assertThat(step.gradients().get(parameter.name()).getDouble(i))
            .as("%s, element %d", parameter.name(), i)
            .isCloseTo((above - below) / (2 * h), within(1e-6));
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> batchNorm().inChannels(3).spec().output(Shape.of(4, 2, 2)))
        .hasMessageContaining("inChannels = 3")
        .hasMessageContaining("4 in an input of shape (4, 2, 2)");
    assertThatThrownBy(() -> batchNorm().axis(3).spec().output(Shape.of(4)))
        .hasMessageContaining("an input that has dimension 3 besides the batch");
    assertThatThrownBy(() -> batchNorm().axis(0)).hasMessageContaining("axis");
    assertThatThrownBy(() -> batchNorm().momentum(1.5)).hasMessageContaining("momentum");
    assertThatThrownBy(() -> batchNorm().epsilon(0)).hasMessageContaining("epsilon");
  }
}
