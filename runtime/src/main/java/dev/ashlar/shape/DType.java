package dev.ashlar.shape;

/** The type of an array's elements, by the names that Gluon and numpy use. */
public enum DType {
  /** IEEE 754, 4 bytes: the default of every parameter. */
  FLOAT32("float32", 4),
  /** IEEE 754, 8 bytes. */
  FLOAT64("float64", 8);

  private final String printed;
  private final int bytes;

  DType(String printed, int bytes) {
    this.printed = printed;
    this.bytes = bytes;
  }

  /** {@return the size of one element, in bytes} */
  public int bytes() {
    return bytes;
  }

  /** The name, as {@code float32}. */
  @Override
  public String toString() {
    return printed;
  }
}
