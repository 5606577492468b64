package dev.ashlar.train;

import java.util.Locale;
import java.util.function.LongSupplier;

/** How fast a training is, and how long it will take: from what it has done since it began. */
final class Pace {
  private static final double NANOS = 1e9;

  private final LongSupplier clock;
  private long begin;
  private long shown;
  private long epochBegin;
  private long epochExamples;
  private long examples;
  private int epochs;
  private int done;
  private int before;

  /**
   * A pace that has not begun.
   *
   * @param clock tells nanoseconds
   */
  Pace(LongSupplier clock) {
    this.clock = clock;
  }

  void start(int allEpochs, int doneBefore) {
    epochs = allEpochs;
    done = doneBefore;
    before = doneBefore;
    begin = clock.getAsLong();
    epochBegin = begin;
    shown = begin;
  }

  void add(long more) {
    epochExamples += more;
    examples += more;
  }

  void epochDone() {
    done++;
    epochExamples = 0;
    epochBegin = clock.getAsLong();
  }

  /**
   * Whether what an epoch came to is worth a line of its own: where a second has passed since the
   * last such line, or since the training began, and for the last epoch.
   *
   * @param epoch what the epoch came to
   */
  boolean isLineDue(EpochReport epoch) {
    long now = clock.getAsLong();
    if (now - shown < NANOS && epoch.epoch() < epoch.epochs()) {
      return false;
    }
    shown = now;
    return true;
  }

  /** How many examples the epoch has seen. */
  long epochExamples() {
    return epochExamples;
  }

  /** {@code 5210 examples/s} in this epoch. */
  String speed() {
    double seconds = Math.max(1, clock.getAsLong() - epochBegin) / NANOS;
    return String.format(Locale.ROOT, "%.0f examples/s", epochExamples / seconds);
  }

  /**
   * {@code 1:02 left} of the whole training; empty while that is not known.
   *
   * @param examplesAnEpoch how many there are, or 0 if that is not known
   */
  String left(long examplesAnEpoch) {
    double part = examplesAnEpoch > 0 ? (double) epochExamples / examplesAnEpoch : 0;
    double over = done - before + part;
    if (over == 0 || examples == 0) {
      return "";
    }
    double seconds = (clock.getAsLong() - begin) / NANOS;
    long left = Math.round(seconds / over * (epochs - before - over));
    long hours = left / 3600;
    String text = hours > 0
        ? String.format(Locale.ROOT, "%d:%02d:%02d left", hours, left / 60 % 60, left % 60)
        : String.format(Locale.ROOT, "%d:%02d left", left / 60, left % 60);
    return text;
  }
}
