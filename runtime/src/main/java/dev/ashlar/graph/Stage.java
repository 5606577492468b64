package dev.ashlar.graph;

import java.util.List;

/** What will be one {@link Kernel}, before memory is assigned. */
interface Stage {
  /** The values that it reads. */
  List<Value> reads();

  /** The values that it writes, each in full. */
  List<Value> writes();

  /**
   * What it is when layouts are chosen: here the same, and what it reads is in C order.
   *
   * @param layouts tells how the values lie, and changes that
   */
  default Stage settled(Layouts layouts) {
    reads().forEach(layouts::plain);
    return this;
  }

  /** Whether OpenMP's threads share its kernel's work. */
  default boolean isShared() {
    return false;
  }

  /** Whether its kernel would use OpenMP's threads, but is to stay on the calling one. */
  default boolean isAlone() {
    return false;
  }

  /** The kernel, on the memory that the values have. */
  Kernel kernel(Arena arena);
}
