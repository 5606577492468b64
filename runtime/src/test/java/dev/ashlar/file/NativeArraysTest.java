package dev.ashlar.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NativeArraysTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void everyTypeOfNd4jGoesThroughEveryFormatThatHasIt(FileFormat format) throws IOException {
    List<StoredArray> arrays = new ArrayList<>();
    Map<String, String> expected = new TreeMap<>();
    Random random = new Random(1);
    for (ElementType type : ElementType.values()) {
      boolean written = NativeArrays.dataType(type).isPresent()
          && (format == FileFormat.SAFETENSORS
              || format == FileFormat.PARAMS && type.params().isPresent()
              || format == FileFormat.NPZ && type.numpy().isPresent());
      if (written) {
        byte[] bytes = new byte[type.bytes() * 12];
        random.nextBytes(bytes);
        for (int i = 0; type == ElementType.BOOL && i < bytes.length; i++) {
          bytes[i] &= 1;
        }
        INDArray array = NativeArrays.read(ArrayText.array("x", type, bytes, 3, 4));
        assertThat(array.dataType()).isEqualTo(NativeArrays.dataType(type).orElseThrow());
        StoredArray stored = NativeArrays.stored(type.toString(), array);
        expected.put(
            type.toString(), ArrayText.of(ArrayText.array(type.toString(), type, bytes, 3, 4)));
        arrays.add(stored);
      }
    }
    Path file = folder.resolve("x");

    ArrayFile.write(file, format, arrays, new TreeMap<>());

    assertThat(ArrayText.of(file)).containsExactlyElementsOf(expected.values());
    try (ArrayFile read = ArrayFile.open(file)) {
      assertThat(read.format()).isEqualTo(format);
      for (StoredArray stored : read.arrays().values()) {
        INDArray array = NativeArrays.read(stored);
        assertThat(ArrayText.of(NativeArrays.stored(stored.name(), array)))
            .isEqualTo(expected.get(stored.name()));
      }
    }
    assertThat(expected.size()).isGreaterThanOrEqualTo(format == FileFormat.NPZ ? 12 : 13);
  }

  @Test
  void aLargeArrayIsCastAsNd4jCastsIt() throws IOException {
    INDArray values = Nd4j.rand(DataType.DOUBLE, 1500, 1001).subi(0.5).muli(1000);

    INDArray read = NativeArrays.read(
        NativeArrays.stored("w", values), ElementType.FLOAT32, Shape.of(1001, 1500));

    assertThat(read).isEqualTo(values.castTo(DataType.FLOAT).reshape('c', 1001, 1500));
  }

  @Test
  void stringsAndWhatHasNoShapeAreRefused() {
    assertThatThrownBy(() -> NativeArrays.stored("s", Nd4j.create("a", "b")))
        .isInstanceOf(ArrayFileException.class)
        .hasMessageContaining("'s' is of the type UTF8");
    assertThatThrownBy(() -> NativeArrays.stored("e", Nd4j.empty(DataType.FLOAT)))
        .isInstanceOf(ArrayFileException.class)
        .hasMessageContaining("'e' is empty");
  }

  @Test
  void anArrayThatLiesOtherwiseIsWrittenRowByRow() throws IOException {
    INDArray array = Nd4j.arange(12).castTo(DataType.FLOAT).reshape('c', 3, 4);
    for (INDArray view :
        List.of(array.transpose(), array.dup('f'), array.getColumn(1), array.getRow(2))) {
      float[] expected = view.dup('c').data().asFloat();
      byte[] bytes = ArrayText.bytes(NativeArrays.stored("v", view));
      float[] written = new float[expected.length];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(written);
      assertThat(written).isEqualTo(expected);
    }
  }

  @Test
  void aMappedArrayIsTheFileAndItsChangesAreItsOwn() throws IOException {
    Path file = folder.resolve("x.safetensors");
    float[] values = new float[5000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    ArrayFile.write(
        file,
        FileFormat.SAFETENSORS,
        List.of(
            NativeArrays.stored("w", Nd4j.createFromArray(values)),
            ArrayText.array("e", ElementType.FLOAT32, new byte[0], 0)),
        new TreeMap<>());
    byte[] before = Files.readAllBytes(file);

    INDArray mapped;
    try (ArrayFile arrays = ArrayFile.open(file)) {
      mapped = NativeArrays.map(arrays.get("w")).orElseThrow();
      assertThat(NativeArrays.map(arrays.get("e"))).isEmpty();
    }
    for (int i = 0; i < 20; i++) {
      System.gc(); // the map lives as long as the array
      byte[][] garbage = new byte[10][1 << 20];
      assertThat(garbage).hasNumberOfRows(10);
    }
    assertThat(mapped.toFloatVector()).isEqualTo(values);
    mapped.addi(1);

    assertThat(mapped.getFloat(4999)).isEqualTo(5000);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void arraysPast2GbAreFoundWithoutReadingThem() throws IOException {
    Path file = folder.resolve("x.safetensors");
    long elements = 700_000_000L;
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[" + elements + "],\"data_offsets\":[0,"
        + elements * 4 + "]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":["
        + elements * 4 + "," + (elements * 4 + 2) + "]}}";
    Files.write(file, PlainSafetensors.bytes(header, new byte[0]));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(8 + header.length() + elements * 4);
      sparse.seek(sparse.length());
      sparse.write(new byte[] {7, 8});
    }
    try (ArrayFile arrays = ArrayFile.open(file)) {
      assertThat(arrays.get("a").bytes()).isEqualTo(2_800_000_000L);
      assertThat(ArrayText.of(arrays.get("b"))).isEqualTo("b uint8 2 0708");
      assertThat(NativeArrays.read(arrays.get("b")).toIntVector()).containsExactly(7, 8);
      assertThat(NativeArrays.map(arrays.get("a"))).isEmpty();
      assertThat(NativeArrays.map(arrays.get("b")).orElseThrow().toIntVector())
          .containsExactly(7, 8);
    }
  }
}
