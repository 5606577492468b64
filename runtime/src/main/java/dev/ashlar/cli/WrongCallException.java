package dev.ashlar.cli;

/** The arguments do not make sense; the message says which. */
final class WrongCallException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongCallException(String message) {
    super(message);
  }
}
