package dev.ashlar.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Replaces a file as a whole: the new content is written beside it, flushed to the disk and renamed
 * over it, so that at any moment the old or the new file is there, complete.
 */
final class AtomicFile {
  private AtomicFile() {}

  /** Writes the content of a file into a channel that stands at its start. */
  interface Content {
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  /**
   * Replaces, or makes, a file. A symbolic link stays one: what it points to is replaced.
   *
   * @throws IOException if that fails; then the old file is as it was, and what was written beside
   *     it is gone
   */
  static void replace(Path file, Content content) throws IOException {
    Path target = target(file);
    Path folder = Objects.requireNonNull(target.getParent(), target::toString);
    Path beside = folder.resolve(".ashlar-" + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        FlushingChannel flushing = new FlushingChannel(channel);
        content.writeTo(flushing);
        flushing.force();
      }
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException | Error failure) {
      removeAfter(failure, beside);
      throw failure;
    }
    flushFolder(folder);
  }

  private static Path target(Path file) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "it is a folder");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new FileSystemException(target.toString(), null, "it is not a regular file");
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw new FileSystemException(target.toString(), null, "the file there is read-only");
    }
    Path folder = target.getParent();
    if (folder == null || !Files.exists(folder)) {
      throw new NoSuchFileException(String.valueOf(folder));
    }
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException(folder.toString(), null, "'" + folder + "' is not a folder");
    }
    return target;
  }

  private static void removeAfter(Throwable failure, Path beside) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  // So that the rename, too, outlives a loss of power. Only POSIX systems open folders.
  private static void flushFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
