package dev.ashlar.checkpoint;

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
}
