package dev.ashlar.file;

import java.nio.channels.ReadableByteChannel;

/** Reads from what others close, or from memory: there is nothing to close. */
interface BorrowedChannel extends ReadableByteChannel {
  @Override
  default boolean isOpen() {
    return true;
  }

  @Override
  default void close() {}
}
