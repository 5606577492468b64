package dev.ashlar.train;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The optimizer's rule for one weight, with the state that it keeps for it. This is the place for
 * rules that do their work in one pass over weight, gradient and state: {@link WeightUpdates}
 * chooses among the implementations.
 */
interface WeightUpdate {
  /**
   * How a step changes the weight {@code w} with the gradient {@code g}: {@code u = rule(g + l2 ·
   * w)}, the rule's learning rate being {@code rate}; {@code w ← w - u - decay · w}. One for all
   * weights, set anew for each.
   */
  final class Step {
    /**
     * How many steps this weight has seen before: what corrections of the first steps depend on.
     */
    int number;

    /** How many epochs there were before. */
    int epoch;

    /** The learning rate, the weight's own factor included. */
    double rate;

    /** That factor alone, for rules that have no learning rate. */
    double factor;

    /** What multiplies the weight before it is added to its gradient. */
    double l2;

    /** What part of the weight is taken off besides. */
    double decay;
  }

  /**
   * Changes the weight in place.
   *
   * @param gradient of the weight's shape, in C order; used up
   * @param step how; the caller's again afterwards
   */
  void apply(INDArray gradient, Step step);

  /** The state itself, by the rule's names for its parts; each has the weight's shape. */
  Map<String, INDArray> state();
}
