package dev.ashlar.train;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.longer.MatchCondition;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/** The numbers of arrays, read in Java: for small ones many times faster than an operation. */
final class ArrayValues {
  private static final long SMALL = 1 << 12;

  private ArrayValues() {}

  /** The values row by row. */
  static double[] of(INDArray array) {
    return (liesByRows(array) ? array : array.dup('c')).data().asDouble();
  }

  private static boolean liesByRows(INDArray array) {
    return array.ordering() == 'c' && !array.isView() && array.elementWiseStride() == 1;
  }

  /** Whether the array holds neither NaN nor infinite numbers. */
  static boolean areFinite(INDArray array) {
    if (!array.dataType().isFPType()) {
      return true;
    }
    if (array.dataType() == DataType.FLOAT && liesByRows(array)) {
      FloatBuffer values = array.data().asNioFloat();
      int limit = values.limit();
      float none = 0; // and NaN as soon as one number is not finite
      float alike = 0; // a second sum, so that none waits for the other
      for (int i = 0; i + 1 < limit; i += 2) {
        none += values.get(i) * 0;
        alike += values.get(i + 1) * 0;
      }
      return none + alike + values.get(limit - 1) * 0 == 0;
    }
    if (array.length() <= SMALL && array.dataType() != DataType.BFLOAT16) {
      for (double value : of(array)) {
        if (!Double.isFinite(value)) {
          return false;
        }
      }
      return true;
    }
    return Nd4j.getExecutioner()
            .exec(new MatchCondition(array, Conditions.notFinite()))
            .getLong(0)
        == 0;
  }
}
