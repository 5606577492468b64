package dev.ashlar.graph;

import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A variable that a {@link Computation} has computed in its last run. */
final class Result {
  private final INDArray array;
  private final @Nullable Pointer elements; // null: there are none
  private final long bytes;
  private final boolean dense;
  private final boolean writable;
  private @Nullable NewArrays copies; // null: none yet
  private @Nullable INDArray lent; // null: never asked for

  /**
   * A result.
   *
   * @param array where it is
   * @param writable whether nobody else needs what is there once the run is over
   */
  Result(INDArray array, boolean writable) {
    this.array = array;
    this.elements = array.isEmpty() ? null : array.data().addressPointer();
    this.bytes = array.length() * array.dataType().width();
    this.dense = Value.isDense(array);
    this.writable = writable && dense;
  }

  /** The caller's own array, in C order. */
  INDArray copy() {
    if (elements == null) {
      return array;
    }
    if (copies == null) {
      copies = new NewArrays(array.dataType(), array.shape());
    }
    INDArray copy = copies.create();
    if (dense) {
      Pointer.memcpy(copy.data().pointer(), elements, bytes);
    } else {
      copy.assign(array);
    }
    Garbage.OF_PROCESS.passed(copy);
    return copy;
  }

  /** Writes it to an array of the same shape. */
  void copyTo(INDArray target) {
    if (dense && target.dataType() == array.dataType() && Value.isDense(target)) {
      Pointer.memcpy(Vectors.pointer(target.data()), elements, bytes);
    } else {
      target.assign(array);
    }
  }

  /** An array in C order that is the caller's until the next run, to be changed too. */
  INDArray lent() {
    if (writable) {
      return array;
    }
    if (lent == null) {
      lent = copy();
    } else {
      copyTo(lent);
    }
    return lent;
  }

  /** Says that nobody will need it when there is another one. */
  void passed() {
    Garbage.OF_PROCESS.passed(array);
  }

  /** The only number of a scalar. */
  double number() {
    return array.getDouble(0);
  }
}
