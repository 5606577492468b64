package dev.ashlar;

import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.shape.ShapeMismatchException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ParameterTest {
  /** A size of 0 means that it is not known, so such a value could be saved but not loaded. */
  @Test
  void anEmptyArrayIsNoValue() {
    Parameter weight = Scope.newRoot().add(dense(5)).structuralParameters().get("weight");
    INDArray empty = Nd4j.empty(DataType.FLOAT).reshape(5, 0);

    assertThatThrownBy(() -> weight.set(empty))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessage(
            "Parameter dense0_weight (shape=(5, 0), dtype=float32): expected at least one element, found an empty array of shape [5, 0]");
    assertThatThrownBy(() -> weight.take(empty)).isInstanceOf(ShapeMismatchException.class);
    assertThat(weight.hasValue()).isFalse();
  }

  @Test
  void aValueMayBeSetToAViewOfItself() {
    Parameter weight =
        Scope.newRoot().add(dense(50).inUnits(50)).structuralParameters().get("weight");
    weight.set(Numbers.random(1, 50, 50));
    INDArray transposed = weight.value().transpose().dup('c');

    weight.set(weight.value().transpose());

    assertThat(weight.value()).isEqualTo(transposed);
  }
}
