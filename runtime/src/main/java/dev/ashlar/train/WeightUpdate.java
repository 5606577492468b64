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
   * w)}, the rule's learning rate being {@code rate}; {@code w ← w - u - decay · w}.
   *
   * @param number how many steps this weight has seen before: what corrections of the first steps
   *     depend on
   * @param epoch how many epochs there were before
   * @param rate the learning rate, the weight's own factor included
   * @param factor that factor alone, for rules that have no learning rate
   * @param l2 what multiplies the weight before it is added to its gradient
   * @param decay what part of the weight is taken off besides
   */
  record Step(int number, int epoch, double rate, double factor, double l2, double decay) {}

  /**
   * Changes the weight in place.
   *
   * @param gradient of the weight's shape, in C order; used up
   */
  void apply(INDArray gradient, Step step);

  /** The state itself, by the rule's names for its parts; each has the weight's shape. */
  Map<String, INDArray> state();
}
