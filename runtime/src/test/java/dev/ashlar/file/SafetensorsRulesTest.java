package dev.ashlar.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsRulesTest {
  private static final String GOOD = "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}";

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("x.safetensors");
  }

  private List<String> keys() {
    try (ArrayFile arrays = ArrayFile.open(file)) {
      return List.copyOf(arrays.arrays().keySet());
    }
  }

  private void write(String header, int dataBytes) throws IOException {
    Files.write(file, PlainSafetensors.bytes(header.replace('\'', '"'), new byte[dataBytes]));
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> keys())
        .isInstanceOf(ArrayFileException.class)
        .hasMessageStartingWith("file '" + file + "' is not valid safetensors: ")
        .message()
        .contains(parts);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
      {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|Duplicate|'a'
      {'a':{'dtype':'F32','dtype':'F32','shape':[2],'data_offsets':[0,8]}}|Duplicate|'dtype'
      {'__metadata__':{'k':'v','k':'v'},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|Duplicate|'k'
      {'__metadata__':{'k':1},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|'__metadata__.k' must be a string|at byte 29
      {'__metadata__':null}|'__metadata__' must be an object|at byte
      {'a':{'dtype':'F33','shape':[2],'data_offsets':[0,8]}}|'a' has the unknown dtype 'F33'|at byte 22
      {'a':{'dtype':'f32','shape':[2],'data_offsets':[0,8]}}|unknown dtype 'f32'|at byte
      {'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}|shape of 'a' must hold whole numbers|at byte 37
      {'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}|shape of 'a' must hold whole numbers|at byte
      {'a':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}}|shape of 'a' must hold whole numbers|at byte
      {'a':{'dtype':'F32','shape':[[2]],'data_offsets':[0,8]}}|shape of 'a' must hold whole numbers|at byte
      {'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}|'a.shape' must be a list|at byte
      {'a':{'dtype':'F32','shape':[9223372036854775807,4],'data_offsets':[0,8]}}|the shape of 'a' overflows|at byte
      {'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]}}|out of range|at byte
      {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}|'a' has 8 bytes, its shape and dtype make 12|at byte
      {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,8]}}|data_offsets of 'a' must be its begin and its end|at byte
      {'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}|data_offsets of 'a' must be its begin and its end|at byte
      {'a':{'dtype':'F32','shape':[2]}}|'a' must have a dtype, a shape and data_offsets|at byte
      {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'x':1}}|'a' has the unknown key 'x'|at byte
      {'a':[1]}|'a' must be an object|at byte 13
      {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|'a' begins at byte 4 of the data|after a hole from byte 0
      {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|the entries end at byte 4 of the data|which has 8 bytes
      {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}|the entries end at byte 12 of the data|cut off
      {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|'b' begins|inside what ends at byte 8
      {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|begins|inside
      {}|the entries end at byte 0 of the data|which has 8 bytes
      {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}|not JSON|at byte
      {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}}|only spaces may follow|at byte
      {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} {}|only spaces may follow|at byte
      {'a':{'dtype':'F32','shape':[2,],'data_offsets':[0,8]}}|not JSON|at byte
      {'a':{'dtype':'F32','shape':[02],'data_offsets':[0,8]}}|not JSON|at byte
      {'\\ud800':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|surrogate pair|at byte
      [1]|must begin with '{'|at byte 8
      """)
  void eachBrokenRuleIsNamed(String header, String what, String where) throws IOException {
    write(header, 8);
    assertRefused(what, where);
  }

  @Test
  void theHeaderMayEndInSpacesButInNothingElse() throws IOException {
    write(GOOD + "   ", 8);
    assertThat(keys()).containsExactly("a");
    write(GOOD + " \n", 8);
    assertRefused("only spaces may follow");
    write(" " + GOOD, 8);
    assertRefused("must begin with '{'", "at byte 8");
  }

  @Test
  void offsetsInMessagesCountBytes() throws IOException {
    write("{'é𝑤':{'dtype':'F33','shape':[2],'data_offsets':[0,8]}}", 8);
    assertRefused("at byte 27");
  }

  @Test
  void arraysWithoutElementsHaveAPlaceToo() throws IOException {
    write(
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'z':{'dtype':'I64','shape':[3,0],'data_offsets':[8,8]},"
            + "'e':{'dtype':'U8','shape':[0],'data_offsets':[0,0]}}",
        8);
    assertThat(keys()).containsExactly("e", "a", "z");
  }

  @Test
  void theHeaderMustBeUtf8() throws IOException {
    for (byte[] bad : new byte[][] {
      {(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}
    }) {
      byte[] good = GOOD.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      byte[] header = new byte[good.length + bad.length];
      System.arraycopy(good, 0, header, 0, 3);
      System.arraycopy(bad, 0, header, 3, bad.length);
      System.arraycopy(good, 3, header, 3 + bad.length, good.length - 3);
      Files.write(file, PlainSafetensors.bytes(header, new byte[8]));
      assertRefused("the header is not UTF-8, at byte 11");
    }
    Files.write(
        file, PlainSafetensors.bytes("{}".getBytes(StandardCharsets.UTF_16LE), new byte[0]));
    assertRefused("not JSON");
  }

  @Test
  void lengthsAreCheckedBeforeTheyAreUsed() throws IOException {
    for (long length : new long[] {100_000_001, 1L << 32, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      Files.write(
          file,
          ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
      assertRefused(
          Long.toUnsignedString(length) + " bytes, at byte 0, is longer than the format allows");
    }
    Files.write(
        file, ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(17).array());
    assertRefused("a header of 17 bytes, at byte 0, does not fit the file, which has 24 bytes");
    Files.write(file, new byte[7]);
    assertRefused("it has 7 bytes");
    Files.write(file, new byte[8]);
    assertRefused("must begin with '{'");
  }

  @Test
  void deepOrWideJsonIsRefused() throws IOException {
    write("{'a':" + "[".repeat(1_000_000) + "}", 8);
    assertRefused("'a' must be an object");
    write("{'a':{'dtype':'F32','shape':" + "[".repeat(1_000_000), 8);
    assertRefused("shape of 'a'");
    write(
        "{'a':{'dtype':'F32','shape':[" + "1,".repeat(1_000_000) + "2],'data_offsets':[0,8]}}", 8);
    assertRefused("more than 64 numbers");
    write("{'a':{'dtype':'F32','shape':[" + "1".repeat(1_000_000) + "],'data_offsets':[0,8]}}", 8);
    assertRefused("not JSON");
  }

  @Test
  void longNamesAreCutInMessages() throws IOException {
    write("{'" + "n".repeat(1_000_000) + "':1}", 8);
    assertThatThrownBy(() -> keys()).message().hasSizeLessThan(1000);
    write(
        "{"
            + ("'" + "n".repeat(1_000_000) + "':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},")
                .repeat(2),
        8);
    assertThatThrownBy(() -> keys()).message().contains("Duplicate").hasSizeLessThan(1000);
  }

  @Test
  void aHeaderPastTwoGigabytesOfDataIsRead() throws IOException {
    long elements = 700_000_000L;
    String header =
        "{'a':{'dtype':'F32','shape':[" + elements + "],'data_offsets':[0," + elements * 4 + "]}}";
    write(header, 0);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(8 + header.length() + elements * 4);
    }
    assertThat(keys()).containsExactly("a");
  }

  @Test
  void everyTypeHasItsSize() throws IOException {
    for (String type :
        "BOOL U8 I8 F8_E5M2 F8_E4M3 I16 U16 F16 BF16 I32 U32 F32 I64 U64 F64".split(" ")) {
      int size = ElementType.ofSafetensors(type).orElseThrow().bytes();
      write(
          "{'a':{'dtype':'" + type + "','shape':[3],'data_offsets':[0," + 3 * size + "]}}",
          3 * size);
      assertThat(keys()).containsExactly("a");
    }
    assertThat(Arrays.stream(ElementType.values()).mapToInt(ElementType::bytes))
        .allMatch(size -> Integer.bitCount(size) == 1);
  }
}
