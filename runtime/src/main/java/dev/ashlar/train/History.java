package dev.ashlar.train;

import java.util.List;

/**
 * What came of a training.
 *
 * @param losses the mean loss of each epoch over its examples, each taken before the step that its
 *     batch led to
 * @param iterations the number of steps in all
 */
public record History(List<Double> losses, int iterations) {
  /** Copies the list. */
  public History {
    losses = List.copyOf(losses);
  }

  /** The mean loss of the last epoch. */
  public double lastLoss() {
    return losses.get(losses.size() - 1);
  }
}
