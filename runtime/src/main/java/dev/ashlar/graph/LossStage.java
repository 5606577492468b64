package dev.ashlar.graph;

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
 * A loss, its gradient, or both in one pass over the rows of a prediction.
 *
 * @param function the loss
 * @param prediction rows of numbers
 * @param labels what they should be, of the same shape
 * @param each the result, one number a row; null: not wanted
 * @param factor the gradient by each result; null where no gradient is wanted
 * @param gradient by the prediction; null: not wanted
 */
record LossStage(
    LossFunction function,
    Value prediction,
    Value labels,
    @Nullable Value each,
    @Nullable Value factor,
    @Nullable Value gradient)
    implements Stage {
  /** So many numbers at a time are copied to Java's arrays. */
  private static final int PIECE = 1024;

  /** A loss. */
  static LossStage of(LossFunction function, Value prediction, Value labels, Value each) {
    return new LossStage(function, prediction, labels, each, null, null);
  }

  /** The gradient of a loss. */
  static LossStage gradient(
      LossFunction function, Value prediction, Value labels, Value factor, Value gradient) {
    return new LossStage(function, prediction, labels, null, factor, gradient);
  }

  /** Whether values can be read by such a stage. */
  static boolean takes(List<Value> values) {
    DataType type = values.get(0).type();
    return (type == DataType.FLOAT || type == DataType.DOUBLE)
        && values.stream()
            .allMatch(value ->
                value.type() == type && value.isDense() && Arena.holds(type, value.length()));
  }

  /**
   * The same stages, but a loss and its gradient in one, where the factors do not depend on the
   * loss.
   */
  static List<Stage> merged(List<Stage> stages) {
    List<Stage> merged = stages;
    for (Stage stage : stages) {
      if (stage instanceof LossStage gradient && gradient.each == null) {
        merged = gradient.mergedInto(merged);
      }
    }
    return merged;
  }

  /** This, a gradient, together with the stage of the loss that it is the gradient of. */
  private List<Stage> mergedInto(List<Stage> stages) {
    List<Stage> before = new ArrayList<>();
    List<Stage> after = new ArrayList<>(); // what depends on the loss
    Set<Value> dependent = Collections.newSetFromMap(new IdentityHashMap<>());
    LossStage loss = null;
    int place = stages.indexOf(this);
    for (Stage stage : stages.subList(0, place)) {
      if (loss == null && stage instanceof LossStage other && isGradientOf(other)) {
        loss = other;
        dependent.add(Objects.requireNonNull(other.each));
      } else if (stage.reads().stream().anyMatch(value -> dependent.contains(value.root()))) {
        stage.writes().forEach(value -> dependent.add(value.root()));
        after.add(stage);
      } else {
        before.add(stage);
      }
    }
    if (loss == null || dependent.contains(Objects.requireNonNull(factor).root())) {
      return stages;
    }
    before.add(new LossStage(function, prediction, labels, loss.each, factor, gradient));
    before.addAll(after);
    before.addAll(stages.subList(place + 1, stages.size()));
    return before;
  }

  private boolean isGradientOf(LossStage other) {
    return other.gradient == null
        && other.function.equals(function)
        && other.prediction == prediction
        && other.labels == labels;
  }

  @Override
  public List<Value> reads() {
    return Stream.of(prediction, labels, factor).filter(Objects::nonNull).toList();
  }

  @Override
  public List<Value> writes() {
    return Stream.of(each, gradient).filter(Objects::nonNull).toList();
  }

  @Override
  public Kernel kernel(Arena arena) {
    Value ofRows = Objects.requireNonNull(each == null ? factor : each);
    int count = (int) ofRows.length();
    int width = (int) (prediction.length() / count);
    int most = Math.min(count, Math.max(1, PIECE / width));
    LossFunction.Rows rows = LossFunction.Rows.of(most, width);
    return new RowsKernel(
        function,
        rows,
        most,
        count,
        RealBuffer.of(arena, prediction, most * width),
        RealBuffer.of(arena, labels, most * width),
        each == null ? null : RealBuffer.of(arena, each, most),
        factor == null ? null : RealBuffer.of(arena, factor, most),
        gradient == null ? null : RealBuffer.of(arena, gradient, most * width));
  }

  /** Goes through {@code count} rows, of which {@code most} at a time are copied. */
  private record RowsKernel(
      LossFunction function,
      LossFunction.Rows rows,
      int most,
      int count,
      RealBuffer prediction,
      RealBuffer labels,
      @Nullable RealBuffer each,
      @Nullable RealBuffer factor,
      @Nullable RealBuffer gradient)
      implements Kernel {
    @Override
    public void run() {
      int width = rows.width();
      for (int start = 0; start < count; start += most) {
        int piece = Math.min(most, count - start);
        prediction.read(start * width, rows.prediction(), piece * width);
        labels.read(start * width, rows.labels(), piece * width);
        if (factor != null) {
          factor.read(start, rows.factors(), piece);
        }
        function.compute(rows, piece);
        if (each != null) {
          each.write(start, rows.results(), piece);
        }
        if (gradient != null) {
          gradient.write(start * width, rows.gradient(), piece * width);
        }
      }
    }
  }
}
