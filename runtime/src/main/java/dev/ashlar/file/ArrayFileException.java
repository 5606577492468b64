package dev.ashlar.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file of arrays cannot be read or written, breaks its format, or cannot hold what it should. The
 * message names the file, and the byte, the entry or the name at which it fails.
 */
public final class ArrayFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ArrayFileException(String message) {
    super(message);
  }

  ArrayFileException(String message, Throwable cause) {
    super(message, cause);
  }

  /** {@return what is wrong, with the file's name} */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** A file whose bytes break the format. */
  static ArrayFileException malformed(Path file, FileFormat format, String what) {
    return new ArrayFileException("file '" + file + "' is not valid " + format + ": " + what);
  }

  /**
   * A file that the system does not let us read or write.
   *
   * @param attempt what was tried, as "read"
   * @param file the file
   * @param cause why it failed
   * @return the exception, to be thrown
   */
  public static ArrayFileException io(String attempt, Path file, IOException cause) {
    return new ArrayFileException("cannot " + attempt + " '" + file + "': " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException missing) {
      return "there is no '" + missing.getFile() + "'";
    }
    if (cause instanceof AccessDeniedException denied) {
      return "no permission for '" + denied.getFile() + "'";
    }
    if (cause instanceof ClosedByInterruptException) {
      return "the thread was interrupted";
    }
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
