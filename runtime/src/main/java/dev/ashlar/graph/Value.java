package dev.ashlar.graph;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

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

  private Value(
      DataType type,
      long[] shape,
      @Nullable INDArray fixed,
      @Nullable Value base,
      boolean constant,
      @Nullable Layout layout) {
    this.type = type;
    this.shape = shape;
    this.fixed = fixed;
    this.base = base;
    this.constant = constant;
    this.layout = layout;
  }

  /** An array that is there already and never changes. */
  static Value constant(INDArray array) {
    return new Value(array.dataType(), array.shape(), array, null, true, null);
  }

  /** A weight's memory, which may change between runs. */
  static Value weight(INDArray array) {
    return new Value(array.dataType(), array.shape(), array, null, false, null);
  }

  /** An array for which the plan has yet to find memory. */
  static Value planned(DataType type, long... shape) {
    return new Value(type, shape, null, null, false, null);
  }

  /**
   * An array in float32 in a layout of its own, for which the plan has yet to find memory. Only
   * stages of oneDNN can use it.
   */
  static Value laidOut(Layout layout, long... shape) {
    return new Value(DataType.FLOAT, shape, null, null, false, layout);
  }

  /** The same elements, in C order, under another shape. */
  Value view(long... otherShape) {
    return fixed == null
        ? new Value(type, otherShape, null, root(), false, layout)
        : new Value(type, otherShape, fixed.reshape('c', otherShape), null, constant, null);
  }

  /** Whether {@link #view} needs no copy. */
  boolean isDense() {
    return fixed == null || isDense(fixed);
  }

  /** Whether the array's elements stand side by side, in C order. */
  static boolean isDense(INDArray array) {
    return !array.isEmpty() && array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array);
  }

  /** The value whose memory this is. */
  Value root() {
    return base == null ? this : base;
  }

  /** Whether it is the same in every run. */
  boolean isConstant() {
    return constant;
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
