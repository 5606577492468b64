package dev.ashlar.naming;

import java.util.Locale;
import java.util.Objects;

/**
 * What may stand in names. They go into files: so none holds a control character, nor half a
 * surrogate pair, which has no form in UTF-8.
 */
public final class NameRule {
  private NameRule() {}

  /**
   * Checks a block's own prefix: anything that can stand in a file.
   *
   * @param prefix the prefix, taken as given, so mostly with an underscore at its end
   * @return the prefix
   * @throws IllegalArgumentException if it breaks the rule
   */
  public static String checkPrefix(String prefix) {
    Objects.requireNonNull(prefix, "prefix");
    if (!isText(prefix)) {
      throw new IllegalArgumentException(
          "a prefix must hold neither control characters nor half a surrogate pair, found '"
              + shown(prefix) + "'");
    }
    return prefix;
  }

  /**
   * Checks one part of a structural name: not empty, no dot, nothing that cannot stand in a file.
   *
   * @param part the part, as a field's name
   * @return the part
   * @throws IllegalArgumentException if it breaks the rule
   */
  public static String checkPart(String part) {
    Objects.requireNonNull(part, "part");
    if (part.isEmpty() || part.indexOf('.') >= 0 || !isText(part)) {
      throw new IllegalArgumentException(
          "a part of a structural name must be neither empty nor hold '.', control characters or half a surrogate pair, found '"
              + shown(part) + "'");
    }
    return part;
  }

  /**
   * Checks the word that automatic prefixes begin with: no spaces, nothing that cannot stand in a
   * file.
   *
   * @param hint the word
   * @return the word
   * @throws IllegalArgumentException if it breaks the rule
   */
  public static String checkHint(String hint) {
    Objects.requireNonNull(hint, "hint");
    if (!isText(hint) || hint.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException(
          "a hint must not hold spaces, control characters or half a surrogate pair, found '"
              + shown(hint) + "'");
    }
    return hint;
  }

  // a loop: every parameter of every layer comes by here
  private static boolean isText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  // What no message can show stands there as Java writes it.
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(c -> {
      if (isText(Character.toString(c))) {
        shown.appendCodePoint(c);
      } else {
        shown.append(String.format(Locale.ROOT, "\\u%04X", c));
      }
    });
    return shown.toString();
  }
}
