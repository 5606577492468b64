package dev.ashlar.layer;

import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.ELULayer.elu;
import static dev.ashlar.layer.GELULayer.gelu;
import static dev.ashlar.layer.LayerOutputTest.activation;
import static dev.ashlar.layer.LeakyReLULayer.leakyReLU;
import static dev.ashlar.layer.PReLULayer.pReLU;
import static dev.ashlar.layer.SELULayer.selu;
import static dev.ashlar.layer.SwishLayer.swish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Parameter;
import dev.ashlar.Scope;
import dev.ashlar.init.Initializer;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The activations that are layers of their own, against their formulas. */
class ActivationLayersTest {
  /**
   * A layer and its formula.
   *
   * @param layer makes it
   * @param formula of one element
   */
  record Case(Supplier<Layer> layer, DoubleUnaryOperator formula) {
    @Override
    public String toString() {
      return layer.get().node().hint();
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(() -> leakyReLU(0.1), x -> x > 0 ? x : 0.1 * x),
        new Case(() -> leakyReLU(0), x -> Math.max(x, 0)),
        new Case(() -> leakyReLU(2), x -> x > 0 ? x : 2 * x),
        new Case(() -> elu(), x -> x > 0 ? x : Math.expm1(x)),
        new Case(() -> elu().alpha(0.3), x -> x > 0 ? x : 0.3 * Math.expm1(x)),
        new Case(() -> selu(), x -> activation(Activation.SELU, x)),
        new Case(() -> gelu(), x -> activation(Activation.GELU, x)),
        new Case(() -> swish(), x -> x / (1 + Math.exp(-x))),
        new Case(() -> swish().beta(1.7), x -> x / (1 + Math.exp(-1.7 * x))),
        new Case(() -> pReLU(), x -> x > 0 ? x : 0.25 * x),
        new Case(() -> pReLU().alpha(-0.5), x -> x > 0 ? x : -0.5 * x));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void outputIsThatOfTheFormula(Case each) {
    for (DType dtype : DType.values()) {
      for (long[] shape : LayerOutputTest.shapes().toList()) {
        // a parameter decides the type: without one, inputs are float32
        Sequential<Layer> model = new Sequential<>(Scope.newRoot());
        model.add(dense(1).useBias(false).flatten(false)).add(each.layer().get());
        model.collectParameters().cast(dtype);
        Network network = Network.of(model).initialize(1, Initializer.constant(1));
        long[] last = shape.clone();
        last[last.length - 1] = 1;
        INDArray x = random(3, last).mul(4);

        assertClose(
            network.output(x),
            array(Arrays.stream(values(x)).map(each.formula()).toArray(), last),
            dtype == DType.FLOAT64 ? 1e-10 : 2e-6);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradients(Case each) {
    for (long[] shape : new long[][] {{3, 4}, {1, 2, 2, 2}}) {
      LayerGradientTest.check(
          41, shape, LayerGradientTest.before(shape), each.layer().get(), dense(2));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void outputsOfLargeNumbersAreFinite(Case each) {
    Network network = Network.of(Scope.newRoot().add(each.layer().get())).initialize(1);
    double[] x = {-1e4, -100, 100, 1e4};

    for (double y : values(network.output(array(x, 1, x.length)))) {
      assertThat(y).isFinite();
    }
  }

  @Test
  void aPReLUMayHaveANumberForEachChannel() {
    for (long[] shape : new long[][] {{4, 3}, {2, 3, 5}, {2, 3, 2, 4}}) {
      PReLULayer layer = Scope.newRoot().add(pReLU().inChannels(3));
      layer.collectParameters().cast(DType.FLOAT64);
      Network network = Network.of(layer).initialize(1);
      Parameter alpha = layer.node().parameters().get("alpha");
      alpha.set(array(new double[] {0.1, -0.2, 3}, 3));
      INDArray x = random(5, shape);
      double[] expected = values(x);
      long inner = Arrays.stream(shape).skip(2).reduce(1, (a, b) -> a * b);
      for (int i = 0; i < expected.length; i++) {
        double slope = alpha.value().getDouble(i / inner % 3);
        expected[i] = expected[i] > 0 ? expected[i] : slope * expected[i];
      }

      assertClose(network.output(x), array(expected, shape), 1e-12);
      LayerGradientTest.check(
          42, shape, LayerGradientTest.before(shape), pReLU().inChannels(3), dense(2));
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> pReLU().inChannels(3).spec().output(Shape.of(4, 2)))
        .hasMessageContaining("inChannels = 3");
    assertThatThrownBy(() -> pReLU().inChannels(0)).hasMessageContaining("inChannels");
    assertThatThrownBy(() -> leakyReLU(-1)).hasMessageContaining("alpha");
    assertThatThrownBy(() -> elu().alpha(Double.NaN)).hasMessageContaining("alpha");
    assertThatThrownBy(() -> swish().beta(Double.POSITIVE_INFINITY)).hasMessageContaining("beta");
  }

  @Test
  void numbersArePrintedAsInPython() {
    assertThat(leakyReLU(0.00001)).hasToString("LeakyReLU(1e-05)");
    assertThat(leakyReLU(0.0005)).hasToString("LeakyReLU(0.0005)");
    assertThat(leakyReLU(2.5e-7)).hasToString("LeakyReLU(2.5e-07)");
    assertThat(leakyReLU(12345678)).hasToString("LeakyReLU(12345678.0)");
    assertThat(leakyReLU(1e16)).hasToString("LeakyReLU(1e+16)");
  }
}
