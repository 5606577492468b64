package dev.ashlar.train;

import dev.ashlar.graph.Weight;
import dev.ashlar.shape.Shape;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A rule of ND4J's. Gradient and state are rows of one piece of memory, whatever the weight's
 * shape: ND4J's rules lose an update where the two differ in order.
 */
final class UpdaterUpdate implements WeightUpdate {
  private final Weight weight;
  private final long[] sizes;
  private final IUpdater settings; // the rule's own: it reads the learning rate there
  private final GradientUpdater<?> rule;

  /**
   * The rule for a weight that has seen no step.
   *
   * @param shape the weight's shape, which it may not know itself yet
   */
  UpdaterUpdate(Weight weight, Shape shape, IUpdater updater) {
    this.weight = weight;
    this.sizes = shape.sizes();
    this.settings = updater.clone();
    this.rule = rule(settings, Weight.dataType(weight.dtype()), shape.elements());
  }

  private static GradientUpdater<?> rule(IUpdater settings, DataType type, long elements) {
    if (settings instanceof AdaBelief) { // its other way to begin throws, whatever the array
      Map<String, INDArray> state =
          Map.of("M", Nd4j.zeros(type, 1, elements), "S", Nd4j.zeros(type, 1, elements));
      return settings.instantiate(state, true);
    }
    long state = settings.stateSize(elements);
    return settings.instantiate(state == 0 ? null : Nd4j.zeros(type, 1, state), true);
  }

  @Override
  public void apply(INDArray gradient, Step step) {
    INDArray row = gradient.reshape('c', 1, gradient.length());
    INDArray value = weight.memory().reshape('c', 1, gradient.length());
    if (step.l2 != 0) {
      row.addi(value.mul(step.l2));
    }
    if (settings.hasLearningRate()) {
      settings.setLrAndSchedule(step.rate, null);
    }
    rule.applyUpdater(row, step.number, step.epoch);
    if (!settings.hasLearningRate() && step.factor != 1) {
      row.muli(step.factor);
    }
    if (step.decay != 0) {
      row.addi(value.mul(step.decay));
    }
    value.subi(row);
    weight.changed();
  }

  @Override
  public Map<String, INDArray> state() {
    Map<String, INDArray> parts = new TreeMap<>();
    rule.getState().forEach((name, part) -> parts.put(name, part.reshape('c', sizes)));
    return parts;
  }
}
