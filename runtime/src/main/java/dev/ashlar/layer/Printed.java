package dev.ashlar.layer;

import java.math.BigDecimal;

/** Settings as Python, and so Gluon, prints them. */
final class Printed {
  private static final double LEAST_PLAIN = 1e-4;

  private Printed() {}

  static String of(boolean value) {
    return value ? "True" : "False";
  }

  /** As Python's {@code repr}: {@code 0.1}, {@code 1e-05}. */
  static String of(double value) {
    String java = Double.toString(value);
    int exponent = java.indexOf('E');
    if (exponent < 0) {
      return java;
    }
    double magnitude = Math.abs(value);
    if (magnitude >= LEAST_PLAIN && magnitude < 1e16) {
      String plain = new BigDecimal(java).stripTrailingZeros().toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String digits = java.substring(0, exponent);
    int power = Integer.parseInt(java.substring(exponent + 1));
    return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + "e"
        + (power < 0 ? "-" : "+") + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
  }
}
