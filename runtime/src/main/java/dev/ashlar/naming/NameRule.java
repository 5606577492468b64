package dev.ashlar.naming;

import java.util.Objects;

/** What may stand in names. */
public final class NameRule {
  private NameRule() {}

  /**
   * Checks a block's own prefix: anything without control characters.
   *
   * @param prefix the prefix, taken as given, so mostly with an underscore at its end
   * @return the prefix
   * @throws IllegalArgumentException if it breaks the rule
   */
  public static String checkPrefix(String prefix) {
    Objects.requireNonNull(prefix, "prefix");
    if (hasControl(prefix)) {
      throw new IllegalArgumentException(
          "a prefix must not hold control characters, found '" + prefix + "'");
    }
    return prefix;
  }

  /**
   * Checks one part of a structural name: not empty, no dot, no control characters.
   *
   * @param part the part, as a field's name
   * @return the part
   * @throws IllegalArgumentException if it breaks the rule
   */
  public static String checkPart(String part) {
    Objects.requireNonNull(part, "part");
    if (part.isEmpty() || part.indexOf('.') >= 0 || hasControl(part)) {
      throw new IllegalArgumentException(
          "a part of a structural name must be neither empty nor hold '.' or control characters, found '"
              + part + "'");
    }
    return part;
  }

  // a loop: every parameter of every layer comes by here
  private static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
