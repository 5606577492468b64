package dev.ashlar.graph;

import java.util.List;

/** What will be one {@link Kernel}, before memory is assigned. */
interface Stage {
  /** The values that it reads. */
  List<Value> reads();

  /** The values that it writes, each in full. */
  List<Value> writes();

  /** The kernel, on the memory that the values have. */
  Kernel kernel(Arena arena);
}
