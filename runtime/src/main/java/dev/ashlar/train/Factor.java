package dev.ashlar.train;

import java.util.Objects;

/**
 * What multiplies a setting for some of the weights.
 *
 * @param pattern a regular expression that matches their structural or full names from the start
 * @param of the setting
 * @param factor at least 0
 */
record Factor(String pattern, Setting of, double factor) {
  /** What can be multiplied. */
  enum Setting {
    RATE,
    DECAY
  }

  Factor {
    Objects.requireNonNull(pattern, "pattern");
    if (!(factor >= 0) || !Double.isFinite(factor)) {
      throw new IllegalArgumentException(
          "the factor for '" + pattern + "' must be finite and at least 0, found " + factor);
    }
  }
}
