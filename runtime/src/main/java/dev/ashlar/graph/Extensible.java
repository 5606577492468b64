package dev.ashlar.graph;

import org.jspecify.annotations.Nullable;

/** A stage that can do what follows it in the same pass. */
interface Extensible extends Stage {
  /** What it computes. */
  Value result();

  /**
   * The two as one, if that can be.
   *
   * @param next what is done with the result, which nobody else needs
   */
  @Nullable
  Stage extended(OperationStage next);
}
