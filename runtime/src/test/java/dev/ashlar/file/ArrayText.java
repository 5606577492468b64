package dev.ashlar.file;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

/** Files of arrays as text, a line an array: name, type, shape, bytes in hexadecimal. */
public final class ArrayText {
  private ArrayText() {}

  public static List<String> of(Path file) throws IOException {
    try (ArrayFile arrays = ArrayFile.open(file)) {
      return arrays.arrays().values().stream()
          .sorted(Comparator.comparing(StoredArray::name))
          .map(ArrayText::of)
          .toList();
    }
  }

  public static String of(StoredArray array) {
    String shape =
        LongStream.of(array.shape().sizes()).mapToObj(Long::toString).collect(joining(","));
    String hex = HexFormat.of().formatHex(bytes(array));
    return array.name() + " " + array.type() + " " + shape + " " + (hex.isEmpty() ? "-" : hex);
  }

  /** All elements, read through a buffer of an odd size. */
  static byte[] bytes(StoredArray array) {
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(array.bytes()) + 1);
    ByteBuffer piece = ByteBuffer.allocate(7);
    try (ReadableByteChannel in = array.open()) {
      while (in.read(piece.clear()) >= 0) {
        all.put(piece.flip());
      }
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    return Arrays.copyOf(all.array(), all.position());
  }

  /** An array of these bytes. */
  public static StoredArray array(String name, ElementType type, byte[] bytes, long... sizes) {
    return new StoredArray(
        name,
        type,
        dev.ashlar.shape.Shape.of(sizes),
        () -> java.nio.channels.Channels.newChannel(new java.io.ByteArrayInputStream(bytes)));
  }
}
