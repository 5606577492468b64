package dev.ashlar.train;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the facts of a snapshot; what is missing or wrong is an error that names it. */
record Facts(Map<String, String> facts) {
  String word(String key) {
    String word = facts.get(key);
    if (word == null) {
      throw new IllegalArgumentException("the snapshot does not tell '" + key + "'");
    }
    return word;
  }

  int whole(String key) {
    try {
      int number = Integer.parseInt(word(key));
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      throw wrong(key, "a whole number", notOne);
    }
    throw wrong(key, "a number of at least 0", null);
  }

  double number(String key) {
    try {
      return Double.parseDouble(word(key));
    } catch (NumberFormatException notOne) {
      throw wrong(key, "a number", notOne);
    }
  }

  private IllegalArgumentException wrong(String key, String expected, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "the snapshot's '" + key + "': expected " + expected + ", found '" + word(key) + "'",
        cause);
  }
}
