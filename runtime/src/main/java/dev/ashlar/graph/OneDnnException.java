package dev.ashlar.graph;

/** oneDNN has refused something. */
final class OneDnnException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  OneDnnException(String message) {
    super(message);
  }
}
