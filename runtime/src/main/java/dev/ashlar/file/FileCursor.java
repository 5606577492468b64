package dev.ashlar.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads little-endian numbers one after the other. A length is checked against what is left of the
 * file before anything is made of it.
 */
final class FileCursor {
  private static final int AHEAD = 1 << 13;

  private final FileBytes file;
  private final FileFormat format;
  private final ByteBuffer ahead =
      ByteBuffer.allocate(AHEAD).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long end; // where in the file the buffer ends

  FileCursor(FileBytes file, FileFormat format) {
    this.file = file;
    this.format = format;
  }

  /** Where the next number is. */
  long position() {
    return end - ahead.remaining();
  }

  int int32() throws IOException {
    return next(Integer.BYTES).getInt();
  }

  long int64() throws IOException {
    return next(Long.BYTES).getLong();
  }

  /** A 64-bit number of things of at least so many bytes each, all of which must follow. */
  long count(String what, long bytesOfEach) throws IOException {
    long at = position();
    long count = int64();
    if (count < 0 || count > (file.size() - position()) / bytesOfEach) {
      throw malformed(
          Long.toUnsignedString(count) + " " + what + " do not fit the file, which has "
              + file.size() + " bytes",
          at);
    }
    return count;
  }

  /** The next bytes. */
  byte[] bytes(long count) throws IOException {
    require(count, "what follows");
    byte[] bytes = new byte[Math.toIntExact(count)];
    int buffered = Math.min(bytes.length, ahead.remaining());
    ahead.get(bytes, 0, buffered);
    file.read(ByteBuffer.wrap(bytes, buffered, bytes.length - buffered), end);
    if (buffered < bytes.length) {
      end += bytes.length - buffered;
    }
    return bytes;
  }

  /** Goes on behind the next bytes. */
  void skip(long count, String what) {
    require(count, what);
    long target = position() + count;
    if (target <= end) {
      ahead.position(ahead.position() + (int) count);
    } else {
      ahead.position(0).limit(0);
      end = target;
    }
  }

  /** Checks that so many bytes follow. */
  void require(long count, String what) {
    if (count > file.size() - position()) {
      throw malformed(
          what + " needs " + count + " bytes, but the file ends at byte " + file.size(),
          position());
    }
  }

  ArrayFileException malformed(String what, long at) {
    return ArrayFileException.malformed(file.path(), format, what + ", at byte " + at);
  }

  private ByteBuffer next(int bytes) throws IOException {
    if (ahead.remaining() < bytes) {
      require(bytes, "a number");
      long at = position();
      ahead.clear().limit((int) Math.min(AHEAD, file.size() - at));
      file.read(ahead, at);
      ahead.flip();
      end = at + ahead.limit();
    }
    return ahead;
  }
}
