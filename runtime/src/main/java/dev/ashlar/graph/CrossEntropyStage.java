package dev.ashlar.graph;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Softmax cross-entropy, its gradient, or both in one pass, row by row: {@code each = -Σ labels ·
 * log softmax(scores)}, {@code gradient = factor · (softmax(scores) · Σ labels - labels)}.
 *
 * @param scores rows of numbers, one a class
 * @param labels of the same shape
 * @param each the result, one number a row; null: not wanted
 * @param factor the gradient by each result; null where no gradient is wanted
 * @param gradient by the scores; null: not wanted
 */
record CrossEntropyStage(
    Value scores,
    Value labels,
    @Nullable Value each,
    @Nullable Value factor,
    @Nullable Value gradient)
    implements Stage {

  /** Whether values can be taken as scores and labels. */
  static boolean takes(Value scores, Value labels) {
    return (scores.type() == DataType.FLOAT || scores.type() == DataType.DOUBLE)
        && labels.type() == scores.type()
        && scores.isDense()
        && labels.isDense()
        && scores.length() <= Integer.MAX_VALUE;
  }

  /**
   * The same stages, but a result and its gradient in one, where the factors do not depend on the
   * result.
   */
  static List<Stage> merged(List<Stage> stages) {
    List<Stage> merged = stages;
    for (Stage stage : stages) {
      if (stage instanceof CrossEntropyStage gradient && gradient.each == null) {
        merged = gradient.mergedInto(merged);
      }
    }
    return merged;
  }

  /** This, a gradient, together with the stage of the result that it is the gradient of. */
  private List<Stage> mergedInto(List<Stage> stages) {
    List<Stage> before = new ArrayList<>();
    List<Stage> after = new ArrayList<>(); // what depends on the result
    Set<Value> dependent = Collections.newSetFromMap(new IdentityHashMap<>());
    CrossEntropyStage result = null;
    int place = stages.indexOf(this);
    for (Stage stage : stages.subList(0, place)) {
      if (result == null && stage instanceof CrossEntropyStage other && isGradientOf(other)) {
        result = other;
        dependent.add(Objects.requireNonNull(other.each));
      } else if (stage.reads().stream().anyMatch(value -> dependent.contains(value.root()))) {
        stage.writes().forEach(value -> dependent.add(value.root()));
        after.add(stage);
      } else {
        before.add(stage);
      }
    }
    if (result == null || dependent.contains(Objects.requireNonNull(factor).root())) {
      return stages;
    }
    before.add(new CrossEntropyStage(scores, labels, result.each, factor, gradient));
    before.addAll(after);
    before.addAll(stages.subList(place + 1, stages.size()));
    return before;
  }

  private boolean isGradientOf(CrossEntropyStage other) {
    return other.gradient == null && other.scores == scores && other.labels == labels;
  }

  @Override
  public List<Value> reads() {
    return Stream.of(scores, labels, factor).filter(Objects::nonNull).toList();
  }

  @Override
  public List<Value> writes() {
    return Stream.of(each, gradient).filter(Objects::nonNull).toList();
  }

  @Override
  public Kernel kernel(Arena arena) {
    int classes = (int) scores.shape()[scores.rank() - 1];
    int count = (int) scores.length();
    if (scores.type() == DataType.FLOAT) {
      return new FloatKernel(
          new float[classes],
          count,
          arena.floatBuffer(scores),
          arena.floatBuffer(labels),
          each == null ? null : arena.floatBuffer(each),
          factor == null ? null : arena.floatBuffer(factor),
          gradient == null ? null : arena.floatBuffer(gradient));
    }
    return new DoubleKernel(
        new double[classes],
        count,
        arena.doubleBuffer(scores),
        arena.doubleBuffer(labels),
        each == null ? null : arena.doubleBuffer(each),
        factor == null ? null : arena.doubleBuffer(factor),
        gradient == null ? null : arena.doubleBuffer(gradient));
  }

  /** In float32. */
  private record FloatKernel(
      float[] powers, // of one row

      int count,
      FloatBuffer scores,
      FloatBuffer labels,
      @Nullable FloatBuffer each,
      @Nullable FloatBuffer factor,
      @Nullable FloatBuffer gradient)
      implements Kernel {
    @Override
    public void run() {
      int classes = powers.length;
      for (int row = 0, start = 0; start < count; row++, start += classes) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
          largest = Math.max(largest, scores.get(start + i)); // NaN stays
        }
        float sum = 0;
        float wanted = 0;
        for (int i = 0; i < classes; i++) {
          powers[i] = (float) Math.exp(scores.get(start + i) - largest);
          sum += powers[i];
          wanted += labels.get(start + i);
        }
        if (each != null) {
          float logarithm = (float) Math.log(sum);
          float result = 0;
          for (int i = 0; i < classes; i++) {
            result -= labels.get(start + i) * (scores.get(start + i) - largest - logarithm);
          }
          each.put(row, result);
        }
        if (factor != null && gradient != null) {
          float scale = wanted / sum;
          float ofRow = factor.get(row);
          for (int i = 0; i < classes; i++) {
            gradient.put(start + i, ofRow * (powers[i] * scale - labels.get(start + i)));
          }
        }
      }
    }
  }

  /** In float64. */
  private record DoubleKernel(
      double[] powers, // of one row

      int count,
      DoubleBuffer scores,
      DoubleBuffer labels,
      @Nullable DoubleBuffer each,
      @Nullable DoubleBuffer factor,
      @Nullable DoubleBuffer gradient)
      implements Kernel {
    @Override
    public void run() {
      int classes = powers.length;
      for (int row = 0, start = 0; start < count; row++, start += classes) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
          largest = Math.max(largest, scores.get(start + i));
        }
        double sum = 0;
        double wanted = 0;
        for (int i = 0; i < classes; i++) {
          powers[i] = Math.exp(scores.get(start + i) - largest);
          sum += powers[i];
          wanted += labels.get(start + i);
        }
        if (each != null) {
          double logarithm = Math.log(sum);
          double result = 0;
          for (int i = 0; i < classes; i++) {
            result -= labels.get(start + i) * (scores.get(start + i) - largest - logarithm);
          }
          each.put(row, result);
        }
        if (factor != null && gradient != null) {
          double scale = wanted / sum;
          double ofRow = factor.get(row);
          for (int i = 0; i < classes; i++) {
            gradient.put(start + i, ofRow * (powers[i] * scale - labels.get(start + i)));
          }
        }
      }
    }
  }
}
