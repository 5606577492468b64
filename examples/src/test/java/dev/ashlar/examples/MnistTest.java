package dev.ashlar.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Digits in MNIST's format are read, or refused for a reason; LeNet learns them. */
class MnistTest {
  @TempDir Path folder;

  private static byte[] idx(int type, int[] sizes, int bytes) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + bytes);
    file.put((byte) 0).put((byte) 0).put((byte) type).put((byte) sizes.length);
    Arrays.stream(sizes).forEach(file::putInt);
    for (int i = 0; i < bytes; i++) {
      file.put((byte) (i % 10));
    }
    return file.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @Test
  void filesAreReadPackedOrNot() throws IOException {
    byte[] images = idx(8, new int[] {3, 28, 28}, 3 * 28 * 28);
    byte[] labels = idx(8, new int[] {3}, 3);

    MnistData plain = MnistData.read(file("i", images), file("l", labels));
    MnistData packed = MnistData.read(file("i.gz", gzip(images)), file("l.gz", gzip(labels)));

    assertThat(plain.images().shape()).containsExactly(3, 1, 28, 28);
    assertThat(plain.images().getDouble(1, 0, 0, 3)).isEqualTo((784 + 3) % 10 / 255f);
    assertThat(plain.labels().toIntVector()).containsExactly(0, 1, 2);
    assertThat(packed).isEqualTo(plain);
  }

  @Test
  void badFilesAreRefusedForAReason() throws IOException {
    byte[] good = idx(8, new int[] {2, 28, 28}, 2 * 28 * 28);
    byte[] labels = idx(8, new int[] {2}, 2);
    refused("there is no file", null, labels);
    refused("it is no IDX file", new byte[0], labels);
    refused("it is no IDX file", "PNG...".getBytes(StandardCharsets.US_ASCII), labels);
    refused("expected unsigned bytes, type 8, found type 13", idx(13, new int[] {2, 28, 28}, 8), labels);
    refused("expected 3 dimensions, found 1; are images and labels exchanged?", labels, labels);
    refused("it ends in its header", Arrays.copyOf(good, 9), labels);
    refused("expected 1568 bytes after the header", Arrays.copyOf(good, good.length - 1), labels);
    refused("it goes on after", Arrays.copyOf(good, good.length + 1), labels);
    refused("not positive, or more than fit", idx(8, new int[] {0, 28, 28}, 0), labels);
    refused("not positive, or more than fit", idx(8, new int[] {1 << 30, 1 << 30, 1 << 30}, 0), labels);
    refused("expected 1684340896 bytes after the header", idx(8, new int[] {2148394, 28, 28}, 5), labels);
    refused("expected images of 28 x 28 pixels, found 8 x 8", idx(8, new int[] {2, 8, 8}, 128), labels);
    refused("2 images", good, idx(8, new int[] {3}, 3));
    refused("label 10: expected a digit, found 11", idx(8, new int[] {11, 28, 28}, 11 * 784), elevens());
    refused("its gzip data ends early", Arrays.copyOf(gzip(good), 30), labels);
    byte[] damaged = gzip(good);
    damaged[damaged.length - 6] ^= 1; // in the checksum
    refused("its gzip data is damaged", damaged, labels);
  }

  private static byte[] elevens() {
    byte[] labels = idx(8, new int[] {11}, 11);
    labels[labels.length - 1] = 11;
    return labels;
  }

  private void refused(String reason, byte[] images, byte[] labels) throws IOException {
    Path imageFile = images == null ? folder.resolve("none") : file("images", images);
    Path labelFile = file("labels", labels);
    assertThatThrownBy(() -> MnistData.read(imageFile, labelFile))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void theShippedDigitsAreWhole() {
    MnistData digits = MnistData.shipped();

    assertThat(digits.size()).isEqualTo(8000);
    assertThat(digits.images().minNumber().floatValue()).isEqualTo(0);
    assertThat(digits.images().maxNumber().floatValue()).isEqualTo(1);
    MnistData[] parts = digits.split(1000, 1);
    int[] counts = new int[10];
    for (MnistData part : parts) {
      Arrays.stream(part.labels().toIntVector()).forEach(digit -> counts[digit]++);
    }
    int[] all = new int[10];
    Arrays.stream(digits.labels().toIntVector()).forEach(digit -> all[digit]++);
    assertThat(counts).isEqualTo(all);
    assertThat(parts[1].size()).isEqualTo(1000);
  }

  private static MnistData first(int count) {
    return MnistData.shipped().at(IntStream.range(0, count).toArray());
  }

  @Test
  void leNetLearnsAPartOfTheDigits() {
    MnistData[] parts = first(1500).split(500, 2);

    assertThat(Mnist.run(parts[0], parts[1], 3)).isGreaterThan(0.88);
  }

  /** {@code -Dashlar.long=true}: what the example itself does. */
  @Test
  @EnabledIfSystemProperty(named = "ashlar.long", matches = "true")
  void leNetReadsDigitsThatItHasNotSeen() {
    MnistData[] parts = MnistData.shipped().split(1000, 3);

    assertThat(Mnist.run(parts[0], parts[1], 7)).isGreaterThanOrEqualTo(0.975);
  }

  @Test
  @EnabledIfSystemProperty(named = "ashlar.long", matches = "true")
  void aNewHeadNeedsAFractionOfTheStepsThatLearningFromNothingNeeds() {
    FineTuning.Comparison comparison = FineTuning.run(MnistData.shipped(), 500, 5, 2);

    for (double accuracy : new double[] {0.8, 0.85, 0.9}) {
      int tuned = comparison.tuned().stepsTo(accuracy).orElseThrow();
      int scratch = comparison.scratch().stepsTo(accuracy).orElse(Integer.MAX_VALUE);
      assertThat(tuned).isLessThanOrEqualTo(scratch / 2);
    }
  }
}
