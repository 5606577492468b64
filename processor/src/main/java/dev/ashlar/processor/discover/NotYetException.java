package dev.ashlar.processor.discover;

import java.util.Objects;

/**
 * What is being read names something that does not exist, or does not exist yet: another processor
 * may write it.
 */
final class NotYetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotYetException(String what) {
    super(what, null, false, false);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
