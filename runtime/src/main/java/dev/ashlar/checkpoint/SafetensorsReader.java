package dev.ashlar.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An open safetensors file: its header, read and checked whole, and its arrays, each read on
 * request straight into the memory of a new array. No length from the file is believed before it is
 * checked against the file's size.
 */
final class SafetensorsReader implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final HeaderParser.Header header;
  private final long dataStart;

  private SafetensorsReader(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    long size = channel.size();
    int length = headerLength(size);
    this.dataStart = HeaderParser.START + (long) length;
    ByteBuffer bytes = ByteBuffer.allocate(length);
    readFully(bytes, HeaderParser.START);
    this.header = HeaderParser.parse(file, decode(bytes.flip()), size - dataStart);
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws CheckpointException if it cannot be read or breaks the format
   */
  static SafetensorsReader open(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new CheckpointException("cannot read '" + file + "': it is not a regular file");
    }
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return new SafetensorsReader(file, channel);
      } catch (IOException | RuntimeException | Error failure) {
        closeAfter(failure, channel);
        throw failure;
      }
    } catch (IOException failure) {
      throw CheckpointException.io("read", file, failure);
    }
  }

  private static void closeAfter(Throwable failure, FileChannel channel) {
    try {
      channel.close();
    } catch (IOException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private int headerLength(long size) throws IOException {
    if (size < HeaderParser.START) {
      throw CheckpointException.malformed(
          file, "it has " + size + " bytes, fewer than the 8 of the header's length");
    }
    ByteBuffer start = ByteBuffer.allocate(HeaderParser.START).order(ByteOrder.LITTLE_ENDIAN);
    readFully(start, 0);
    long length = start.getLong(0);
    if (length < 0 || length > HeaderParser.LONGEST) {
      throw CheckpointException.malformed(
          file,
          "a header of " + Long.toUnsignedString(length)
              + " bytes, at byte 0, is longer than the format allows (" + HeaderParser.LONGEST
              + ")");
    }
    if (length > size - HeaderParser.START) {
      throw CheckpointException.malformed(
          file,
          "a header of " + length + " bytes, at byte 0, does not fit the file, which has " + size
              + " bytes");
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
      throw CheckpointException.malformed(
          file, "the header is not UTF-8, at byte " + (HeaderParser.START + bytes.position()));
    }
    return new String(bytes.array(), StandardCharsets.UTF_8);
  }

  /** The arrays by name, in the order of their bytes. */
  Map<String, TensorEntry> entries() {
    return Collections.unmodifiableMap(header.entries());
  }

  /** The metadata; empty if there is none. */
  Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  /** The file. */
  Path file() {
    return file;
  }

  /**
   * Reads an array whose type a parameter can have.
   *
   * @return a new array, row by row, which the caller closes
   * @throws CheckpointException if the file ends early or cannot be read, or the memory does not
   *     suffice
   */
  INDArray read(TensorEntry entry) {
    INDArray array = allocate(entry);
    try {
      long[] position = {dataStart + entry.begin()};
      ArrayMemory.writing(array).forEach(piece -> {
        int bytes = piece.remaining();
        readFully(piece, position[0]);
        position[0] += bytes;
      });
      return array;
    } catch (IOException failure) {
      array.close();
      throw CheckpointException.io("read", file, failure);
    } catch (RuntimeException | Error failure) {
      array.close();
      throw failure;
    }
  }

  private INDArray allocate(TensorEntry entry) {
    try {
      return Nd4j.createUninitialized(entry.type().dataType(), entry.shape().sizes(), 'c');
    } catch (OutOfMemoryError tooLarge) {
      throw new CheckpointException(
          NameList.quote(entry.name()) + " in file '" + file + "' has " + entry.bytes()
              + " bytes, for which there is no memory",
          tooLarge);
    }
  }

  private void readFully(ByteBuffer target, long from) throws IOException {
    long position = from;
    while (target.hasRemaining()) {
      int count = channel.read(target, position);
      if (count < 0) {
        throw CheckpointException.malformed(
            file, "it ended at byte " + position + " while it was read");
      }
      position += count;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw CheckpointException.io("close", file, failure);
    }
  }
}
