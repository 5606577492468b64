package dev.ashlar.checkpoint;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A checkpoint could not be saved or loaded: the file cannot be read or written, breaks its format,
 * or does not fit the model ({@link MismatchException}). Nothing was changed: neither a parameter
 * nor the file that was there before.
 */
public class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CheckpointException(String message) {
    super(message);
  }

  CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A file whose bytes break the format. */
  static CheckpointException malformed(Path file, String what) {
    return new CheckpointException("file '" + file + "' is not valid safetensors: " + what);
  }

  /** A file that the system does not let us read or write. */
  static CheckpointException io(String attempt, Path file, IOException cause) {
    return new CheckpointException(
        "cannot " + attempt + " '" + file + "': " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException missing) {
      return "there is no '" + missing.getFile() + "'";
    }
    if (cause instanceof AccessDeniedException denied) {
      return "no permission for '" + denied.getFile() + "'";
    }
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
