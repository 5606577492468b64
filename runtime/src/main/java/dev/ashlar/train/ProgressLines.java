package dev.ashlar.train;

import java.io.PrintStream;
import java.util.Locale;

/** See {@link Progress#lines}. */
record ProgressLines(PrintStream out) implements Progress {
  /** Tells nobody. */
  static final Epoch SILENCE = epoch(loss -> {});

  private interface LossPrinter {
    void print(double loss);
  }

  static String formatted(double loss) {
    return String.format(Locale.ROOT, "loss %.4g", loss);
  }

  @Override
  public Epoch begin(int epoch, int epochs, long batches) {
    return epoch(loss -> out.println("epoch " + epoch + "/" + epochs + ": " + formatted(loss)));
  }

  private static Epoch epoch(LossPrinter printer) {
    return new Epoch() {
      @Override
      public void step(double meanLoss) {
        // a line an epoch
      }

      @Override
      public void finish(double meanLoss) {
        printer.print(meanLoss);
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }
}
