package dev.ashlar.graph;

import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a graph needs to know of a parameter. */
public interface Weight {
  /** The name: the same in the graph, in files and in the optimizer's state. */
  String name();

  /** The shape, as far as it is known. */
  Shape shape();

  /** The type of the elements. */
  DType dtype();

  /** Whether training changes it. */
  boolean isTrained();

  /** Whether nothing may change it: neither training nor {@link Tracing#update}. */
  boolean isFrozen();

  /** Whether it has a value. */
  boolean hasValue();

  /** The value itself; graphs use its memory. */
  INDArray value();

  /** Gives it the values of an array, in place where it has a value. */
  void set(INDArray array);

  /** ND4J's word for a type. */
  static DataType dataType(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
    };
  }
}
