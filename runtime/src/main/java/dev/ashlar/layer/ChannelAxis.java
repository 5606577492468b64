package dev.ashlar.layer;

import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;

/** The dimension that a normalisation keeps its parameters for. */
final class ChannelAxis {
  private ChannelAxis() {}

  /**
   * The size of the dimension; 0 if it is not known.
   *
   * @param axis the dimension, counted from the batch's 0, or from the end where negative
   * @param stated the size by the settings, 0 if they do not say
   * @param input the shape of an example, without the batch
   * @throws ShapeMismatchException if the input has another size or no such dimension
   */
  static long size(int axis, int stated, Shape input) {
    if (!input.hasRank()) {
      return stated;
    }
    int index = axis > 0 ? axis - 1 : input.rank() + axis;
    if (index < 0 || index >= input.rank()) {
      throw new ShapeMismatchException(
          "an input that has dimension " + axis + " besides the batch", input.toString());
    }
    long found = input.size(index);
    if (stated != Shape.UNKNOWN_SIZE && found != Shape.UNKNOWN_SIZE && stated != found) {
      throw new ShapeMismatchException(
          "inChannels = " + stated, found + " in an input of shape " + input);
    }
    return Math.max(stated, found);
  }

  /** The shape of an example of which only the size of the dimension is known. */
  static Shape known(int axis, long size) {
    long[] sizes = new long[Math.abs(axis)];
    sizes[axis > 0 ? axis - 1 : 0] = size;
    return Shape.of(sizes);
  }
}
