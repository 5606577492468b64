package dev.ashlar.file;

import java.io.IOException;

/** The indices of a sparse array: whole numbers, in as much memory as they take in the file. */
final class Indices {
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final int[] narrow;
  private final long[] wide;

  private Indices(int[] narrow, long[] wide) {
    this.narrow = narrow;
    this.wide = wide;
  }

  /**
   * Reads them.
   *
   * @param type INT32 or INT64
   * @throws ArrayFileException if the file ends before, or they are too many for an array of Java's
   */
  static Indices read(FileCursor cursor, ElementType type, long count) throws IOException {
    cursor.require(Math.multiplyExact(count, type.bytes()), "the indices of a sparse array");
    if (count > MOST) {
      throw cursor.malformed(
          count + " indices of a sparse array, of which at most " + MOST + " are read",
          cursor.position());
    }
    boolean isWide = type == ElementType.INT64;
    int[] narrow = new int[isWide ? 0 : (int) count];
    long[] wide = new long[isWide ? (int) count : 0];
    for (int i = 0; i < count; i++) {
      if (isWide) {
        wide[i] = cursor.int64();
      } else {
        narrow[i] = cursor.int32();
      }
    }
    return new Indices(narrow, wide);
  }

  int count() {
    return narrow.length + wide.length; // one of them is empty
  }

  long get(int i) {
    return narrow.length > 0 ? narrow[i] : wide[i];
  }

  /** The last place of those that hold at most this number, in indices that ascend from 0. */
  int lastAtMost(long number) {
    int low = 0;
    int high = count() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (get(middle) <= number) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
