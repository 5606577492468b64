package dev.ashlar.processor.validate;

/** How long a text is among the constants of a class, and how long it can be there. */
final class ConstantText {
  static final int MAX = 65_535;

  private ConstantText() {}

  /** The bytes of a text in a class file, whose UTF-8 is a little different. */
  static int length(String text) {
    return text.chars().map(c -> c > 0 && c < 0x80 ? 1 : c < 0x800 ? 2 : 3).sum();
  }

  static boolean isTooLong(String text) {
    return length(text) > MAX;
  }
}
