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
final class NesterovsUpdate extends WholeArrayUpdate {
  private final Nesterovs settings;
  private final INDArray velocity;

  NesterovsUpdate(Weight weight, Shape shape, Nesterovs settings) {
    super(weight);
    this.settings = settings;
    this.velocity = Nd4j.zeros(Weight.dataType(weight.dtype()), shape.sizes());
  }

  @Override
  void descend(INDArray value, INDArray gradient, Step step) {
    double momentum = settings.currentMomentum(step.number, step.epoch);
    Vectors.add(value, -momentum, velocity);
    Vectors.add(velocity, momentum - 1, velocity);
    Vectors.add(velocity, -step.rate, gradient);
    Vectors.add(value, 1 + momentum, velocity);
  }

  @Override
  public Map<String, INDArray> state() {
    return Map.of("V", velocity);
  }
}
