package dev.ashlar.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void printsAsGluonDoes() {
    assertThat(Shape.of(128, 784)).hasToString("(128, 784)");
    assertThat(Shape.of(128)).hasToString("(128,)");
    assertThat(Shape.of(100, 0)).hasToString("(100, 0)");
    assertThat(Shape.of()).hasToString("()");
    assertThat(Shape.unknown()).hasToString("(?)");
  }

  @Test
  void knowsWhatItKnows() {
    assertThat(Shape.of(2, 3).isKnown()).isTrue();
    assertThat(Shape.of(2, 0).isKnown()).isFalse();
    assertThat(Shape.of(2, 0).hasRank()).isTrue();
    assertThat(Shape.unknown().isKnown()).isFalse();
    assertThat(Shape.unknown().hasRank()).isFalse();
    assertThat(Shape.of().isKnown()).isTrue();
    assertThatThrownBy(() -> Shape.unknown().rank()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Shape.of(2, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void countsElements() {
    assertThat(Shape.of(2, 3, 4).elements()).isEqualTo(24);
    assertThat(Shape.of(2, 0).elements()).isZero();
    assertThat(Shape.of().elements()).isEqualTo(1);
    assertThat(Shape.unknown().elements()).isZero();
    assertThatThrownBy(() -> Shape.of(Long.MAX_VALUE, 2).elements())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void indexesFromBothEnds() {
    assertThat(Shape.of(2, 3, 4).size(0)).isEqualTo(2);
    assertThat(Shape.of(2, 3, 4).size(-1)).isEqualTo(4);
    assertThat(Shape.of(2, 3, 4).last()).isEqualTo(4);
    assertThat(Shape.of().last()).isZero();
    assertThat(Shape.unknown().last()).isZero();
  }

  @Test
  void mergesWhatBothSidesKnow() {
    assertThat(Shape.of(100, 0).merge(Shape.of(0, 784))).isEqualTo(Shape.of(100, 784));
    assertThat(Shape.unknown().merge(Shape.of(3))).isEqualTo(Shape.of(3));
    assertThat(Shape.of(3).merge(Shape.unknown())).isEqualTo(Shape.of(3));
    assertThatThrownBy(() -> Shape.of(100, 5).merge(Shape.of(100, 6)))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessageContaining("expected (100, 5), found (100, 6)");
    assertThatThrownBy(() -> Shape.of(1).merge(Shape.of(1, 1)))
        .isInstanceOf(ShapeMismatchException.class);
  }

  @Test
  void addsAndTakesTheBatch() {
    assertThat(Shape.of(3, 4).batch(2)).isEqualTo(Shape.of(2, 3, 4));
    assertThat(Shape.of(2, 3, 4).example()).isEqualTo(Shape.of(3, 4));
    assertThat(Shape.of(2).example()).isEqualTo(Shape.of());
    assertThat(Shape.of(2, 3).withLast(7)).isEqualTo(Shape.of(2, 7));
  }

  @Test
  void isImmutable() {
    long[] sizes = {2, 3};
    Shape shape = Shape.of(sizes);
    sizes[0] = 9;
    shape.sizes()[1] = 9;

    assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
  }

  @Test
  void aMismatchSaysWhereAndUnderWhatCircumstances() {
    ShapeMismatchException mismatch =
        new ShapeMismatchException("(3,)", "(4,)").at("the input of dense0");

    assertThat(mismatch).hasMessage("the input of dense0: expected (3,), found (4,)");
    assertThat(mismatch.given("for x"))
        .hasMessage("for x, the input of dense0: expected (3,), found (4,)");
    assertThat(mismatch.given("for x").expected()).isEqualTo("(3,)");
    assertThat(mismatch.given("for x").found()).isEqualTo("(4,)");
  }

  @Test
  void aMismatchWithItsPlaceComesFromWhereItWasFoundAndIsToldOnce() {
    ShapeMismatchException found = new ShapeMismatchException("(3,)", "(4,)");

    ShapeMismatchException placed = found.at("dense0").given("for x");

    assertThat(placed).hasNoCause();
    assertThat(placed.getStackTrace()).isEqualTo(found.getStackTrace());
  }

  @Test
  void whatIsUnknownFitsAnything() {
    assertThat(Shape.unknown().fits(Shape.of(2))).isTrue();
    assertThat(Shape.of(2).fits(Shape.unknown())).isTrue();
    assertThat(Shape.of(0, 3).fits(Shape.of(2, 0))).isTrue();
    assertThat(Shape.of(2, 3).fits(Shape.of(2))).isFalse();
    assertThat(Shape.of(2, 3).fits(Shape.of(2, 4))).isFalse();
    assertThat(Shape.unknown().merge(Shape.of(2))).isEqualTo(Shape.of(2));
    assertThat(Shape.of(2).merge(Shape.unknown())).isEqualTo(Shape.of(2));
  }

  @Test
  void theLastSizeIsReadAndChanged() {
    assertThat(Shape.unknown().last()).isZero();
    assertThat(Shape.of().last()).isZero();
    assertThat(Shape.of(4, 5).last()).isEqualTo(5);
    assertThat(Shape.of(4, 5).withLast(6)).isEqualTo(Shape.of(4, 6));
    assertThat(Shape.of(4, 5).size(-2)).isEqualTo(4);
    assertThat(Shape.of(4, 5).size(1)).isEqualTo(5);
  }

  @Test
  void equalShapesHaveEqualHashes() {
    assertThat(Shape.of(2, 3)).hasSameHashCodeAs(Shape.ofInts(2, 3)).isNotEqualTo(Shape.of(3, 2));
    assertThat(Shape.of(2, 3).hashCode()).isNotEqualTo(Shape.of(3, 2).hashCode());
    assertThat(Shape.of(2)).isNotEqualTo("(2,)");
  }

  @Test
  void typesSayTheirSizes() {
    assertThat(DType.FLOAT32.bytes()).isEqualTo(4);
    assertThat(DType.FLOAT64.bytes()).isEqualTo(8);
    assertThat(DType.FLOAT64).hasToString("float64");
  }

  @Test
  void aMismatchTellsBothSides() {
    ShapeMismatchException mismatch = new ShapeMismatchException("(2,)", "(3,)").at("x");
    assertThat(mismatch.expected()).isEqualTo("(2,)");
    assertThat(mismatch.found()).isEqualTo("(3,)");
    assertThat(mismatch.given("for y")).hasMessage("for y, x: expected (2,), found (3,)");
  }
}
