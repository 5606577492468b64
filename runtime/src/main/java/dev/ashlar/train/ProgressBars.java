package dev.ashlar.train;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** See {@link Progress#bar}. */
record ProgressBars(PrintStream out) implements Progress {
  private static final int WIDTH = 100;
  private static final int UPDATE_MILLIS = 200;

  @Override
  public Epoch begin(int epoch, int epochs, long batches) {
    ProgressBar bar = new ProgressBarBuilder()
        .setTaskName("epoch " + epoch + "/" + epochs)
        .setInitialMax(batches)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
        .build();
    return new Epoch() {
      @Override
      public void step(double meanLoss) {
        bar.step();
        bar.setExtraMessage(ProgressLines.formatted(meanLoss));
      }

      @Override
      public void finish(double meanLoss) {
        bar.setExtraMessage(ProgressLines.formatted(meanLoss));
        bar.maxHint(bar.getCurrent()); // known now, if it was not before
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }
}
