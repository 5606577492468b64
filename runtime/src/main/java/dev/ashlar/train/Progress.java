package dev.ashlar.train;

import java.io.PrintStream;

/** A report of a training's progress for whoever waits for it: a listener for each training. */
@FunctionalInterface
public interface Progress {
  /** {@return a listener for one training} */
  Listener begin();

  /**
   * {@return a {@linkplain #bar bar} where the standard error stream belongs to a terminal, else
   * {@linkplain #lines lines}; there}
   */
  static Progress standard() {
    return System.console() == null ? lines(System.err) : bar(System.err);
  }

  /**
   * {@return a bar an epoch, redrawn in place, for terminals: examples, examples a second, the
   * loss, the last validation's values, the time that is left of the whole training} A bar is left
   * standing as {@link #lines} has a line; short epochs are drawn over one another.
   *
   * @param out where it is printed
   */
  static Progress bar(PrintStream out) {
    return () -> new ProgressBars(out, new Pace(System::nanoTime));
  }

  /**
   * {@return a line an epoch: {@code epoch 3/20: loss 0.1234, validation loss 0.1301, accuracy
   * 0.9612, 5210 examples/s, 0:42 left}} Of epochs that take less than a second there is one line a
   * second; the last one has its line always. A training that stops early says so, and which epoch
   * was the best.
   *
   * @param out where it is printed
   */
  static Progress lines(PrintStream out) {
    return () -> new ProgressLines(out, new Pace(System::nanoTime));
  }

  /**
   * Nobody is told.
   *
   * @return a progress that prints nothing
   */
  static Progress silent() {
    return () -> new Listener() {};
  }
}
