package dev.ashlar.graph;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Numbers by which rows are chosen. They are checked before anything is computed or changed by
 * them: ND4J reads past the end of a table without a word.
 *
 * @param what what they are, for messages
 * @param count how many rows there are
 */
record Indices(String what, long count) {
  /**
   * The numbers as whole ones.
   *
   * @throws IllegalArgumentException if one is not whole, or no row's
   */
  INDArray checked(INDArray values) {
    INDArray plain = values.isView() || values.ordering() != 'c' ? values.dup('c') : values;
    DataBuffer numbers = plain.data();
    boolean real = plain.dataType().isFPType();
    for (long i = 0; i < plain.length(); i++) {
      if (!(real ? isRow(numbers.getDouble(i)) : isRow(numbers.getLong(i)))) {
        throw refused(real ? (Number) numbers.getDouble(i) : numbers.getLong(i), i, plain);
      }
    }
    return plain.castTo(DataType.INT64);
  }

  private boolean isRow(long index) {
    return index >= 0 && index < count;
  }

  private boolean isRow(double index) {
    return index == Math.rint(index) && isRow((long) index);
  }

  private IllegalArgumentException refused(Number found, long element, INDArray values) {
    return new IllegalArgumentException(what + ": the index " + printed(found) + " at "
        + Arrays.toString(place(element, values.shape())) + " is not a whole number from 0 to "
        + (count - 1));
  }

  private static String printed(Number found) {
    double number = found.doubleValue();
    return number == Math.rint(number) && Math.abs(number) < Long.MAX_VALUE
        ? Long.toString(found.longValue())
        : found.toString();
  }

  private static long[] place(long element, long[] shape) {
    long[] place = new long[shape.length];
    long rest = element;
    for (int i = shape.length - 1; i >= 0; i--) {
      place[i] = rest % shape[i];
      rest /= shape[i];
    }
    return place;
  }
}
