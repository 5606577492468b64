package dev.ashlar.train;

import dev.ashlar.graph.Weight;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Stochastic gradient descent in one pass over weight and gradient: {@code w ← w - rate · (g + l2 ·
 * w) - decay · w}. It keeps no state.
 */
final class SgdUpdate implements WeightUpdate {
  private final Weight weight;
  private final WeightUpdate otherwise; // for weights that are a part of an array
  private @Nullable INDArray seen; // whose memory the buffers are
  private @Nullable FloatBuffer floats;
  private @Nullable DoubleBuffer doubles;

  SgdUpdate(Weight weight, WeightUpdate otherwise) {
    this.weight = weight;
    this.otherwise = otherwise;
  }

  @Override
  public void apply(INDArray gradient, Step step) {
    INDArray value = weight.memory();
    if (value != seen) {
      boolean whole = isWhole(value);
      floats = whole && value.dataType() == DataType.FLOAT ? value.data().asNioFloat() : null;
      doubles = whole && value.dataType() == DataType.DOUBLE ? value.data().asNioDouble() : null;
      seen = value;
    }
    int count = Math.toIntExact(value.length());
    if (floats != null && isWhole(gradient)) {
      weight.changed();
      descend(floats, gradient.data().asNioFloat(), count, step);
    } else if (doubles != null && isWhole(gradient)) {
      weight.changed();
      descend(doubles, gradient.data().asNioDouble(), count, step);
    } else {
      otherwise.apply(gradient, step);
    }
  }

  /** Whether the array is all of its memory, row by row. */
  private static boolean isWhole(INDArray array) {
    return array.ordering() == 'c'
        && array.offset() == 0
        && array.data().length() == array.length()
        && array.elementWiseStride() == 1;
  }

  private static void descend(FloatBuffer w, FloatBuffer g, int count, Step step) {
    float rate = (float) step.rate();
    float l2 = (float) step.l2();
    float decay = (float) step.decay();
    if (l2 == 0 && decay == 0) {
      for (int i = 0; i < count; i++) {
        w.put(i, w.get(i) - rate * g.get(i));
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      float value = w.get(i);
      w.put(i, value - (rate * (g.get(i) + l2 * value) + decay * value));
    }
  }

  private static void descend(DoubleBuffer w, DoubleBuffer g, int count, Step step) {
    for (int i = 0; i < count; i++) {
      double value = w.get(i);
      double gradient = g.get(i) + step.l2() * value;
      w.put(i, value - (step.rate() * gradient + step.decay() * value));
    }
  }

  @Override
  public Map<String, INDArray> state() {
    return Map.of();
  }
}
