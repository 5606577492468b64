package dev.ashlar.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written from its start and goes to the disk meanwhile: where much has been
 * written, another thread flushes it, so that the last flush has little left to do.
 */
final class FlushingChannel implements WritableByteChannel {
  private static final long STEP = 1L << 26;
  private static final int PIECE = 1 << 24;

  private final FileChannel file;
  private long unflushed;
  private @Nullable CompletableFuture<Void> flush; // null: none has been begun

  FlushingChannel(FileChannel file) {
    this.file = file;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int all = bytes.remaining();
    int limit = bytes.limit();
    while (bytes.position() < limit) {
      bytes.limit(Math.min(limit, bytes.position() + PIECE));
      while (bytes.hasRemaining()) {
        unflushed += file.write(bytes);
      }
      beginFlush();
    }
    return all;
  }

  private void beginFlush() throws IOException {
    if (unflushed < STEP || flush != null && !flush.isDone()) {
      return;
    }
    awaitFlush();
    unflushed = 0;
    flush = CompletableFuture.runAsync(this::flush, FlushingChannel::inAnotherThread);
  }

  private static void inAnotherThread(Runnable task) {
    Thread thread = new Thread(task, "ashlar-flush");
    thread.setDaemon(true);
    thread.start();
  }

  private void flush() {
    try {
      file.force(false);
    } catch (IOException failure) {
      throw new CompletionException(failure);
    }
  }

  private void awaitFlush() throws IOException {
    try {
      if (flush != null) {
        flush.join();
      }
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof IOException io) {
        throw io;
      }
      throw failure;
    }
  }

  /**
   * Waits until all of it is on the disk.
   *
   * @throws IOException if it cannot be written there
   */
  void force() throws IOException {
    awaitFlush();
    file.force(true);
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() {
    // the file is closed by whoever opened it
  }
}
