package dev.ashlar;

/** Two different things would have one name. */
public final class NameCollisionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  NameCollisionException(String message) {
    super(message);
  }
}
