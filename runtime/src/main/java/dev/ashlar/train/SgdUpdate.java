package dev.ashlar.train;

import dev.ashlar.graph.Vectors;
import dev.ashlar.graph.Weight;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Stochastic gradient descent in one pass over weight and gradient: {@code w ← w - rate · (g + l2 ·
 * w) - decay · w}. It keeps no state.
 */
final class SgdUpdate implements WeightUpdate {
  private final Weight weight;
  private final WeightUpdate otherwise; // for arrays that are not one piece of memory

  SgdUpdate(Weight weight, WeightUpdate otherwise) {
    this.weight = weight;
    this.otherwise = otherwise;
  }

  @Override
  public void apply(INDArray gradient, Step step) {
    INDArray value = weight.memory();
    boolean suits = Vectors.takes(value)
        && Vectors.takes(gradient)
        && value.dataType() == gradient.dataType()
        && step.rate != 0;
    if (!suits) {
      otherwise.apply(gradient, step);
      return;
    }
    double ofWeight = step.l2 + step.decay / step.rate;
    if (ofWeight != 0) {
      Vectors.add(gradient, ofWeight, value);
    }
    weight.changed();
    Vectors.add(value, -step.rate, gradient);
  }

  @Override
  public Map<String, INDArray> state() {
    return Map.of();
  }
}
