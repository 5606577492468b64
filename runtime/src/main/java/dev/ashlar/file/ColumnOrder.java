package dev.ashlar.file;

import dev.ashlar.shape.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

/** Turns arrays that lie column by column, as in Fortran, into rows. */
final class ColumnOrder {
  private ColumnOrder() {}

  /**
   * Reads an array that lies column by column.
   *
   * @param width the size of an element
   * @param bytes the size of the array
   * @return its elements row by row
   */
  static ReadableByteChannel toRows(ReadableByteChannel columns, Shape shape, int width, int bytes)
      throws IOException {
    ByteBuffer from = ByteBuffer.allocate(bytes);
    while (from.hasRemaining() && columns.read(from) >= 0) {
      // goes on
    }
    long[] sizes = shape.sizes();
    long[] index = new long[sizes.length];
    byte[] rows = new byte[bytes];
    for (int at = 0; at < bytes; at += width) {
      long element = 0;
      for (int i = sizes.length - 1; i >= 0; i--) {
        element = element * sizes[i] + index[i];
      }
      System.arraycopy(from.array(), (int) (element * width), rows, at, width);
      for (int i = sizes.length - 1; i >= 0 && ++index[i] == sizes[i]; i--) {
        index[i] = 0;
      }
    }
    return Channels.newChannel(new ByteArrayInputStream(rows));
  }
}
