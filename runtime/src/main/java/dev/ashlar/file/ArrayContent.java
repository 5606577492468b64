package dev.ashlar.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/** Where the elements of an array come from: row by row, little-endian. */
interface ArrayContent {
  /** How much is copied at a time where it must go through a buffer. */
  int BUFFER = 1 << 18;

  /** A channel over all of it, from the start. */
  ReadableByteChannel open() throws IOException;

  /** A channel over all of it as it lies in the file, if that is column by column. */
  default Optional<ReadableByteChannel> openColumns() throws IOException {
    return Optional.empty();
  }

  /**
   * Writes all of it.
   *
   * @param bytes how many there are
   */
  default void writeTo(WritableByteChannel out, long bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(1, Math.min(bytes, BUFFER)));
    try (ReadableByteChannel in = open()) {
      while (in.read(buffer.clear()) >= 0) {
        writeFully(out, buffer.flip());
      }
    }
  }

  /** The bytes, if they lie as they are in a file that can be mapped. */
  default Optional<ByteBuffer> map() throws IOException {
    return Optional.empty();
  }

  /** Fills a buffer from its start to its limit, as far as there are bytes, and turns it. */
  static void readFully(ReadableByteChannel in, ByteBuffer buffer) throws IOException {
    buffer.position(0);
    while (buffer.hasRemaining() && in.read(buffer) >= 0) {
      // goes on
    }
    buffer.flip();
  }

  static void writeFully(WritableByteChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
