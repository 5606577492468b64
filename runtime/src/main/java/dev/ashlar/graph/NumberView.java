package dev.ashlar.graph;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The numbers of a whole array as Java's loops see them, step after step. A view is made again when
 * the numbers are in other memory than those of the step before: an array may come in the place of
 * another. An array's memory is told by ND4J's pointer to it, which no other memory has.
 *
 * @hidden
 */
public final class NumberView {
  private @Nullable Pointer seen; // null: no view was made
  private @Nullable FloatBuffer floats;
  private @Nullable DoubleBuffer doubles;

  /** No view yet. */
  public NumberView() {}

  /**
   * {@return the numbers of an array in float32 that is all of its memory, row by row}
   *
   * @param array the array
   */
  public FloatBuffer floats(INDArray array) {
    DataBuffer data = array.data();
    if (data.pointer() != seen) {
      floats = data.asNioFloat();
      doubles = null;
      seen = data.pointer();
    }
    return Objects.requireNonNull(floats);
  }

  /**
   * {@return the numbers of an array in float64 that is all of its memory, row by row}
   *
   * @param array the array
   */
  public DoubleBuffer doubles(INDArray array) {
    DataBuffer data = array.data();
    if (data.pointer() != seen) {
      doubles = data.asNioDouble();
      floats = null;
      seen = data.pointer();
    }
    return Objects.requireNonNull(doubles);
  }
}
