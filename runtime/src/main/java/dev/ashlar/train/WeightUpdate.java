package dev.ashlar.train;

import dev.ashlar.graph.Weight;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The optimizer's rule for one weight, with its state. Gradient and state are rows of one piece of
 * memory, whatever the weight's shape: ND4J's rules lose an update where the two differ in order.
 */
final class WeightUpdate {
  private final Weight weight;
  private final GradientUpdater<?> rule;

  WeightUpdate(Weight weight, IUpdater updater) {
    this.weight = weight;
    long elements = weight.shape().elements();
    long state = updater.stateSize(elements);
    this.rule = updater.instantiate(
        state == 0 ? null : Nd4j.zeros(Weight.dataType(weight.dtype()), 1, state), true);
  }

  /** Changes the weight in place. The gradient is used up. */
  void apply(INDArray gradient, int iteration, int epoch) {
    INDArray row = gradient.reshape('c', 1, gradient.length());
    rule.applyUpdater(row, iteration, epoch);
    weight.value().subi(row.reshape('c', weight.shape().sizes()));
  }
}
