package dev.ashlar.train;

import java.io.PrintStream;

/** Who is told how a training goes on. Called on the training's own thread. */
@FunctionalInterface
public interface Progress {
  /** Stands for a number of batches that is not known: the first time that the data is seen. */
  long UNKNOWN = -1;

  /**
   * An epoch begins.
   *
   * @param epoch which one, from 1
   * @param epochs how many there will be
   * @param batches how many batches it has, or {@link #UNKNOWN}
   * @return who is told about this epoch
   */
  Epoch begin(int epoch, int epochs, long batches);

  /** Who is told about one epoch; closed at its end, also where an error ends it. */
  interface Epoch extends AutoCloseable {
    /**
     * A batch is done.
     *
     * @param meanLoss the mean loss of the epoch's examples so far
     */
    void step(double meanLoss);

    /**
     * The epoch came to its end without an error.
     *
     * @param meanLoss the mean loss of the epoch's examples
     */
    void finish(double meanLoss);

    @Override
    void close();
  }

  /**
   * A {@linkplain #bar bar} where the standard error stream belongs to a terminal, else
   * {@linkplain #lines lines}; there.
   */
  static Progress standard() {
    return System.console() == null ? lines(System.err) : bar(System.err);
  }

  /** A bar an epoch, with the loss, redrawn in place: for terminals. */
  static Progress bar(PrintStream out) {
    return new ProgressBars(out);
  }

  /** A line an epoch: {@code epoch 3/20: loss 0.1234}. */
  static Progress lines(PrintStream out) {
    return new ProgressLines(out);
  }

  /** Nobody. */
  static Progress silent() {
    return (epoch, epochs, batches) -> ProgressLines.SILENCE;
  }
}
