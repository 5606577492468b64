package dev.ashlar.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Reads a safetensors file: its header, checked whole; the arrays lie as they are in the file. */
final class SafetensorsReader {
  private final FileBytes file;

  private SafetensorsReader(FileBytes file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws ArrayFileException if it breaks the format
   */
  static FileFormat.Contents read(FileBytes file) throws IOException {
    SafetensorsReader reader = new SafetensorsReader(file);
    int length = reader.headerLength();
    ByteBuffer bytes = ByteBuffer.allocate(length);
    file.read(bytes, HeaderParser.START);
    return HeaderParser.parse(
        file, reader.decode(bytes.flip()), HeaderParser.START + (long) length);
  }

  private int headerLength() throws IOException {
    if (file.size() < HeaderParser.START) {
      throw malformed("it has " + file.size() + " bytes, fewer than the 8 of the header's length");
    }
    ByteBuffer start = ByteBuffer.allocate(HeaderParser.START).order(ByteOrder.LITTLE_ENDIAN);
    file.read(start, 0);
    long length = start.getLong(0);
    if (length < 0 || length > HeaderParser.LONGEST) {
      throw malformed("a header of " + Long.toUnsignedString(length)
          + " bytes, at byte 0, is longer than the format allows (" + HeaderParser.LONGEST
          + "); nor does the file begin as .params or .npz do");
    }
    if (length > file.size() - HeaderParser.START) {
      throw malformed("a header of " + length
          + " bytes, at byte 0, does not fit the file, which has " + file.size() + " bytes");
    }
    return (int) length;
  }

  // Strict, unlike new String(..) alone: a byte that is not UTF-8 is refused, with its offset.
  private String decode(ByteBuffer bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer decoded = CharBuffer.allocate(1 << 13);
    CoderResult result;
    do {
      result = decoder.decode(bytes, decoded.clear(), true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw malformed(
          "the header is not UTF-8, at byte " + (HeaderParser.START + bytes.position()));
    }
    return new String(bytes.array(), StandardCharsets.UTF_8);
  }

  private ArrayFileException malformed(String what) {
    return ArrayFileException.malformed(file.path(), FileFormat.SAFETENSORS, what);
  }
}
