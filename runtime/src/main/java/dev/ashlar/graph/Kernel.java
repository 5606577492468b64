package dev.ashlar.graph;

/** One thing that a {@link Plan} does in a run, on memory that was assigned in advance. */
interface Kernel {
  /** Does it; allocates nothing. */
  void run();
}
