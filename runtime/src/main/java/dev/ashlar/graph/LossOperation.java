package dev.ashlar.graph;

import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.transforms.same.Identity;

/**
 * A loss that operations of ND4J's have computed, or its gradient. A session runs those and passes
 * on what they give; this knows besides what they compute together, so that a plan has
 * {@link LossStage} for all of them.
 */
final class LossOperation extends Identity {
  private final LossFunction function;
  private final SDVariable prediction;
  private final SDVariable labels;
  private final @Nullable SDVariable factor; // null: the loss itself

  private LossOperation(
      SDVariable computed,
      LossFunction function,
      SDVariable prediction,
      SDVariable labels,
      @Nullable SDVariable factor) {
    super(computed.getSameDiff(), computed);
    this.function = function;
    this.prediction = prediction;
    this.labels = labels;
    this.factor = factor;
  }

  /**
   * Adds a loss to the graph.
   *
   * @param computed the loss of each row of the prediction, by operations
   * @param function the same in Java
   */
  static SDVariable of(
      SDVariable computed, LossFunction function, SDVariable prediction, SDVariable labels) {
    return new LossOperation(computed, function, prediction, labels, null).outputVariable();
  }

  /**
   * Adds the gradient of this by the prediction to the graph.
   *
   * @param computed the gradient, by operations
   * @param byResult the gradient by what this gives
   */
  SDVariable gradient(SDVariable computed, SDVariable byResult) {
    return new LossOperation(computed, function, prediction, labels, byResult).outputVariable();
  }

  LossFunction function() {
    return function;
  }

  SDVariable prediction() {
    return prediction;
  }

  SDVariable labels() {
    return labels;
  }

  /** The gradient by each result; null where this is the loss itself. */
  @Nullable
  SDVariable factor() {
    return factor;
  }
}
