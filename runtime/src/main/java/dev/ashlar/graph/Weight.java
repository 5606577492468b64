package dev.ashlar.graph;

import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a graph needs to know of a parameter. */
public interface Weight {
  /** What {@link #changes} tells of a weight that may be changed by others at any time. */
  long UNSEEN = -1;

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

  /**
   * {@return the value itself; who has it may change it, so that {@link #changes} is
   * {@link #UNSEEN}}
   */
  INDArray value();

  /**
   * {@return the value itself, for who changes it only where {@link #changed} is called afterwards}
   */
  default INDArray memory() {
    return value();
  }

  /**
   * {@return how often the value has been changed; {@link #UNSEEN} if that may happen without a
   * word}
   */
  default long changes() {
    return UNSEEN;
  }

  /** Says that the elements of its {@link #memory} are others now. */
  default void changed() {}

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
