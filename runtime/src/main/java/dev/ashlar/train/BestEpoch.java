package dev.ashlar.train;

import dev.ashlar.graph.Weight;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Which epoch was the best so far, how long ago, and its parameters where they are wanted. */
final class BestEpoch {
  private final Validation validation;
  private double value;
  private int epoch; // from 1; 0: none yet
  private int since;
  private final Map<String, INDArray> parameters = new LinkedHashMap<>();

  BestEpoch(Validation validation) {
    this.validation = validation;
  }

  /**
   * Takes note of an epoch.
   *
   * @return whether it is the best
   */
  boolean add(EpochReport report, Model model) {
    double found = report.value(validation.monitored());
    double gain = validation.isSmallerBetter() ? value - found : found - value;
    boolean better = !Double.isNaN(found) && (epoch == 0 || gain > validation.minDelta());
    if (!better) {
      since++;
      return false;
    }
    value = found;
    epoch = report.epoch();
    since = 0;
    if (validation.isBestRestored()) {
      parameters.clear();
      model
          .weights()
          .forEach(weight -> parameters.put(weight.name(), weight.memory().dup()));
    }
    return true;
  }

  /** Whether it is time to stop. */
  boolean isOver() {
    return validation.patience() > 0 && since >= validation.patience();
  }

  OptionalInt epoch() {
    return epoch == 0 ? OptionalInt.empty() : OptionalInt.of(epoch);
  }

  double value() {
    return value;
  }

  int since() {
    return since;
  }

  /** The best epoch's parameters by name; empty where they are not wanted. */
  Map<String, INDArray> parameters() {
    return parameters;
  }

  /** Gives the model the best epoch's parameters, where they are wanted. */
  void restore(Model model) {
    if (!parameters.isEmpty()) {
      for (Weight weight : model.weights()) {
        weight.set(Objects.requireNonNull(parameters.get(weight.name()), weight.name()));
      }
    }
  }

  /** Goes on from what a snapshot says. */
  void resume(double bestValue, int bestEpoch, int epochsSince, Map<String, INDArray> best) {
    value = bestValue;
    epoch = bestEpoch;
    since = epochsSince;
    parameters.clear();
    if (validation.isBestRestored()) {
      parameters.putAll(best);
    }
  }
}
