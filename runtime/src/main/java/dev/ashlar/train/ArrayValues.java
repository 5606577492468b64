package dev.ashlar.train;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The numbers of arrays, read in Java: for small ones many times faster than an operation. */
final class ArrayValues {
  private ArrayValues() {}

  /** The values row by row. */
  static double[] of(INDArray array) {
    return (liesByRows(array) ? array : array.dup('c')).data().asDouble();
  }

  private static boolean liesByRows(INDArray array) {
    return array.ordering() == 'c' && !array.isView() && array.elementWiseStride() == 1;
  }
}
