package dev.ashlar.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * A sparse array as a dense one: zeros, but for blocks of equal size (rows or elements) at places
 * that ascend, which lie one after the other in the file.
 */
final class ScatteredContent implements ArrayContent {
  private final FileBytes file;
  private final long begin;
  private final long block;
  private final long[] places;
  private final long bytes;

  /**
   * A sparse array's content.
   *
   * @param begin where the blocks begin in the file
   * @param block the size of a block, in bytes
   * @param places where each block belongs, counted in blocks, ascending
   * @param bytes the size of the dense array
   */
  ScatteredContent(FileBytes file, long begin, long block, long[] places, long bytes) {
    this.file = file;
    this.begin = begin;
    this.block = block;
    this.places = places;
    this.bytes = bytes;
  }

  @Override
  public ReadableByteChannel open() {
    return new ReadableByteChannel() {
      private final ByteBuffer ahead = ByteBuffer.allocate(1 << 13).limit(0);
      private long aheadEnd; // of the blocks' bytes, those before this one are read
      private long done;

      @Override
      public int read(ByteBuffer target) throws IOException {
        if (done == bytes) {
          return -1;
        }
        int start = target.position();
        while (target.hasRemaining() && done < bytes) {
          int next = Arrays.binarySearch(places, done / block);
          if (next >= 0) {
            long inside = done % block;
            int count = (int) Math.min(target.remaining(), block - inside);
            copy(target, next * block + inside, count);
          } else {
            long following = -next - 1 < places.length ? places[-next - 1] * block : bytes;
            int count = (int) Math.min(target.remaining(), following - done);
            zeros(target, count);
          }
        }
        return target.position() - start;
      }

      private void copy(ByteBuffer target, long from, int count) throws IOException {
        int limit = target.limit();
        target.limit(target.position() + count);
        while (target.hasRemaining()) {
          long at = from + count - target.remaining();
          if (!ahead.hasRemaining() || aheadEnd - ahead.remaining() != at) {
            long left = places.length * block - at;
            ahead.clear().limit((int) Math.min(ahead.capacity(), left));
            file.read(ahead, begin + at);
            ahead.flip();
            aheadEnd = at + ahead.limit();
          }
          int piece = Math.min(ahead.remaining(), target.remaining());
          target.put(ahead.slice().limit(piece));
          ahead.position(ahead.position() + piece);
        }
        target.limit(limit);
        done += count;
      }

      private void zeros(ByteBuffer target, int count) {
        for (int i = 0; i < count; i++) {
          target.put((byte) 0);
        }
        done += count;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {
        // the file is closed as a whole
      }
    };
  }
}
