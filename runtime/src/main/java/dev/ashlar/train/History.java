package dev.ashlar.train;

import java.util.List;
import java.util.OptionalInt;

/**
 * What came of a training.
 *
 * @param epochs its epochs, in order; of a resumed training all of them
 * @param iterations the number of steps in all
 * @param best the epoch, from 1, in which the validation was best; empty without one
 * @param stoppedEarly whether it ended before its last epoch, since the validation did not improve
 */
public record History(
    List<EpochReport> epochs, int iterations, OptionalInt best, boolean stoppedEarly) {
  /**
   * Copies the list.
   *
   * @param epochs its epochs, in order; of a resumed training all of them
   * @param iterations the number of steps in all
   * @param best the epoch, from 1, in which the validation was best; empty without one
   * @param stoppedEarly whether it ended before its last epoch, since the validation did not
   *     improve
   */
  public History {
    epochs = List.copyOf(epochs);
  }

  /** {@return the mean loss of each epoch over its examples} */
  public List<Double> losses() {
    return epochs.stream().map(EpochReport::loss).toList();
  }

  /** {@return the mean loss of the last epoch} */
  public double lastLoss() {
    return epochs.get(epochs.size() - 1).loss();
  }

  /**
   * {@return the validation's values of one name, epoch by epoch}
   *
   * @param name a metric's name, or {@link Validation#LOSS}
   * @throws IllegalArgumentException if the validation had none of that name
   */
  public List<Double> validation(String name) {
    return epochs.stream().map(epoch -> epoch.value(name)).toList();
  }
}
