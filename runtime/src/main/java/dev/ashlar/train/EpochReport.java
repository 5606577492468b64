package dev.ashlar.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One epoch of a training.
 *
 * @param epoch which one, from 1
 * @param epochs how many there are
 * @param steps how many steps it took
 * @param examples how many examples were seen
 * @param loss the mean loss over its examples, each taken before the step that its batch led to
 * @param rate the learning rate of its last step, before factors
 * @param validation what the validation after it has found, by name, {@code loss} first; empty
 *     without one
 */
public record EpochReport(
    int epoch,
    int epochs,
    int steps,
    long examples,
    double loss,
    double rate,
    Map<String, Double> validation) {
  /**
   * Copies the map, in its order.
   *
   * @param epoch which one, from 1
   * @param epochs how many there are
   * @param steps how many steps it took
   * @param examples how many examples were seen
   * @param loss the mean loss over its examples, each taken before the step that its batch led to
   * @param rate the learning rate of its last step, before factors
   * @param validation what the validation after it has found, by name, {@code loss} first; empty
   *     without one
   */
  public EpochReport {
    validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
  }

  /**
   * {@return a value of the validation}
   *
   * @param name a metric's name, or {@link Validation#LOSS}
   * @throws IllegalArgumentException if it has none of that name
   */
  public double value(String name) {
    Double value = validation.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the validation has no '" + name + "', only " + validation.keySet());
    }
    return value;
  }
}
