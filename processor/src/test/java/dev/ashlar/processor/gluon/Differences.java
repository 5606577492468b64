package dev.ashlar.processor.gluon;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What differs in a case, in words. */
final class Differences {
  private final List<String> found = new ArrayList<>();

  void add(String difference) {
    found.add(difference);
  }

  void compare(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      found.add(what + ": Gluon has " + expected + ", Ashlar has " + actual);
    }
  }

  /** Compares two lists; only the first difference is told. */
  void compareLists(String what, List<?> expected, List<?> actual) {
    int both = Math.min(expected.size(), actual.size());
    for (int i = 0; i < both; i++) {
      if (!expected.get(i).equals(actual.get(i))) {
        compare(what + "[" + i + "]", expected.get(i), actual.get(i));
        return;
      }
    }
    if (expected.size() > both) {
      found.add(what + ": Ashlar has no " + expected.get(both));
    } else if (actual.size() > both) {
      found.add(what + ": Gluon has no " + actual.get(both));
    }
  }

  List<String> found() {
    return found;
  }
}
