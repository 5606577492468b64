package dev.ashlar.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.shape.Shape;
import org.junit.jupiter.api.Test;

class MultiplyAddsTest {
  @Test
  void aDenseLayerHasOneForEachWeightAndPlace() {
    assertThat(DenseLayer.dense(5).spec().multiplyAdds(Shape.of(3, 4))).isEqualTo(60);
    assertThat(DenseLayer.dense(5).flatten(false).spec().multiplyAdds(Shape.of(3, 4)))
        .isEqualTo(60);
    assertThat(DenseLayer.dense(5).spec().multiplyAdds(Shape.unknown())).isZero();
    assertThat(DenseLayer.dense(5).spec().multiplyAdds(Shape.of(3, 0))).isZero();
  }

  @Test
  void aNormalisationHasOneForEachElement() {
    assertThat(LayerNormLayer.layerNorm().spec().multiplyAdds(Shape.of(3, 4))).isEqualTo(12);
    assertThat(BatchNormLayer.batchNorm().spec().multiplyAdds(Shape.of(3, 4))).isEqualTo(12);
    assertThat(PReLULayer.pReLU().spec().multiplyAdds(Shape.of(3, 4))).isEqualTo(12);
  }

  @Test
  void aConvolutionHasOneForEachWeightAndPlace() {
    Conv2DSpec spec = Conv2DLayer.conv2D(6).kernel(3, 2).stride(2).groups(2).spec();

    assertThat(spec.multiplyAdds(Shape.of(4, 9, 8))).isEqualTo(6 * 4 * 4 * (2 * 3 * 2));
    assertThat(spec.multiplyAdds(Shape.of(0, 9, 8))).isZero();
    assertThat(spec.multiplyAdds(Shape.unknown())).isZero();
  }

  @Test
  void layersWithoutParametersHaveNone() {
    assertThat(FlattenLayer.flatten().spec().multiplyAdds(Shape.of(3, 4))).isZero();
    assertThat(MaxPool2DLayer.maxPool2D().spec().multiplyAdds(Shape.of(3, 4, 4)))
        .isZero();
    assertThat(DropoutLayer.dropout(0.5).spec().multiplyAdds(Shape.of(3, 4))).isZero();
  }

  @Test
  void whatCannotBeCountedIsSaid() {
    assertThatThrownBy(
            () -> DenseLayer.dense(1 << 30).spec().multiplyAdds(Shape.of(1L << 30, 1L << 30)))
        .isInstanceOf(ArithmeticException.class);
  }
}
