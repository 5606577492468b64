package dev.ashlar.naming;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How names stand in messages: quoted, long lists cut as Gluon cuts them, the nearest ones found.
 */
public final class NameList {
  private static final int LIMIT = 7;
  private static final int LONGEST_NAME = 200;
  private static final int MOST_COMPARED = 10_000;
  private static final int MOST_NEAREST = 3;

  private NameList() {}

  /**
   * {@return the names in quotes, separated by commas; of more than 7 the first 3, dots, and the
   * last 4}
   *
   * @param names the names
   */
  public static String brief(List<String> names) {
    if (names.size() <= LIMIT) {
      return quoted(names);
    }
    int head = LIMIT / 2;
    return quoted(names.subList(0, head)) + ", ..., "
        + quoted(names.subList(names.size() - (LIMIT - head), names.size()));
  }

  private static String quoted(List<String> names) {
    return names.stream().map(NameList::quote).collect(Collectors.joining(", "));
  }

  /**
   * {@return one name, or any text from a file, in quotes; cut if very long, control characters
   * replaced}
   *
   * @param name any text
   */
  public static String quote(String name) {
    return "'" + shorten(name) + "'";
  }

  /**
   * {@return any text from a file, fit for a message}
   *
   * @param text any text
   */
  public static String shorten(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(LONGEST_NAME).forEach(c -> appendPrintable(shown, c));
    return text.codePointCount(0, text.length()) > LONGEST_NAME ? shown + "…" : shown.toString();
  }

  private static void appendPrintable(StringBuilder shown, int codePoint) {
    if (Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE) {
      shown.append(String.format("\\u%04x", codePoint));
    } else {
      shown.appendCodePoint(codePoint);
    }
  }

  /**
   * {@return those of the candidates that differ least from a name, at most 3, if any is near at
   * all}
   *
   * @param name a name that was not found
   * @param candidates the names to choose from
   */
  public static List<String> nearest(String name, Collection<String> candidates) {
    record Near(String name, int distance) {}

    if (name.length() > LONGEST_NAME) {
      return List.of();
    }
    int far = Math.max(2, name.length() / 3);
    List<Near> near = new ArrayList<>();
    candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= far)
        .limit(MOST_COMPARED)
        .map(candidate -> new Near(candidate, EditDistance.between(name, candidate)))
        .filter(candidate -> candidate.distance() <= far)
        .forEach(near::add);
    near.sort(Comparator.comparingInt(Near::distance));
    return near.stream().limit(MOST_NEAREST).map(Near::name).toList();
  }

  /**
   * {@return a sentence that names them, with a space in front; nothing if none is near}
   *
   * @param name a name that was not found
   * @param candidates the names to choose from
   * @param where where the candidates stand, as {@code "in the file"}
   */
  public static String nearestSentence(String name, Collection<String> candidates, String where) {
    List<String> nearest = nearest(name, candidates);
    return nearest.isEmpty() ? "" : " The nearest names " + where + ": " + brief(nearest) + ".";
  }
}
