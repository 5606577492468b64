package dev.ashlar.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * The elements of a .npy file in a zip archive, little-endian. The checksum of the whole entry is
 * checked before the last of them is handed out.
 */
final class NpyChannel implements ReadableByteChannel {
  private static final int SMALLEST = 1 << 7; // multiples of every element's size
  private static final int LARGEST = 1 << 16;

  private final InputStream in;
  private final Function<String, ArrayFileException> malformed;
  private final CRC32 checksum = new CRC32();
  private final long expected;
  private final int swapped; // the size of elements that are turned around; 1 for none
  private final byte[] chunk;
  private ByteBuffer ready = ByteBuffer.allocate(0);
  private long left;
  private boolean open = true;

  /**
   * A channel behind the header.
   *
   * @param in the entry from its start
   * @param bytes how many bytes of elements there are
   * @param crc the entry's checksum
   * @param malformed what to throw if the entry is broken
   */
  NpyChannel(
      InputStream in,
      NpyHeader header,
      long bytes,
      long crc,
      Function<String, ArrayFileException> malformed)
      throws IOException {
    this.in = in;
    this.malformed = malformed;
    this.expected = crc;
    this.swapped = header.swapped() ? header.type().bytes() : 1;
    this.left = bytes;
    this.chunk = new byte[(int) Math.max(SMALLEST, Math.min(bytes, LARGEST))];
    for (int skipped = 0; skipped < header.bytes(); ) {
      skipped += fill(Math.min(chunk.length, header.bytes() - skipped));
    }
    if (bytes == 0) {
      checkEnd();
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!ready.hasRemaining()) {
      if (left == 0) {
        return -1;
      }
      int count = fill((int) Math.min(chunk.length, left));
      left -= count;
      if (left == 0) {
        checkEnd();
      }
      for (int i = 0; swapped > 1 && i < count; i += swapped) {
        for (int a = i, b = i + swapped - 1; a < b; a++, b--) {
          byte first = chunk[a];
          chunk[a] = chunk[b];
          chunk[b] = first;
        }
      }
      ready = ByteBuffer.wrap(chunk, 0, count);
    }
    int piece = Math.min(ready.remaining(), target.remaining());
    target.put(ready.slice().limit(piece));
    ready.position(ready.position() + piece);
    return piece;
  }

  private int fill(int count) throws IOException {
    try {
      int read = in.readNBytes(chunk, 0, count);
      if (read < count) {
        throw malformed.apply("it ends early");
      }
      checksum.update(chunk, 0, count);
      return count;
    } catch (ZipException | EOFException broken) {
      throw malformed.apply(String.valueOf(broken.getMessage()));
    }
  }

  private void checkEnd() throws IOException {
    try {
      if (in.read() >= 0) {
        throw malformed.apply("it goes on behind its elements");
      }
    } catch (ZipException | EOFException broken) {
      throw malformed.apply(String.valueOf(broken.getMessage()));
    }
    if (checksum.getValue() != expected) {
      throw malformed.apply("its checksum is wrong: the file is damaged");
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    in.close();
  }
}
