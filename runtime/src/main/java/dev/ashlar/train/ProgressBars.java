package dev.ashlar.train;

import java.io.PrintStream;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** See {@link Progress#bar}. */
final class ProgressBars implements Listener {
  private static final long UNKNOWN = -1;
  private static final int WIDTH = 140;
  private static final int UPDATE_MILLIS = 200;

  private final PrintStream out;
  private final Pace pace;
  private @Nullable ProgressBar bar; // null: no epoch runs
  private boolean lineOpen; // whether a bar that is over stands in the last line
  private Map<String, Double> validation = Map.of();
  private long examplesAnEpoch;

  ProgressBars(PrintStream out, Pace pace) {
    this.out = out;
    this.pace = pace;
  }

  @Override
  public void started(int epochs, int done) {
    pace.start(epochs, done);
  }

  @Override
  public void step(StepReport step) {
    pace.add(step.examples());
    ProgressBar shown = bar;
    if (shown == null) {
      shown = new ProgressBarBuilder()
          .setTaskName("epoch " + step.epoch() + "/" + step.epochs())
          .setInitialMax(examplesAnEpoch > 0 ? examplesAnEpoch : UNKNOWN)
          .setStyle(ProgressBarStyle.ASCII)
          .setUpdateIntervalMillis(UPDATE_MILLIS)
          .setConsumer(new Line())
          .build();
      bar = shown;
    }
    shown.stepBy(step.examples());
    shown.setExtraMessage(message(step.meanLoss()));
  }

  private String message(double loss) {
    StringJoiner text = new StringJoiner(", ");
    text.add(ProgressLines.formatted("loss", loss));
    ProgressLines.addTo(text, validation);
    text.add(pace.speed());
    String left = pace.left(examplesAnEpoch);
    if (!left.isEmpty()) {
      text.add(left);
    }
    return text.toString();
  }

  @Override
  public void epoch(EpochReport epoch) {
    validation = epoch.validation();
    examplesAnEpoch = epoch.examples();
    if (bar != null) {
      bar.setExtraMessage(message(epoch.loss()));
      bar.maxHint(bar.getCurrent()); // known now, if it was not before
    }
    close(pace.isLineDue(epoch));
    pace.epochDone();
  }

  private void close(boolean lineStays) {
    if (bar != null) {
      bar.close(); // draws it a last time
      bar = null;
      lineOpen = true;
    }
    if (lineStays && lineOpen) {
      out.println();
      lineOpen = false;
    }
  }

  @Override
  public void stoppedEarly(int epoch, OptionalInt best) {
    close(true);
    out.println(ProgressLines.stopped(epoch, best));
  }

  @Override
  public void ended() {
    close(true);
  }

  /** Where a bar is drawn. When it is over, {@link #close} tells whether its line stays. */
  private final class Line extends ConsoleProgressBarConsumer {
    Line() {
      super(out, WIDTH);
    }

    @Override
    public void close() {} // is not even called for a bar that was over before it was first drawn
  }
}
