package dev.ashlar.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.shape.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The start of a .npy file, as numpy's format says it. */
class NpyHeaderTest {
  private static byte[] start(int major, int minor, String text, long length) {
    byte[] bytes = text.getBytes(major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    ByteBuffer start = ByteBuffer.allocate(12 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    start.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    start.put((byte) major).put((byte) minor);
    long declared = length < 0 ? bytes.length : length;
    if (major == 1) {
      start.putShort((short) declared);
    } else {
      start.putInt((int) declared);
    }
    return Arrays.copyOf(start.put(bytes).array(), start.position());
  }

  private static NpyHeader read(int major, int minor, String text, long length) throws Exception {
    return NpyHeader.read(new ByteArrayInputStream(start(major, minor, text, length)));
  }

  private static NpyHeader read(String text) throws Exception {
    return read(1, 0, text, -1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionIsRead(int version) throws Exception {
    NpyHeader header =
        read(version, 0, "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }  \n", -1);

    assertThat(header.type()).isEqualTo(ElementType.FLOAT32);
    assertThat(header.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(header.columnsFirst()).isFalse();
    assertThat(header.swapped()).isFalse();
  }

  @Test
  void keysComeInAnyOrderAndWithEitherQuote() throws Exception {
    NpyHeader header = read("{\"shape\": (4L,), \"fortran_order\": True, \"descr\": '>i2'}");

    assertThat(header.shape()).isEqualTo(Shape.of(4));
    assertThat(header.columnsFirst()).isTrue();
    assertThat(header.swapped()).isTrue();
    assertThat(read("{'descr': '|u1', 'fortran_order': False, 'shape': ()}").shape())
        .isEqualTo(Shape.of());
    assertThat(read("{'descr': '>u1', 'fortran_order': False, 'shape': ()}").swapped())
        .as("one byte has no order")
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': ()}; 'descr' twice",
        "{'descr': '<f4', 'fortran_order': False, 'fortran_order': False, 'shape': ()}; 'fortran_order' twice",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), 'shape': ()}; 'shape' twice",
        "{'descr': True, 'fortran_order': False, 'shape': ()}; 'descr' twice, wrong",
        "{'descr': '<f4', 'fortran_order': 'x', 'shape': ()}; 'fortran_order' twice, wrong",
        "{'descr': '<f4', 'fortran_order': False, 'shape': True}; 'shape' twice, wrong",
        "{'descr': '<f4', 'fortran_order': False, 'more': ()}; 'more' twice, wrong, or unknown",
        "{'fortran_order': False, 'shape': ()}; not a dictionary",
        "{'descr': '<f4', 'shape': ()}; not a dictionary",
        "{'descr': '<f4', 'fortran_order': False}; not a dictionary",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ()} more; not a dictionary",
        "'descr'; not a dictionary",
        "{'descr': '|O', 'fortran_order': False, 'shape': ()}; Python objects",
        "{'descr': '', 'fortran_order': False, 'shape': ()}; none of numbers",
        "{'descr': 'f4', 'fortran_order': False, 'shape': ()}; none of numbers",
        "{'descr': '|f4', 'fortran_order': False, 'shape': ()}; none of numbers",
        "{'descr': '<U7', 'fortran_order': False, 'shape': ()}; none of numbers",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3)}; no tuple of at most",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}; no tuple of sizes"
      })
  void whatBreaksTheFormatIsRefused(String text, String expected) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(NpyHeader.BadHeaderException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void negativeSizesAreRefused() {
    assertThatThrownBy(() -> read("{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 2)}"))
        .isInstanceOf(NpyHeader.BadHeaderException.class);
  }

  @Test
  void moreDimensionsThanNumpyHasAreRefused() {
    String sizes = "1, ".repeat(65);
    assertThatThrownBy(
            () -> read("{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes + ")}"))
        .hasMessageContaining("no tuple of at most");
  }

  @Test
  void otherVersionsAndLengthsAreRefused() {
    assertThatThrownBy(() -> read(4, 0, "{}", -1)).hasMessageContaining("version 4.0");
    assertThatThrownBy(() -> read(0, 0, "{}", -1)).hasMessageContaining("version 0.0");
    assertThatThrownBy(() -> read(1, 1, "{}", -1)).hasMessageContaining("version 1.1");
    assertThatThrownBy(() -> read(2, 0, "{}", 0xFFFFFFFFL)).hasMessageContaining("longer than");
    assertThatThrownBy(() -> read(2, 0, "{}", Integer.MAX_VALUE))
        .hasMessageContaining("longer than");
    assertThatThrownBy(() -> read(1, 0, "{}", 100)).hasMessage("it ends inside its header");
    assertThatThrownBy(() -> NpyHeader.read(new ByteArrayInputStream(new byte[20])))
        .hasMessage("it does not begin as a .npy file does");
    assertThatThrownBy(() -> NpyHeader.read(new ByteArrayInputStream(new byte[3])))
        .isNotInstanceOf(IOException.class)
        .hasMessage("it ends inside its header");
  }
}
