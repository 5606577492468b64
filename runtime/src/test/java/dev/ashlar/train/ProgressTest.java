package dev.ashlar.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private static void twoEpochs(Progress progress) {
    for (int epoch = 1; epoch <= 2; epoch++) {
      try (Progress.Epoch shown = progress.begin(epoch, 2, epoch == 1 ? Progress.UNKNOWN : 3)) {
        for (int i = 0; i < 3; i++) {
          shown.step(0.75);
        }
        shown.finish(0.5 / epoch);
      }
    }
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLineAnEpoch() {
    twoEpochs(Progress.lines(out));

    assertThat(printed())
        .isEqualToNormalizingNewlines("epoch 1/2: loss 0.5000\nepoch 2/2: loss 0.2500\n");
  }

  @Test
  void theBarShowsEpochLossAndBatches() {
    twoEpochs(Progress.bar(out));

    assertThat(printed())
        .contains("epoch 1/2")
        .contains("epoch 2/2")
        .contains("3/3")
        .contains("100%")
        .contains("loss 0.2500");
  }

  @Test
  void silenceIsSilent() {
    twoEpochs(Progress.silent());

    assertThat(printed()).isEmpty();
  }

  @Test
  void anEpochThatFailsIsClosedWithoutItsLine() {
    try (Progress.Epoch shown = Progress.lines(out).begin(1, 2, Progress.UNKNOWN)) {
      shown.step(0.75);
    }

    assertThat(printed()).isEmpty();
  }
}
