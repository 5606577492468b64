package dev.ashlar.graph;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What stands for an array while a plan is made: either an array that is there already (a weight, a
 * constant), or one to be placed in the plan's memory, in C order, of its own or as a view of
 * another's; or in a {@link Layout} of oneDNN's.
 */
final class Value {
  private final DataType type;
  private final long[] shape;
  private final @Nullable INDArray fixed;
  private final @Nullable Value base;
  private final boolean constant;
  private final @Nullable Layout layout; // null: C order
  private final @Nullable Weight weight; // whose memory it is, if that is known
  private final boolean kept;

  private Value(
      DataType type,
      long[] shape,
      @Nullable INDArray fixed,
      @Nullable Value base,
      boolean constant,
      @Nullable Layout layout,
      @Nullable Weight weight,
      boolean kept) {
    this.type = type;
    this.shape = shape;
    this.fixed = fixed;
    this.base = base;
    this.constant = constant;
    this.layout = layout;
    this.weight = weight;
    this.kept = kept;
  }

  /** An array that is there already and never changes. */
  static Value constant(INDArray array) {
    return new Value(array.dataType(), array.shape(), array, null, true, null, null, false);
  }

  /**
   * A weight's memory, which may change between runs.
   *
   * @param weight tells whether it has; null: nobody does
   */
  static Value weight(INDArray array, @Nullable Weight weight) {
    return new Value(array.dataType(), array.shape(), array, null, false, null, weight, false);
  }

  /** An array for which the plan has yet to find memory. */
  static Value planned(DataType type, long... shape) {
    return new Value(type, shape, null, null, false, null, null, false);
  }

  /**
   * An array in float32 in a layout of its own, for which the plan has yet to find memory. Only
   * stages of oneDNN can use it.
   */
  static Value laidOut(Layout layout, long... shape) {
    return new Value(DataType.FLOAT, shape, null, null, false, layout, null, false);
  }

  /** {@link #laidOut} for what one run leaves to the next. */
  static Value kept(Layout layout, long... shape) {
    return new Value(DataType.FLOAT, shape, null, null, false, layout, null, true);
  }

  /** The same elements, in C order, under another shape. */
  Value view(long... otherShape) {
    return fixed == null
        ? new Value(type, otherShape, null, root(), false, layout, null, kept)
        : new Value(
            type, otherShape, fixed.reshape('c', otherShape), null, constant, null, weight, false);
  }

  /** Whether {@link #view} needs no copy. */
  boolean isDense() {
    return fixed == null || isDense(fixed);
  }

  /** Whether it is of float32 numbers that stand side by side, in C order. */
  boolean isPlainFloat() {
    return type() == DataType.FLOAT && isDense();
  }

  /** Whether the array's elements stand side by side, in C order. */
  static boolean isDense(INDArray array) {
    return !array.isEmpty() && array.ordering() == 'c' && isDense(array.shape(), array.stride());
  }

  private static boolean isDense(long[] shape, long[] strides) {
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] > 1 && strides[i] != stride) {
        return false;
      }
      stride *= shape[i];
    }
    return true;
  }

  /** The value whose memory this is. */
  Value root() {
    return base == null ? this : base;
  }

  /** Whether it is the same in every run. */
  boolean isConstant() {
    return constant;
  }

  /** The weight whose memory it is; null: none, or nobody knows. */
  @Nullable
  Weight weight() {
    return weight;
  }

  /** Whether one run leaves it to the next. */
  boolean isKept() {
    return kept;
  }

  /** The array, if it is there already. */
  @Nullable
  INDArray fixed() {
    return fixed;
  }

  DataType type() {
    return type;
  }

  long[] shape() {
    return shape;
  }

  int rank() {
    return shape.length;
  }

  long length() {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    return length;
  }

  long bytes() {
    return layout == null ? length() * type.width() : layout.bytes();
  }
}
