package dev.ashlar.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * What is looked at after each epoch: data that is not trained with, and what is measured there.
 * The loss always is; {@link #monitor} says by which value epochs are compared, the loss unless
 * told otherwise. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * Validation.of(test).metrics(Metric.accuracy()).monitor("accuracy").patience(5).restoreBest()
 *     .whenBest(() -> Checkpoint.save(model, file))
 * }</pre>
 */
public final class Validation {
  /** The name under which the loss stands among the values. */
  public static final String LOSS = "loss";

  private final Supplier<BatchSource> data;
  private List<Metric> metrics = List.of(); // fields are set while an instance is made only
  private String monitored = LOSS;
  private int patience; // 0: never stops
  private double minDelta;
  private boolean bestRestored;
  private Optional<Runnable> whenBest = Optional.empty();

  private Validation(Supplier<BatchSource> data) {
    this.data = data;
  }

  private Validation copy() {
    Validation copy = new Validation(data);
    copy.metrics = metrics;
    copy.monitored = monitored;
    copy.patience = patience;
    copy.minDelta = minDelta;
    copy.bestRestored = bestRestored;
    copy.whenBest = whenBest;
    return copy;
  }

  /**
   * A validation with that data, which must be resettable: it is read after each epoch.
   *
   * @param data the data, one data set a batch
   * @return a validation that measures the loss
   */
  public static Validation of(DataSetIterator data) {
    return new Validation(() -> BatchSource.of(data));
  }

  /**
   * {@link #of(DataSetIterator)} for a model of several inputs.
   *
   * @param data the data, one data set a batch
   * @return a validation that measures the loss
   */
  public static Validation of(MultiDataSetIterator data) {
    return new Validation(() -> BatchSource.of(data));
  }

  /**
   * {@return this validation, measuring these, besides the loss}
   *
   * @param more the metrics, each of another name
   * @throws IllegalArgumentException if two have one name
   */
  public Validation metrics(Metric... more) {
    Validation copy = copy();
    copy.metrics = new ArrayList<>(metrics);
    for (Metric metric : more) {
      if (copy.names().contains(metric.name())) {
        throw new IllegalArgumentException(
            "the validation has a value '" + metric.name() + "' already");
      }
      copy.metrics.add(metric);
    }
    return copy;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(List.of(LOSS));
    metrics.forEach(metric -> names.add(metric.name()));
    return names;
  }

  /**
   * {@return this validation, comparing epochs by another value than the loss}
   *
   * @param name the name of a metric that is there already, or {@link #LOSS}
   */
  public Validation monitor(String name) {
    if (!names().contains(name)) {
      throw new IllegalArgumentException(
          "the validation has no value '" + name + "' to monitor, only " + names());
    }
    Validation copy = copy();
    copy.monitored = name;
    return copy;
  }

  /**
   * {@return this validation, stopping early, when so many epochs in a row have not been better
   * than the best before them}
   *
   * @param epochs at least 1
   */
  public Validation patience(int epochs) {
    if (epochs < 1) {
      throw new IllegalArgumentException("patience must be at least 1, found " + epochs);
    }
    Validation copy = copy();
    copy.patience = epochs;
    return copy;
  }

  /**
   * {@return this validation, taking an epoch for better only where the value is better by more
   * than that}
   *
   * @param difference at least 0
   */
  public Validation minDelta(double difference) {
    if (!(difference >= 0) || !Double.isFinite(difference)) {
      throw new IllegalArgumentException(
          "minDelta must be finite and at least 0, found " + difference);
    }
    Validation copy = copy();
    copy.minDelta = difference;
    return copy;
  }

  /**
   * {@return this validation, giving the model the parameters of the best epoch at the end of the
   * training}
   */
  public Validation restoreBest() {
    Validation copy = copy();
    copy.bestRestored = true;
    return copy;
  }

  /**
   * {@return this validation, doing something after each epoch that is the best so far, such as
   * saving the model}
   *
   * @param action what to do, on the training's own thread
   */
  public Validation whenBest(Runnable action) {
    Validation copy = copy();
    copy.whenBest = Optional.of(Objects.requireNonNull(action, "action"));
    return copy;
  }

  BatchSource data() {
    return data.get().asValidation();
  }

  List<Metric> metrics() {
    return metrics;
  }

  String monitored() {
    return monitored;
  }

  /** Whether a smaller value of what is monitored is better. */
  boolean isSmallerBetter() {
    return metrics.stream()
        .filter(metric -> metric.name().equals(monitored))
        .findFirst()
        .map(Metric::isSmallerBetter)
        .orElse(true);
  }

  int patience() {
    return patience;
  }

  double minDelta() {
    return minDelta;
  }

  boolean isBestRestored() {
    return bestRestored;
  }

  Optional<Runnable> whenBest() {
    return whenBest;
  }
}
