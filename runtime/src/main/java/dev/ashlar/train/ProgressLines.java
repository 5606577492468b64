package dev.ashlar.train;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** See {@link Progress#lines}. */
final class ProgressLines implements Listener {
  private final PrintStream out;
  private final Pace pace;
  private @Nullable String left; // the last epoch's line, if it came too soon after another

  ProgressLines(PrintStream out, Pace pace) {
    this.out = out;
    this.pace = pace;
  }

  static String formatted(String name, double value) {
    return String.format(Locale.ROOT, "%s %.4g", name, value);
  }

  /** {@code validation loss 0.13, accuracy 0.96}, or nothing. */
  static void addTo(StringJoiner text, Map<String, Double> validation) {
    validation.forEach((name, value) ->
        text.add(formatted(name.equals(Validation.LOSS) ? "validation " + name : name, value)));
  }

  /** {@code stopped early after epoch 12, the best was epoch 9}. */
  static String stopped(int epoch, OptionalInt best) {
    return "stopped early after epoch " + epoch
        + (best.isPresent() ? ", the best was epoch " + best.getAsInt() : ", none was the best");
  }

  @Override
  public void started(int epochs, int done) {
    pace.start(epochs, done);
  }

  @Override
  public void step(StepReport step) {
    pace.add(step.examples());
  }

  @Override
  public void epoch(EpochReport epoch) {
    StringJoiner text =
        new StringJoiner(", ", "epoch " + epoch.epoch() + "/" + epoch.epochs() + ": ", "");
    text.add(formatted("loss", epoch.loss()));
    addTo(text, epoch.validation());
    text.add(pace.speed());
    pace.epochDone();
    if (epoch.epoch() < epoch.epochs()) {
      text.add(pace.left(0));
    }
    if (pace.isLineDue(epoch)) {
      out.println(text);
      left = null;
    } else {
      left = text.toString();
    }
  }

  @Override
  public void stoppedEarly(int epoch, OptionalInt best) {
    ended();
    out.println(stopped(epoch, best));
  }

  @Override
  public void ended() {
    if (left != null) {
      out.println(left);
      left = null;
    }
  }
}
