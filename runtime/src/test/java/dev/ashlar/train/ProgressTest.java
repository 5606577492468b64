package dev.ashlar.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long now; // the clock's, in seconds

  private Pace pace() {
    return new Pace(() -> TimeUnit.SECONDS.toNanos(now));
  }

  private void train(Listener listener, int epochs, int secondsAStep) {
    Map<String, Double> validation = new LinkedHashMap<>();
    validation.put("loss", 0.5);
    validation.put("accuracy", 0.96);
    listener.started(epochs, 0);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      for (int i = 1; i <= 3; i++) {
        now += secondsAStep;
        listener.step(new StepReport(epoch, epochs, i, i, 20, 0.75, 0.75));
      }
      listener.epoch(new EpochReport(epoch, epochs, 3, 60, 0.25 / epoch, 0.1, validation));
    }
    listener.ended();
  }

  private String printed(BiFunction<PrintStream, Pace, Listener> listener, int secondsAStep) {
    train(listener.apply(out, pace()), 2, secondsAStep);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLineAnEpoch() {
    assertThat(printed(ProgressLines::new, 2)).isEqualToNormalizingNewlines("""
        epoch 1/2: loss 0.2500, validation loss 0.5000, accuracy 0.9600, 10 examples/s, 0:06 left
        epoch 2/2: loss 0.1250, validation loss 0.5000, accuracy 0.9600, 10 examples/s
        """);
  }

  @Test
  void longTimesHaveHours() {
    assertThat(printed(ProgressLines::new, 2000)).contains("1:40:00 left");
  }

  @Test
  void theBarShowsEpochLossMetricSpeedAndTime() {
    assertThat(printed(ProgressBars::new, 2))
        .contains("epoch 1/2")
        .contains("epoch 2/2")
        .contains("60/60")
        .contains("100%")
        .contains("loss 0.1250")
        .contains("accuracy 0.9600")
        .contains("examples/s")
        .contains("left");
  }

  @Test
  void silenceIsSilent() {
    train(Progress.silent().begin(), 2, 1);

    assertThat(bytes.size()).isZero();
  }

  @Test
  void anEpochThatFailsIsClosedWithoutItsLine() {
    Listener lines = new ProgressLines(out, pace());
    lines.started(2, 0);
    lines.step(new StepReport(1, 2, 1, 1, 20, 0.75, 0.75));
    lines.ended();

    assertThat(bytes.size()).isZero();
  }
}
