package dev.ashlar.train;

import java.util.OptionalInt;

/**
 * Who is told how a training goes on. Called on the training's own thread, between its steps, when
 * all that a step or an epoch changes is done; so an exception that a listener throws ends the
 * training as if it had been interrupted there, and comes out of {@code fit}.
 */
public interface Listener {
  /**
   * The training begins.
   *
   * @param epochs how many epochs there will be in all
   * @param done how many of them are over, where a training is resumed
   */
  default void started(int epochs, int done) {}

  /**
   * A step is done.
   *
   * @param step what the step came to
   */
  default void step(StepReport step) {}

  /**
   * An epoch is done, and the validation after it.
   *
   * @param epoch what the epoch came to
   */
  default void epoch(EpochReport epoch) {}

  /**
   * The training stops before its last epoch, since the validation has not become better for as
   * long as {@link Validation#patience} says.
   *
   * @param epoch the epoch after which it stops, from 1
   * @param best the epoch that was the best; empty if the monitored value was NaN in each
   */
  default void stoppedEarly(int epoch, OptionalInt best) {}

  /** The training is over; also where an error ends it. */
  default void ended() {}
}
