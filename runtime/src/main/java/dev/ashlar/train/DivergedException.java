package dev.ashlar.train;

/**
 * A loss or a gradient is not a finite number, so training cannot go on; the parameters are as they
 * were before that batch.
 */
public final class DivergedException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  DivergedException(String message) {
    super(message);
  }
}
