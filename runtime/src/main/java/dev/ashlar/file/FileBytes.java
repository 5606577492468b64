package dev.ashlar.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An open file, read at any place; no place past its end is ever asked of the system. */
final class FileBytes implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long size;
  private final @Nullable Object key; // tells this file from another one at the same path
  private final List<AutoCloseable> others = new ArrayList<>();

  private FileBytes(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.size = channel.size();
    this.key = key(path);
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  /**
   * Opens a file.
   *
   * @throws ArrayFileException if it is no regular file
   */
  static FileBytes open(Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new ArrayFileException("cannot read '" + path + "': it is not a regular file");
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new FileBytes(path, channel);
    } catch (IOException | RuntimeException | Error failure) {
      channel.close();
      throw failure;
    }
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  /** Closes something else together with this file. */
  <C extends AutoCloseable> C closing(C other) {
    others.add(other);
    return other;
  }

  /**
   * Fills a buffer.
   *
   * @throws ArrayFileException if the file ends before
   */
  void read(ByteBuffer target, long from) throws IOException {
    long position = from;
    while (target.hasRemaining()) {
      int count = channel.read(target, position);
      if (count < 0) {
        throw new ArrayFileException(
            "file '" + path + "' ended at byte " + position + " while it was read");
      }
      position += count;
    }
  }

  /** A part of the file, as an array's content. */
  ArrayContent range(long begin, long bytes) {
    return new Range(begin, bytes);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      for (AutoCloseable other : others) {
        other.close();
      }
    } catch (IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private final class Range implements ArrayContent {
    private final long begin;
    private final long bytes;

    private Range(long begin, long bytes) {
      this.begin = begin;
      this.bytes = bytes;
    }

    @Override
    public ReadableByteChannel open() {
      return new BorrowedChannel() {
        private long done;

        @Override
        public int read(ByteBuffer target) throws IOException {
          if (done == bytes) {
            return -1;
          }
          int count = (int) Math.min(target.remaining(), bytes - done);
          int limit = target.limit();
          target.limit(target.position() + count);
          FileBytes.this.read(target, begin + done);
          target.limit(limit);
          done += count;
          return count;
        }

        @Override
        public boolean isOpen() {
          return channel.isOpen();
        }
      };
    }

    @Override
    public Optional<ByteBuffer> map() throws IOException {
      // A private map asks for a channel that may write, though it never writes to the file.
      if (bytes == 0 || bytes > Integer.MAX_VALUE || !Files.isWritable(path)) {
        return Optional.empty();
      }
      try (FileChannel writable =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        return key != null && key.equals(key(path)) && writable.size() == size
            ? Optional.of(writable.map(FileChannel.MapMode.PRIVATE, begin, bytes))
            : Optional.empty();
      }
    }
  }
}
