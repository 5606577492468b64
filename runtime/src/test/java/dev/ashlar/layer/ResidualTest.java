package dev.ashlar.layer;

import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.Residual.residual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.init.Initializer;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.ShapeMismatchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class ResidualTest {
  @ParameterizedTest
  @EnumSource
  void theInputIsAddedToTheOutput(DType dtype) {
    for (long[] shape : new long[][] {{3, 4}, {1, 4}, {2, 3, 4}}) {
      Residual<DenseLayer> layer = Scope.newRoot().add(residual(dense(4).flatten(false)));
      layer.collectParameters().cast(dtype);
      Network network = Network.of(layer).initialize(1, Initializer.uniform(0.9));
      INDArray x = random(1, shape);
      INDArray y = network.output(x);

      Sequential<Layer> alone = new Sequential<>(Scope.newRoot());
      alone.add(layer.body());
      assertClose(
          y,
          Network.of(alone).output(x).castTo(x.dataType()).add(x),
          dtype == DType.FLOAT64 ? 1e-12 : 1e-6);
    }
  }

  @Test
  void aShortcutTakesTheInputsPlace() {
    Layer body = conv2D(3).kernel(3).stride(2).padding(1);
    Layer shortcut = conv2D(3).kernel(1).stride(2);
    Layer layer = Scope.newRoot().add(residual(body, shortcut));
    Network network = Network.of(layer).initialize(1);
    INDArray x = random(1, 2, 2, 5, 6);
    INDArray y = network.output(x);

    Sequential<Layer> first = new Sequential<>(Scope.newRoot());
    first.add(body);
    Sequential<Layer> second = new Sequential<>(Scope.newRoot());
    second.add(shortcut);
    assertClose(y, Network.of(first).output(x).add(Network.of(second).output(x)), 1e-6);
  }

  @Test
  void itsChildrenAreNamed() {
    Layer layer = Scope.newRoot().add(residual(dense(4), dense(4)));

    assertThat(layer.prefix()).isEqualTo("residual0_");
    assertThat(layer.collectParameters().names())
        .containsExactly(
            "residual0_dense0_weight",
            "residual0_dense0_bias",
            "residual0_dense1_weight",
            "residual0_dense1_bias");
    assertThat(layer.structuralParameters().keySet())
        .containsExactly("body.weight", "body.bias", "shortcut.weight", "shortcut.bias");
    assertThat(residual(dense(4))).hasToString("Residual(\n  (body): Dense(None -> 4, linear)\n)");
  }

  @Test
  void blocksStandAroundBlocks() {
    Layer inner = residual(dense(4).activation(Activation.TANH));
    LayerGradientTest.check(51, new long[] {3, 4}, residual(inner), dense(2));
    LayerGradientTest.check(52, new long[] {3, 4}, dense(3), residual(dense(3), dense(3)));
    LayerGradientTest.check(
        53,
        new long[] {2, 2, 3, 4},
        residual(conv2D(2).kernel(3).padding(1)),
        batchNorm(),
        dense(2));
  }

  @Test
  void anOutputOfAnotherShapeIsRefused() {
    Network network = Network.of(Scope.newRoot().add(residual(dense(3)))).initialize(1);

    assertThatThrownBy(() -> network.output(random(1, 2, 4)))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessageContaining("the output of the body of residual0, to which its input is added")
        .hasMessageContaining("(2, 4)")
        .hasMessageContaining("(2, 3)");
    // broadcasting would have made something of it
    Network one = Network.of(Scope.newRoot().add(residual(dense(1)))).initialize(1);
    assertThatThrownBy(() -> one.output(random(1, 2, 4)))
        .isInstanceOf(ShapeMismatchException.class);
  }
}
