package dev.ashlar.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A sparse array as a dense one: zeros, but for blocks of equal size (rows or elements) at places
 * that ascend, which lie one after the other in the file.
 */
final class ScatteredContent implements ArrayContent {
  private final FileBytes file;
  private final long begin;
  private final long block;
  private final int blocks;
  private final Places places;
  private final long bytes;

  /** Where each block belongs, counted in blocks, ascending. */
  interface Places {
    long of(int block);
  }

  /**
   * A sparse array's content.
   *
   * @param begin where the blocks begin in the file
   * @param block the size of a block, in bytes
   * @param blocks how many there are
   * @param places where they belong
   * @param bytes the size of the dense array
   */
  ScatteredContent(FileBytes file, long begin, long block, int blocks, Places places, long bytes) {
    this.file = file;
    this.begin = begin;
    this.block = block;
    this.blocks = blocks;
    this.places = places;
    this.bytes = bytes;
  }

  @Override
  public ReadableByteChannel open() {
    return new BorrowedChannel() {
      private final ByteBuffer ahead = ByteBuffer.allocate(1 << 13).limit(0);
      private long aheadEnd; // of the blocks' bytes, those before this one are read
      private long done;
      private int next; // the first block that is not done

      @Override
      public int read(ByteBuffer target) throws IOException {
        if (done == bytes) {
          return -1;
        }
        int start = target.position();
        while (target.hasRemaining() && done < bytes) {
          long following = next < blocks ? places.of(next) * block : bytes;
          if (done < following) {
            zeros(target, (int) Math.min(target.remaining(), following - done));
          } else {
            long inside = done - following;
            int count = (int) Math.min(target.remaining(), block - inside);
            copy(target, next * block + inside, count);
            if (inside + count == block) {
              next++;
            }
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
            long left = blocks * block - at;
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
    };
  }
}
