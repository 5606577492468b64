package dev.ashlar.train;

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
    boolean liesByRows =
        array.ordering() == 'c' && !array.isView() && array.elementWiseStride() == 1;
    return (liesByRows ? array : array.dup('c')).data().asDouble();
  }

  /** Whether the array holds neither NaN nor infinite numbers. */
  static boolean areFinite(INDArray array) {
    if (!array.dataType().isFPType()) {
      return true;
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
