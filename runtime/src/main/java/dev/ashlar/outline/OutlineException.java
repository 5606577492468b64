package dev.ashlar.outline;

/** The outline of a block is not there, or cannot be read. */
public final class OutlineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutlineException(String message) {
    super(message);
  }

  OutlineException(String message, Throwable cause) {
    super(message, cause);
  }
}
