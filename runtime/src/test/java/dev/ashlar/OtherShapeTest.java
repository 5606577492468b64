package dev.ashlar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.shape.Shape;
import org.junit.jupiter.api.Test;

class OtherShapeTest {
  private final Shape image = Shape.of(1, 8, 9);

  @Test
  void whatHoldsAsManyNumbersIsToldHowToFit() {
    assertThat(OtherShape.of(Shape.of(4), Shape.of(4)))
        .isEqualTo("(4,), one example without a batch: reshape(1, 4)");
    assertThat(OtherShape.of(image, Shape.of(2, 72)))
        .isEqualTo("(2, 72), as many numbers: reshape(2, 1, 8, 9)");
    assertThat(OtherShape.of(image, Shape.of(2, 8, 9, 1)))
        .isEqualTo("(2, 8, 9, 1), whose channels are last: permute(0, 3, 1, 2)");
    assertThat(OtherShape.of(image, Shape.of(2, 9, 8, 1)))
        .isEqualTo("(2, 9, 8, 1), as many numbers: reshape(2, 1, 8, 9)");
  }

  @Test
  void whatDoesNotIsNamedAlone() {
    assertThat(OtherShape.of(Shape.of(4), Shape.of(2, 5))).isEqualTo("(2, 5)");
    assertThat(OtherShape.of(Shape.of(4), Shape.of(5))).isEqualTo("(5,)");
    assertThat(OtherShape.of(Shape.of(1), Shape.of(5)))
        .isEqualTo("(5,), as many numbers: reshape(5, 1)");
    assertThat(OtherShape.of(Shape.of(0, 8), Shape.of(2, 5))).isEqualTo("(2, 5)");
  }
}
