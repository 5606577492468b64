package dev.ashlar.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MXNet's .params: files that MXNet 1.9.1 wrote, and each version and storage made by hand. */
class ParamsTest {
  private static final int V1 = 0xF993FAC8;
  private static final int V2 = 0xF993FAC9;
  private static final int V3 = 0xF993FACA;

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("x.params");
  }

  /** Bytes put down one after the other, little-endian. */
  private static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes longs(long... values) {
      for (long value : values) {
        out.writeBytes(buffer(8).putLong(value).array());
      }
      return this;
    }

    Bytes ints(int... values) {
      for (int value : values) {
        out.writeBytes(buffer(4).putInt(value).array());
      }
      return this;
    }

    Bytes floats(float... values) {
      for (float value : values) {
        out.writeBytes(buffer(4).putFloat(value).array());
      }
      return this;
    }

    Bytes name(String name) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      longs(bytes.length).out.writeBytes(bytes);
      return this;
    }

    private static ByteBuffer buffer(int bytes) {
      return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static Bytes start(long arrays) {
    return new Bytes().longs(0x112, 0, arrays);
  }

  private List<String> read(Bytes bytes) throws IOException {
    Files.write(file, bytes.out.toByteArray());
    return ArrayText.of(file);
  }

  private Path gluon(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream in = getClass().getResourceAsStream("/gluon/" + name)) {
      Files.copy(in, copy);
    }
    return copy;
  }

  @Test
  void readsAllTypesThatMxnetWrote() throws IOException {
    assertThat(ArrayText.of(gluon("dtypes.params")))
        .containsExactly(
            "float16 float16 4 0000003c00400042",
            "float32 float32 4 000000000000803f0000004000004040",
            "float64 float64 4 0000000000000000000000000000f03f00000000000000400000000000000840",
            "int32 int32 4 00000000010000000200000003000000",
            "int64 int64 4 0000000000000000010000000000000002000000000000000300000000000000",
            "int8 int8 4 00010203",
            "uint8 uint8 4 00010203");
  }

  @Test
  void arraysWithoutNamesGetTheirPositions() throws IOException {
    assertThat(ArrayText.of(gluon("list.params")))
        .containsExactly("0 float32 3 0000803f0000004000004040", "1 float32 1,1 00008040");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlp.params",
        "mlp-names.params",
        "mlp-stripped.params",
        "convnet.params",
        "convnet-names.params",
        "dtypes.params"
      })
  void writesTheBytesThatGluonWrote(String name) throws IOException {
    Path theirs = gluon(name);
    try (ArrayFile arrays = ArrayFile.open(theirs)) {
      assertThat(arrays.format()).isEqualTo(FileFormat.PARAMS);
      ArrayFile.write(file, FileFormat.PARAMS, arrays.arrays().values(), new TreeMap<>());
    }
    assertThat(Files.mismatch(file, theirs)).isEqualTo(-1);
  }

  @Test
  void readsVersions0And1() throws IOException {
    Bytes bytes = start(2)
        .ints(2, 1, 2) // version 0: rank and sizes
        .ints(1, 0, 0)
        .floats(1, 2)
        .ints(V1, 1)
        .longs(2)
        .ints(2, 5, 4) // of another device
        .ints(7, 8)
        .longs(2)
        .name("old")
        .name("v1");
    assertThat(read(bytes))
        .containsExactly("old float32 1,2 0000803f00000040", "v1 int32 2 0700000008000000");
  }

  @Test
  void readsScalarsAndEmptyArraysOfVersion3() throws IOException {
    Bytes bytes = start(3)
        .ints(V3, 0, 0, 1, 0, 0)
        .floats(2)
        .ints(V3, 0, 2)
        .longs(0, 3)
        .ints(1, 0, 0)
        .ints(V3, 0, -1) // nothing
        .longs(3)
        .name("scalar")
        .name("empty")
        .name("nothing");
    Files.write(file, bytes.out.toByteArray());
    try (ArrayFile arrays = ArrayFile.open(file)) {
      assertThat(ArrayText.of(arrays.get("scalar"))).isEqualTo("scalar float32  00000040");
      assertThat(ArrayText.of(arrays.get("empty"))).isEqualTo("empty float32 0,3 -");
      assertThat(arrays.get("nothing").shape().hasRank()).isFalse();
    }
  }

  @Test
  void aRecordOfVersion2WithoutSizesHoldsNothing() throws IOException {
    Bytes bytes = start(2).ints(V2, 0, 0).ints(V2, 0, 1).longs(1).ints(1, 0, 3);
    bytes.out.write(9);
    Files.write(file, bytes.longs(0).out.toByteArray());
    try (ArrayFile arrays = ArrayFile.open(file)) {
      assertThat(arrays.get("0").shape().hasRank()).isFalse();
      assertThat(ArrayText.of(arrays.get("1"))).isEqualTo("1 uint8 1 09");
    }
  }

  private static Bytes rows(long... indices) {
    Bytes bytes = start(1)
        .ints(V2, 1, 2)
        .longs(indices.length, 2)
        .ints(2)
        .longs(4, 2)
        .ints(1, 0, 0)
        .ints(6, 1)
        .longs(indices.length);
    for (int i = 0; i < indices.length; i++) {
      bytes.floats(1 + i, 10 + i);
    }
    return bytes.longs(indices).longs(0);
  }

  @Test
  void sparseRowsBecomeDense() throws IOException {
    assertThat(read(rows(1, 3)))
        .containsExactly("0 float32 4,2 " + "0".repeat(16) + "0000803f00002041" + "0".repeat(16)
            + "0000004000003041");
    assertThat(read(rows())).containsExactly("0 float32 4,2 " + "0".repeat(64));
  }

  private static Bytes csr(long[] starts, long[] columns) {
    Bytes bytes = start(1)
        .ints(V2, 2, 1)
        .longs(columns.length)
        .ints(2)
        .longs(2, 3)
        .ints(1, 0, 4)
        .ints(6, 1)
        .longs(starts.length)
        .ints(6, 1)
        .longs(columns.length);
    for (int i = 0; i < columns.length; i++) {
      bytes.ints(i + 1);
    }
    return bytes.longs(starts).longs(columns).longs(0);
  }

  @Test
  void compressedRowsBecomeDense() throws IOException {
    assertThat(read(csr(new long[] {0, 2, 3}, new long[] {0, 2, 1})))
        .containsExactly("0 int32 2,3 010000000000000002000000" + "000000000300000000000000");
  }

  @Test
  void sparseIndicesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> read(rows(3, 1)))
        .hasMessageContaining("the index 1")
        .hasMessageContaining("at byte");
    assertThatThrownBy(() -> read(rows(1, 4))).hasMessageContaining("the index 4");
    assertThatThrownBy(() -> read(rows(-1))).hasMessageContaining("the index -1");
    assertThatThrownBy(() -> read(csr(new long[] {0, 2, 3}, new long[] {2, 0, 1})))
        .hasMessageContaining("the index 0");
    assertThatThrownBy(() -> read(csr(new long[] {0, 2, 3}, new long[] {0, 3, 1})))
        .hasMessageContaining("the index 3");
    assertThatThrownBy(() -> read(csr(new long[] {0, 4, 3}, new long[] {0, 1, 1})))
        .hasMessageContaining("row 0");
    assertThatThrownBy(() -> read(csr(new long[] {1, 2, 3}, new long[] {0, 1, 1})))
        .hasMessageContaining("begin at 0");
    assertThatThrownBy(() -> read(csr(new long[] {0, 3}, new long[] {0, 1, 1})))
        .hasMessageContaining("do not fit each other");
  }

  @Test
  void aSparseArrayThatWouldFillTheMemoryIsRefused() {
    Bytes bytes = start(1)
        .ints(V2, 1, 2)
        .longs(0, 1 << 20)
        .ints(2)
        .longs(1 << 20, 1 << 20)
        .ints(1, 0, 0)
        .ints(6, 1)
        .longs(0)
        .longs(0);
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(ArrayFileException.class)
        .hasMessageContaining("more than 200 times is refused");
  }

  @Test
  void lengthsThatTheFileDoesNotHaveAreRefused() {
    assertThatThrownBy(() -> read(start(1L << 60)))
        .hasMessageContaining("1152921504606846976 arrays do not fit the file")
        .hasMessageContaining("at byte 16");
    assertThatThrownBy(
            () -> read(start(1).ints(V2, 0, 1).longs(1L << 40).ints(1, 0, 0).longs(0)))
        .hasMessageContaining("needs 4398046511104 bytes");
    assertThatThrownBy(() ->
            read(start(1).ints(V2, 0, 2).longs(1L << 40, 1L << 40).ints(1, 0, 0).longs(0)))
        .hasMessageContaining("overflows");
    assertThatThrownBy(() -> read(start(1).ints(77)))
        .hasMessageContaining("0x4d, which is no version's mark");
    assertThatThrownBy(() -> read(start(1).ints(V2, 3))).hasMessageContaining("unknown storage 3");
    assertThatThrownBy(
            () -> read(start(1).ints(V2, 0, 1).longs(1).ints(1, 0, 42, 0).longs(0)))
        .hasMessageContaining("unknown type 42");
    assertThatThrownBy(() -> read(start(0).longs(0, 0)))
        .hasMessageContaining("8 bytes follow the last name");
    assertThatThrownBy(() -> read(start(0).longs(1).name("x")))
        .hasMessageContaining("1 names for 0 arrays");
    assertThatThrownBy(
            () -> read(start(2).ints(V2, 0, 0).ints(V2, 0, 0).longs(2).name("x").name("x")))
        .isInstanceOf(ArrayFileException.class)
        .hasMessageStartingWith(
            "file '" + file + "' is not valid params: two arrays have the name 'x', at byte");
  }

  @Test
  void whatVersion2CannotHoldIsRefused() {
    for (StoredArray array : List.of(
        ArrayText.array("w", ElementType.COMPLEX64, new byte[8], 1),
        ArrayText.array("w", ElementType.FLOAT32, new byte[0], 0))) {
      assertThatThrownBy(
              () -> ArrayFile.write(file, FileFormat.PARAMS, List.of(array), new TreeMap<>()))
          .isInstanceOf(ArrayFileException.class)
          .hasMessageContaining("'w'");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void aScalarIsWrittenAsOneElement() throws IOException {
    ArrayFile.write(
        file,
        FileFormat.PARAMS,
        List.of(ArrayText.array("s", ElementType.UINT8, new byte[] {5})),
        new TreeMap<>());
    assertThat(ArrayText.of(file)).containsExactly("s uint8 1 05");
  }
}
