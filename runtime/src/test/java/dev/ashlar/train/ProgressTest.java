package dev.ashlar.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long now; // the clock's, in milliseconds

  private Pace pace() {
    return new Pace(() -> TimeUnit.MILLISECONDS.toNanos(now));
  }

  private void train(Listener listener, int epochs, int millisAStep) {
    Map<String, Double> validation = new LinkedHashMap<>();
    validation.put("loss", 0.5);
    validation.put("accuracy", 0.96);
    listener.started(epochs, 0);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      for (int i = 1; i <= 3; i++) {
        now += millisAStep;
        listener.step(new StepReport(epoch, epochs, i, i, 20, 0.75, 0.75));
      }
      listener.epoch(new EpochReport(epoch, epochs, 3, 60, 0.25 / epoch, 0.1, validation));
    }
    listener.ended();
  }

  private String printed(BiFunction<PrintStream, Pace, Listener> listener, int millisAStep) {
    train(listener.apply(out, pace()), 2, millisAStep);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLineAnEpoch() {
    assertThat(printed(ProgressLines::new, 2_000)).isEqualToNormalizingNewlines("""
        epoch 1/2: loss 0.2500, validation loss 0.5000, accuracy 0.9600, 10 examples/s, 0:06 left
        epoch 2/2: loss 0.1250, validation loss 0.5000, accuracy 0.9600, 10 examples/s
        """);
  }

  @Test
  void longTimesHaveHours() {
    assertThat(printed(ProgressLines::new, 2_000_000)).contains("1:40:00 left");
  }

  @Test
  void theBarShowsEpochLossMetricSpeedAndTime() {
    assertThat(printed(ProgressBars::new, 2_000))
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
  void epochsOfLessThanASecondHaveALineASecondAndTheLastOneItsOwn() {
    train(new ProgressLines(out, pace()), 10, 100);

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .extracting(line -> line.substring(0, line.indexOf(':')))
        .containsExactly("epoch 4/10", "epoch 8/10", "epoch 10/10");
  }

  @Test
  void shortEpochsThatEndBeforeTheirNumberLeaveTheLastOnesLine() {
    Listener lines = new ProgressLines(out, pace());
    lines.started(1000, 0);
    for (int epoch = 1; epoch <= 3; epoch++) {
      now += 1;
      lines.step(new StepReport(epoch, 1000, 1, 1, 20, 0.75, 0.75));
      lines.epoch(new EpochReport(epoch, 1000, 1, 20, 0.25, 0.1, Map.of()));
    }
    lines.ended();

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("epoch 3/1000: loss 0.2500");
  }

  @Test
  void barsOfShortEpochsAreDrawnOverOneAnother() {
    train(new ProgressBars(out, pace()), 10, 100);

    assertThat(bytes.toString(StandardCharsets.UTF_8).split("\n"))
        .extracting(line -> line.substring(line.lastIndexOf('\r') + 1).split("[: ]+")[1])
        .containsExactly("4/10", "8/10", "10/10");
  }

  @Test
  void aBarThatIsLeftStandingWhenTheTrainingEndsHasItsLine() {
    Listener bars = new ProgressBars(out, pace());
    bars.started(1000, 0);
    bars.step(new StepReport(1, 1000, 1, 1, 20, 0.75, 0.75));
    bars.epoch(new EpochReport(1, 1000, 1, 20, 0.25, 0.1, Map.of()));
    bars.ended();

    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("epoch 1/1000").endsWith("\n");
  }

  @Test
  void aTrainingThatStopsEarlySaysSoAfterItsLastEpochsLine() {
    for (Listener listener :
        List.of(new ProgressLines(out, pace()), new ProgressBars(out, pace()))) {
      listener.started(1000, 0);
      listener.step(new StepReport(1, 1000, 1, 1, 20, 0.75, 0.75));
      listener.epoch(new EpochReport(1, 1000, 1, 20, 0.25, 0.1, Map.of()));
      listener.stoppedEarly(3, OptionalInt.of(1));
      listener.ended();
    }
    new ProgressLines(out, pace()).stoppedEarly(2, OptionalInt.empty());

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.startsWith("stopped"))
        .containsExactly(
            "stopped early after epoch 3, the best was epoch 1",
            "stopped early after epoch 3, the best was epoch 1",
            "stopped early after epoch 2, none was the best");
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
