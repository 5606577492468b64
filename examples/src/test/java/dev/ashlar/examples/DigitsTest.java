package dev.ashlar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.checkpoint.Checkpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The main example reaches its accuracy, and its data is what it says. */
class DigitsTest {
  @Test
  void learnsTheDigitsAndPredictsTheSameAfterLoading(@TempDir Path folder) {
    Path file = folder.resolve("digits.safetensors");

    double accuracy = Digits.run(file);

    assertThat(accuracy).isGreaterThanOrEqualTo(0.96);
    assertThat(Checkpoint.keys(file))
        .containsExactly(
            "hidden.weight", "hidden.bias", "middle.weight", "middle.bias", "output.weight", "output.bias");
  }

  @Test
  void splitsTheDigitsWithoutRemainderAndByTheSeedAlone() {
    DigitsData digits = DigitsData.load(1);

    assertThat(digits.training().numExamples()).isEqualTo(1437);
    assertThat(digits.test().numExamples()).isEqualTo(360);
    assertThat(digits.training().getFeatures().minNumber().floatValue()).isEqualTo(0);
    assertThat(digits.training().getFeatures().maxNumber().floatValue()).isEqualTo(1);
    INDArray perDigit = digits.training().getLabels().sum(0).add(digits.test().getLabels().sum(0));
    assertThat(perDigit.toIntVector()).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    assertThat(DigitsData.load(1).test().getFeatures()).isEqualTo(digits.test().getFeatures());
    assertThat(DigitsData.load(2).test().getFeatures()).isNotEqualTo(digits.test().getFeatures());
  }
}
