package dev.ashlar.train;

import dev.ashlar.graph.NumberView;
import dev.ashlar.graph.Weight;
import dev.ashlar.shape.Shape;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Adam (Kingma and Ba, 2015) as ND4J has it, in one pass over weight, gradient and state: {@code g
 * ← g + l2 · w}, {@code m ← β₁ m + (1 - β₁) g}, {@code v ← β₂ v + (1 - β₂) g²}, {@code w ← w - rate
 * · √(1 - β₂ᵗ) / (1 - β₁ᵗ) · m / (√v + ε) - decay · w}, {@code t} being the step, from 1. Its state
 * is {@code M} and {@code V}.
 */
final class AdamUpdate extends WholeArrayUpdate {
  /** So many numbers at a time are copied to Java's arrays, where loops run several abreast. */
  private static final int PIECE = 1024;

  private final Adam settings;
  private final INDArray mean;
  private final INDArray square;
  private final NumberView means = new NumberView();
  private final NumberView squares = new NumberView();
  private final NumberView weights = new NumberView();
  private final NumberView gradients = new NumberView();
  private final float[] w = new float[PIECE];
  private final float[] g = new float[PIECE];
  private final float[] m = new float[PIECE];
  private final float[] v = new float[PIECE];

  AdamUpdate(Weight weight, Shape shape, Adam settings) {
    super(weight);
    this.settings = settings;
    DataType type = Weight.dataType(weight.dtype());
    this.mean = Nd4j.zeros(type, shape.sizes());
    this.square = Nd4j.zeros(type, shape.sizes());
  }

  @Override
  void descend(INDArray value, INDArray gradient, Step step) {
    int t = step.number + 1;
    double rate = step.rate
        * Math.sqrt(1 - Math.pow(settings.getBeta2(), t))
        / (1 - Math.pow(settings.getBeta1(), t));
    int count = (int) value.length();
    if (mean.dataType() == DataType.FLOAT) {
      descend(
          weights.floats(value),
          gradients.floats(gradient),
          means.floats(mean),
          squares.floats(square),
          count,
          rate);
    } else {
      descend(
          weights.doubles(value),
          gradients.doubles(gradient),
          means.doubles(mean),
          squares.doubles(square),
          count,
          rate);
    }
  }

  private void descend(
      FloatBuffer weights,
      FloatBuffer gradients,
      FloatBuffer means,
      FloatBuffer squares,
      int count,
      double rate) {
    float beta1 = (float) settings.getBeta1();
    float beta2 = (float) settings.getBeta2();
    float rest1 = (float) (1 - settings.getBeta1());
    float rest2 = (float) (1 - settings.getBeta2());
    float epsilon = (float) settings.getEpsilon();
    float factor = (float) rate;
    for (int start = 0; start < count; start += PIECE) {
      int piece = Math.min(PIECE, count - start);
      weights.get(start, w, 0, piece);
      gradients.get(start, g, 0, piece);
      means.get(start, m, 0, piece);
      squares.get(start, v, 0, piece);
      for (int i = 0; i < piece; i++) {
        m[i] = beta1 * m[i] + rest1 * g[i];
        v[i] = beta2 * v[i] + rest2 * g[i] * g[i];
        w[i] -= factor * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
      }
      weights.put(start, w, 0, piece);
      means.put(start, m, 0, piece);
      squares.put(start, v, 0, piece);
    }
  }

  private void descend(
      DoubleBuffer weights,
      DoubleBuffer gradients,
      DoubleBuffer means,
      DoubleBuffer squares,
      int count,
      double rate) {
    double beta1 = settings.getBeta1();
    double beta2 = settings.getBeta2();
    for (int i = 0; i < count; i++) {
      double gradient = gradients.get(i);
      double first = beta1 * means.get(i) + (1 - beta1) * gradient;
      double second = beta2 * squares.get(i) + (1 - beta2) * gradient * gradient;
      means.put(i, first);
      squares.put(i, second);
      weights.put(i, weights.get(i) - rate * first / (Math.sqrt(second) + settings.getEpsilon()));
    }
  }

  @Override
  public Map<String, INDArray> state() {
    return Map.of("M", mean, "V", square);
  }
}
