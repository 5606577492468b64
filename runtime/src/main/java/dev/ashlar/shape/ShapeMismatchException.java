package dev.ashlar.shape;

/** A shape is not what it has to be. */
public final class ShapeMismatchException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Where it was found; empty if nobody has said. */
  private final String place;

  /** What would fit. */
  private final String expected;

  /** What is there instead. */
  private final String found;

  /**
   * A mismatch at no particular place.
   *
   * @param expected what would fit, in words or as a shape
   * @param found what is there instead
   */
  public ShapeMismatchException(String expected, String found) {
    this("shapes", expected, found);
  }

  private ShapeMismatchException(String place, String expected, String found) {
    super(place + ": expected " + expected + ", found " + found);
    this.place = place;
    this.expected = expected;
    this.found = found;
  }

  /**
   * {@return the same mismatch, with the place where it was found at the start of its message}
   *
   * @param place the layer's or input's name
   */
  public ShapeMismatchException at(String place) {
    ShapeMismatchException placed = new ShapeMismatchException(place, expected, found);
    placed.setStackTrace(getStackTrace()); // where it was found
    return placed;
  }

  /**
   * {@return the same mismatch at the same place, with the circumstances at the start of its
   * message: {@code "for the input x"}}
   *
   * @param circumstances when it happened
   */
  public ShapeMismatchException given(String circumstances) {
    return at(circumstances + ", " + place);
  }

  /** {@return what would fit} */
  public String expected() {
    return expected;
  }

  /** {@return what is there instead} */
  public String found() {
    return found;
  }
}
