package dev.ashlar.examples;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of bytes in MNIST's IDX format, gzip or not: two zero bytes, 8 for unsigned bytes, the number of dimensions, their sizes
 * as big-endian numbers of 4 bytes, then the elements, row by row.
 *
 * @param name what errors call the file
 * @param sizes the sizes
 * @param bytes the elements
 */
record IdxFile(String name, int[] sizes, byte[] bytes) {
  private static final int UNSIGNED_BYTES = 8;
  private static final int GZIP = 0x1f8b;

  /** Reads a file of as many dimensions; a bad one is an error that says what is wrong with it. */
  static IdxFile read(Path file, int dimensions) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file '" + file + "'");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), dimensions);
    }
  }

  /** Reads a stream to its end. */
  static IdxFile read(InputStream stream, String name, int dimensions) throws IOException {
    InputStream in = unpacked(new BufferedInputStream(stream));
    try {
      return parse(in, name, dimensions);
    } catch (ZipException damaged) {
      throw bad(name, "its gzip data is damaged (" + damaged.getMessage() + ")");
    } catch (EOFException cut) {
      throw bad(name, "its gzip data ends early");
    }
  }

  private static InputStream unpacked(BufferedInputStream in) throws IOException {
    in.mark(2);
    int start = in.read() << 8 | in.read();
    in.reset();
    return start == GZIP ? new GZIPInputStream(in) : in;
  }

  private static IdxFile parse(InputStream in, String name, int dimensions) throws IOException {
    byte[] head = in.readNBytes(4);
    if (head.length < 4 || head[0] != 0 || head[1] != 0) {
      throw bad(name, "it is no IDX file: expected two zero bytes, a type and the number of dimensions, found "
          + Arrays.toString(head));
    }
    if (head[2] != UNSIGNED_BYTES) {
      throw bad(name, "expected unsigned bytes, type 8, found type " + head[2]);
    }
    if (head[3] != dimensions) {
      throw bad(name, "expected " + dimensions + " dimensions, found " + head[3]
          + "; are images and labels exchanged?");
    }
    int[] sizes = new int[dimensions];
    long count = 1;
    for (int i = 0; i < dimensions; i++) {
      byte[] size = in.readNBytes(4);
      if (size.length < 4) {
        throw bad(name, "it ends in its header");
      }
      sizes[i] = ByteBuffer.wrap(size).getInt();
      if (sizes[i] < 1 || count * sizes[i] > Integer.MAX_VALUE) {
        throw bad(name, "its sizes " + Arrays.toString(Arrays.copyOf(sizes, i + 1))
            + " are not positive, or more than fit into memory");
      }
      count *= sizes[i];
    }
    byte[] bytes = in.readNBytes((int) count); // grows as it reads: no size is believed
    if (bytes.length < count) {
      throw bad(name, "expected " + count + " bytes after the header, for sizes " + Arrays.toString(sizes)
          + ", found " + bytes.length);
    }
    if (in.read() != -1) {
      throw bad(name, "it goes on after the " + count + " bytes that its sizes " + Arrays.toString(sizes) + " tell");
    }
    return new IdxFile(name, sizes, bytes);
  }

  private static IOException bad(String name, String what) {
    return new IOException("cannot read '" + name + "': " + what);
  }
}
