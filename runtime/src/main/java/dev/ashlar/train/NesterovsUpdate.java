package dev.ashlar.train;

import dev.ashlar.graph.Vectors;
import dev.ashlar.graph.Weight;
import dev.ashlar.shape.Shape;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;

/**
 * Gradient descent with Nesterov's momentum as ND4J has it: {@code g ← g + l2 · w}, {@code v' = m ·
 * v - rate · g}, {@code w ← w - m · v + (1 + m) · v' - decay · w}. Its state is {@code V}.
 */
final class NesterovsUpdate implements WeightUpdate {
  private final Weight weight;
  private final Nesterovs settings;
  private final INDArray velocity;

  NesterovsUpdate(Weight weight, Shape shape, Nesterovs settings) {
    this.weight = weight;
    this.settings = settings;
    this.velocity = Nd4j.zeros(Weight.dataType(weight.dtype()), shape.sizes());
  }

  @Override
  public void apply(INDArray gradient, Step step) {
    INDArray memory = weight.memory();
    boolean whole = Vectors.takes(memory);
    INDArray value = whole ? memory : memory.dup('c');
    INDArray row = Vectors.takes(gradient) ? gradient : gradient.dup('c');
    double momentum = settings.currentMomentum(step.number(), step.epoch());
    if (step.l2() != 0) {
      Vectors.add(row, step.l2(), value);
    }
    if (step.decay() != 0) {
      Vectors.add(value, -step.decay(), value);
    }
    Vectors.add(value, -momentum, velocity);
    Vectors.add(velocity, momentum - 1, velocity);
    Vectors.add(velocity, -step.rate(), row);
    Vectors.add(value, 1 + momentum, velocity);
    if (!whole) {
      memory.assign(value);
    }
    weight.changed();
  }

  @Override
  public Map<String, INDArray> state() {
    return Map.of("V", velocity);
  }
}
