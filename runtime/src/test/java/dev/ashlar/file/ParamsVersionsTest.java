package dev.ashlar.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every version of .params' arrays, of every type, dense and of both sparse kinds. */
class ParamsVersionsTest {
  private static final Set<ElementType> NOT_OF_MXNET = EnumSet.of(
      ElementType.FLOAT8_E4M3,
      ElementType.FLOAT8_E5M2,
      ElementType.FLOAT8_E8M0,
      ElementType.COMPLEX64);

  @TempDir
  Path folder;

  static List<ElementType> types() {
    return Arrays.stream(ElementType.values())
        .filter(type -> !NOT_OF_MXNET.contains(type))
        .toList();
  }

  static Stream<Arguments> versionsAndTypes() {
    return types().stream()
        .flatMap(
            type -> IntStream.rangeClosed(0, 3).mapToObj(version -> Arguments.of(version, type)));
  }

  private static byte[] random(ElementType type, int elements, Random random) {
    byte[] bytes = new byte[elements * type.bytes()];
    random.nextBytes(bytes);
    for (int i = 0; type == ElementType.BOOL && i < bytes.length; i++) {
      bytes[i] &= 1;
    }
    return bytes;
  }

  // Some blocks of it are zeros.
  private static byte[] sparse(
      ElementType type, int blocks, int block, double share, Random random) {
    byte[] bytes = random(type, blocks * block, random);
    int size = block * type.bytes();
    for (int i = 0; i < blocks; i++) {
      if (random.nextDouble() < share) {
        Arrays.fill(bytes, i * size, (i + 1) * size, (byte) 0);
      }
    }
    return bytes;
  }

  private static String text(String name, ElementType type, byte[] elements, long... sizes) {
    return ArrayText.of(ArrayText.array(name, type, elements, sizes));
  }

  private void assertReads(PlainParams written, List<String> expected) throws IOException {
    Path file = Files.write(folder.resolve("x.params"), written.bytes());

    assertThat(ArrayText.of(file)).containsExactlyInAnyOrderElementsOf(expected);

    try (ArrayFile arrays = ArrayFile.open(file)) {
      for (StoredArray stored : arrays.arrays().values()) {
        if (stored.bytes() > 0) {
          INDArray array = NativeArrays.read(stored);
          assertThat(expected).contains(ArrayText.of(NativeArrays.stored(stored.name(), array)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("versionsAndTypes")
  void aDenseArrayIsRead(int version, ElementType type) throws IOException {
    Random random = new Random(version * 100 + type.ordinal());
    PlainParams written = new PlainParams();
    List<String> expected = new ArrayList<>();
    List<long[]> shapes = new ArrayList<>(List.of(
        new long[] {1}, new long[] {5}, new long[] {2, 3}, new long[] {3, 1, 2, 2}, new long[] {
          1, 2, 1, 2, 1, 2
        }));
    if (version == 3) {
      shapes.add(new long[] {}); // a scalar
      shapes.add(new long[] {2, 0}); // no elements
    }
    for (long[] sizes : shapes) {
      String name = "w" + Arrays.toString(sizes);
      int elements = (int) Arrays.stream(sizes).reduce(1, (product, size) -> product * size);
      byte[] bytes = random(type, elements, random);
      written.dense(version, name, type, bytes, sizes);
      expected.add(text(name, type, bytes, sizes));
    }
    assertReads(written, expected);
  }

  @ParameterizedTest
  @MethodSource("types")
  void sparseRowsAreReadAsADenseArray(ElementType type) throws IOException {
    Random random = new Random(type.ordinal());
    PlainParams written = new PlainParams();
    List<String> expected = new ArrayList<>();
    int count = 0;
    for (long[] sizes : new long[][] {{6}, {7, 3}, {5, 2, 3}, {1, 1}, {40, 1}}) {
      int row = (int) Arrays.stream(sizes).skip(1).reduce(1, (product, size) -> product * size);
      for (double share : new double[] {0, 0.3, 0.8, 1}) {
        byte[] bytes = sparse(type, (int) sizes[0], row, share, random);
        String name = "w" + count++;
        written.rows(2, name, type, count % 3 > 0, bytes, sizes);
        expected.add(text(name, type, bytes, sizes));
      }
    }
    assertReads(written, expected);
  }

  @ParameterizedTest
  @MethodSource("types")
  void compressedRowsAreReadAsADenseArray(ElementType type) throws IOException {
    Random random = new Random(type.ordinal());
    PlainParams written = new PlainParams();
    List<String> expected = new ArrayList<>();
    int count = 0;
    for (int[] sizes : new int[][] {{1, 1}, {4, 5}, {1, 30}, {30, 1}, {12, 9}}) {
      for (double share : new double[] {0, 0.3, 0.9, 1}) {
        byte[] bytes = sparse(type, sizes[0] * sizes[1], 1, share, random);
        String name = "w" + count++;
        written.csr(name, type, count % 3 > 0, bytes, sizes[0], sizes[1]);
        expected.add(text(name, type, bytes, sizes[0], sizes[1]));
      }
    }
    assertReads(written, expected);
  }

  @ParameterizedTest
  @MethodSource("types")
  void whatIsWrittenIsVersion2(ElementType type) throws IOException {
    byte[] bytes = random(type, 6, new Random(1));
    Path file = folder.resolve("x.params");

    ArrayFile.write(
        file,
        FileFormat.PARAMS,
        List.of(
            ArrayText.array("вес", type, bytes, 2, 3), ArrayText.array("arg:b", type, bytes, 6)),
        new TreeMap<>());

    assertThat(Files.readAllBytes(file))
        .isEqualTo(new PlainParams()
            .dense(2, "вес", type, bytes, 2, 3)
            .dense(2, "arg:b", type, bytes, 6)
            .bytes());
  }

  @Test
  void version3HasNoSparseArrays() throws IOException {
    Path file = Files.write(
        folder.resolve("x.params"),
        new PlainParams()
            .rows(3, "w", ElementType.FLOAT32, true, new byte[8], 2)
            .bytes());

    assertThatThrownBy(() -> ArrayFile.open(file))
        .isInstanceOf(ArrayFileException.class)
        .hasMessageContaining("unknown storage 1");
  }
}
