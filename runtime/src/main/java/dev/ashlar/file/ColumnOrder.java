package dev.ashlar.file;

import dev.ashlar.shape.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.List;

/**
 * Arrays that lie column by column, as in Fortran: each element goes to its place among the rows,
 * as it comes. Where all rows have memory that is all there is to it; where the rows are handed out
 * one after the other, a band of them is held at a time, and the columns are read once a band.
 */
final class ColumnOrder {
  private static final int SMALL_BAND = 1 << 24;
  private static final int LARGEST_BAND = 1 << 30;
  private static final int MOST_BANDS = 32; // unless the largest do not suffice
  private static final int SMALLEST_LIMIT = 1 << 20;

  private final long[] sizes;
  private final long[] strides; // how far apart among the rows neighbours of a dimension lie
  private final int width;
  private final long bytes;

  /**
   * An array.
   *
   * @param width the size of an element: 1, 2, 4 or 8
   */
  ColumnOrder(Shape shape, int width) {
    this.sizes = shape.sizes();
    this.strides = new long[sizes.length];
    this.width = width;
    long stride = width;
    for (int i = sizes.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= sizes[i];
    }
    this.bytes = stride;
  }

  /** Opens the columns from their start. */
  interface Columns {
    ReadableByteChannel open() throws IOException;
  }

  /**
   * The elements row by row.
   *
   * @param limit how much memory may be used, as long as it is a megabyte
   */
  ReadableByteChannel rows(Columns columns, long limit) {
    long band = Math.min(Math.max(SMALL_BAND, bytes / MOST_BANDS), LARGEST_BAND);
    long allowed = Math.min(band, Math.max(SMALLEST_LIMIT, limit)) / width * width;
    return new Bands(columns, (int) Math.min(bytes, allowed));
  }

  /**
   * Puts the elements into the memory of all rows.
   *
   * @param pieces that memory, in pieces of one size, a multiple of 8, but for the last
   * @throws EOFException if the columns end early
   */
  void scatter(ReadableByteChannel columns, List<ByteBuffer> pieces) throws IOException {
    scatter(columns, 0, bytes, pieces);
  }

  // Those elements alone whose place is in a part of the rows.
  private void scatter(ReadableByteChannel columns, long from, long to, List<ByteBuffer> pieces)
      throws IOException {
    int size = pieces.isEmpty() ? 1 : pieces.get(0).limit();
    ByteBuffer[] targets = pieces.stream()
        .map(piece -> piece.duplicate().order(ByteOrder.LITTLE_ENDIAN))
        .toArray(ByteBuffer[]::new);
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(bytes, ArrayContent.BUFFER))
        .order(ByteOrder.LITTLE_ENDIAN);
    long[] index = new long[sizes.length];
    long place = 0;
    for (long done = 0; done < bytes; done += chunk.limit()) {
      ArrayContent.readFully(columns, chunk.limit((int) Math.min(bytes - done, chunk.capacity())));
      if (chunk.limit() % width != 0 || !chunk.hasRemaining()) {
        throw new EOFException();
      }
      for (int at = 0; at < chunk.limit(); at += width) {
        if (place >= from && place < to) {
          put(chunk, at, targets[(int) ((place - from) / size)], (int) ((place - from) % size));
        }
        place = next(index, place);
      }
    }
  }

  private long next(long[] index, long place) {
    long next = place;
    for (int i = 0; i < sizes.length; i++) {
      next += strides[i];
      if (++index[i] < sizes[i]) {
        return next;
      }
      next -= index[i] * strides[i];
      index[i] = 0;
    }
    return next;
  }

  private void put(ByteBuffer from, int at, ByteBuffer to, int place) {
    switch (width) {
      case Byte.BYTES -> to.put(place, from.get(at));
      case Short.BYTES -> to.putShort(place, from.getShort(at));
      case Integer.BYTES -> to.putInt(place, from.getInt(at));
      case Long.BYTES -> to.putLong(place, from.getLong(at));
      default -> throw new IllegalStateException("elements of " + width + " bytes");
    }
  }

  private final class Bands implements BorrowedChannel {
    private final Columns columns;
    private final ByteBuffer band;
    private long end; // how far the bands so far reach

    private Bands(Columns columns, int size) {
      this.columns = columns;
      this.band = ByteBuffer.allocate(size).limit(0);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (!band.hasRemaining()) {
        if (end == bytes) {
          return -1;
        }
        band.clear().limit((int) Math.min(band.capacity(), bytes - end));
        try (ReadableByteChannel in = columns.open()) {
          scatter(in, end, end + band.limit(), List.of(band));
        }
        end += band.limit();
      }
      int count = Math.min(band.remaining(), target.remaining());
      target.put(band.slice().limit(count));
      band.position(band.position() + count);
      return count;
    }
  }
}
