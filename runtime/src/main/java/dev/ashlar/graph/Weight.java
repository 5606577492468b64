package dev.ashlar.graph;

import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a graph needs to know of a parameter. */
public interface Weight {
  /** {@return the name: the same in the graph, in files and in the optimizer's state} */
  String name();

  /** {@return the shape, as far as it is known} */
  Shape shape();

  /** {@return the type of the elements} */
  DType dtype();

  /** {@return whether training changes it} */
  boolean isTrained();

  /** {@return whether nothing may change it: neither training nor {@link Tracing#update}} */
  boolean isFrozen();

  /** {@return whether it has a value} */
  boolean hasValue();

  /** {@return the value itself; graphs use its memory} */
  INDArray value();

  /**
   * Gives it the values of an array, in place where it has a value.
   *
   * @param array values of the same shape
   */
  void set(INDArray array);

  /**
   * {@return nD4J's word for a type}
   *
   * @param dtype the type of the elements
   */
  static DataType dataType(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
    };
  }
}
