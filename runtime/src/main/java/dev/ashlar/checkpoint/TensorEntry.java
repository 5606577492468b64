package dev.ashlar.checkpoint;

import dev.ashlar.shape.Shape;

/**
 * One array of a file, as its header describes it.
 *
 * @param name its key
 * @param type the type of its elements
 * @param shape its sizes; a size of 0 means here that it has no elements
 * @param begin where its bytes begin, counted from the start of the data
 * @param end where they end
 */
record TensorEntry(String name, ElementType type, Shape shape, long begin, long end) {
  /** How many bytes it has. */
  long bytes() {
    return end - begin;
  }
}
