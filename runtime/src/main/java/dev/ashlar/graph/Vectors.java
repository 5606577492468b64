package dev.ashlar.graph;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.longer.MatchCondition;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * What can be done with all elements of an array in one pass, by OpenBLAS where it has it.
 *
 * @hidden
 */
public final class Vectors {
  private Vectors() {}

  /**
   * Whether {@link #add} takes an array.
   *
   * @param array any array
   * @return whether its numbers are float32 or float64, side by side in C order
   */
  public static boolean takes(INDArray array) {
    return (array.dataType() == DataType.FLOAT || array.dataType() == DataType.DOUBLE)
        && Value.isDense(array)
        && array.length() <= Integer.MAX_VALUE;
  }

  /**
   * {@code y ← y + factor · x}, element by element.
   *
   * @param y an array that {@link #takes} allows
   * @param factor what multiplies each element of {@code x}
   * @param x an array of the same type and length that {@link #takes} allows
   */
  public static void add(INDArray y, double factor, INDArray x) {
    int count = (int) y.length();
    if (y.dataType() == DataType.FLOAT) {
      openblas_nolapack.cblas_saxpy(
          count, (float) factor, floats(x.data()), 1, floats(y.data()), 1);
    } else {
      openblas_nolapack.cblas_daxpy(count, factor, doubles(x.data()), 1, doubles(y.data()), 1);
    }
  }

  /**
   * Whether no element is NaN or infinite.
   *
   * @param array any array of numbers
   * @return whether all are finite
   */
  public static boolean areFinite(INDArray array) {
    if (!array.dataType().isFPType()) {
      return true;
    }
    if (takes(array) && Double.isFinite(sumOfMagnitudes(array))) {
      return true;
    }
    return Nd4j.getExecutioner() // the sum may also be too large
            .exec(new MatchCondition(array, Conditions.notFinite()))
            .getLong(0)
        == 0;
  }

  private static double sumOfMagnitudes(INDArray array) {
    int count = (int) array.length();
    return array.dataType() == DataType.FLOAT
        ? openblas_nolapack.cblas_sasum(count, floats(array.data()), 1)
        : openblas_nolapack.cblas_dasum(count, doubles(array.data()), 1);
  }

  private static FloatPointer floats(DataBuffer data) {
    return pointer(data) instanceof FloatPointer own ? own : (FloatPointer) data.addressPointer();
  }

  private static DoublePointer doubles(DataBuffer data) {
    return pointer(data) instanceof DoublePointer own ? own : (DoublePointer) data.addressPointer();
  }

  /** Where the elements are; ND4J makes four pointers to find that out, which only a view needs. */
  static Pointer pointer(DataBuffer data) {
    return data.originalDataBuffer() == null && data.offset() == 0
        ? data.pointer()
        : data.addressPointer();
  }
}
