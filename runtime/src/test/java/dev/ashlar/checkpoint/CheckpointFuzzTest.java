package dev.ashlar.checkpoint;

import static dev.ashlar.checkpoint.TestModel.filled;
import static dev.ashlar.checkpoint.TestModel.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.file.PlainSafetensors;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the bytes: a file is loaded, or refused with the one documented exception and nothing
 * changed.
 */
class CheckpointFuzzTest {
  private static final int MUTANTS = Integer.getInteger("ashlar.fuzz", 1000);
  private static final List<String> NUMBERS = List.of(
      "0",
      "1",
      "7",
      "-1",
      "4294967296",
      "9223372036854775807",
      "9223372036854775808",
      "1e9",
      "0.5",
      "\"4\"",
      "null",
      "[]");
  private static final List<String> JUNK = List.of(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\"",
      "\\",
      "\\u0000",
      "\u00e9",
      "\u0000",
      "true",
      "[".repeat(2000),
      "{\"a\":".repeat(2000));

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nothingButTheDocumentedExceptionEscapes(long seed) throws IOException {
    Path file = folder.resolve("x.safetensors");
    Checkpoint.save(filled(resolved(model()), seed), file);
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(seed);
    TestModel model = filled(resolved(model()), seed + 100);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = good;
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        mutant = mutate(mutant, random);
      }
      Files.write(file, mutant);
      TestModel fresh = model();
      refused += assertLoadedOrRefused(model, file, LoadOptions.strict());
      refused +=
          assertLoadedOrRefused(fresh, file, LoadOptions.strict().allowMissing().ignoreExtra());
    }
    assertThat(refused).isGreaterThan(MUTANTS / 2);
  }

  private static int assertLoadedOrRefused(TestModel model, Path file, LoadOptions options) {
    Map<String, String> before = state(model);
    try {
      assertThat(Checkpoint.load(model, file, options).matched()).isNotEmpty();
      return 0;
    } catch (CheckpointException refused) {
      assertThat(refused).hasMessageContaining(file.toString()).message().hasSizeLessThan(5000);
      assertThat(state(model)).isEqualTo(before);
      return 1;
    }
  }

  private static TestModel model() {
    return TestModel.placed("m_")
        .with("w", DType.FLOAT32, 2, 0)
        .with("bias", DType.FLOAT32, 3)
        .with("d", DType.FLOAT64, 2)
        .with("s", DType.FLOAT32)
        .with("x", CheckpointRoundTripTest.tied());
  }

  private static TestModel resolved(TestModel model) {
    model.structuralParameters().get("w").resolve(Shape.of(2, 4));
    return model;
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64));
      case 2, 3 -> flipped(bytes, random);
      case 4 -> withLength(bytes, random);
      default -> withHeader(bytes, random);
    };
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] flipped = bytes.clone();
    if (bytes.length > 0) {
      int at = random.nextInt(bytes.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] withLength(byte[] bytes, Random random) {
    if (bytes.length < 8) {
      return bytes;
    }
    byte[] changed = bytes.clone();
    ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    long near = buffer.getLong(0) + random.nextInt(200) - 100;
    buffer.putLong(0, random.nextBoolean() ? near : random.nextLong() >>> random.nextInt(64));
    return changed;
  }

  // Edits the header's text and corrects its length, so that the change is met and not the length.
  private static byte[] withHeader(byte[] bytes, Random random) {
    long length = bytes.length < 8
        ? -1
        : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 1 || length > bytes.length - 8) {
      return bytes;
    }
    String header = new String(bytes, 8, (int) length, StandardCharsets.UTF_8);
    String edited = switch (random.nextInt(4)) {
      case 0 -> otherNumber(header, random);
      case 1 -> {
        int at = random.nextInt(header.length() + 1);
        yield header.substring(0, at)
            + JUNK.get(random.nextInt(JUNK.size()))
            + header.substring(at);
      }
      case 2 -> {
        int from = random.nextInt(header.length());
        int to = Math.min(header.length(), from + random.nextInt(80));
        yield header.substring(0, to) + header.substring(from);
      }
      default -> {
        String[] fields = header.split("(?<=\\}),");
        fields[random.nextInt(fields.length)] = fields[random.nextInt(fields.length)];
        yield String.join(",", fields);
      }
    };
    return PlainSafetensors.bytes(
        edited, Arrays.copyOfRange(bytes, 8 + (int) length, bytes.length));
  }

  private static String otherNumber(String header, Random random) {
    int from = random.nextInt(header.length());
    while (from < header.length() && !Character.isDigit(header.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < header.length() && Character.isDigit(header.charAt(to))) {
      to++;
    }
    return header.substring(0, from)
        + NUMBERS.get(random.nextInt(NUMBERS.size()))
        + header.substring(to);
  }
}
