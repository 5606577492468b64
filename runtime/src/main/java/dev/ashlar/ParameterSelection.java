package dev.ashlar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters that patterns of names mean. */
final class ParameterSelection {
  private static final int NAMES_SHOWN = 5;

  private ParameterSelection() {}

  /**
   * The parameters in whose structural or full name one of the patterns matches from the start, in order.
   *
   * @throws IllegalArgumentException if a pattern matches nothing
   */
  static Set<Parameter> of(Layer model, String... patterns) {
    if (patterns.length == 0) {
      throw new IllegalArgumentException("expected at least one pattern of parameters' names; \".*\" means all");
    }
    Map<String, Parameter> parameters = model.structuralParameters();
    Set<Parameter> selected = new LinkedHashSet<>();
    for (String text : patterns) {
      Pattern pattern = Pattern.compile(text);
      boolean matched = false;
      for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
        if (pattern.matcher(entry.getKey()).lookingAt() || pattern.matcher(entry.getValue().name()).lookingAt()) {
          selected.add(entry.getValue());
          matched = true;
        }
      }
      if (!matched) {
        throw new IllegalArgumentException(
            "the pattern '" + text + "' matches no parameter; the nearest names are " + nearest(text, parameters));
      }
    }
    return selected;
  }

  private static List<String> nearest(String text, Map<String, Parameter> parameters) {
    Set<String> names = new LinkedHashSet<>();
    parameters.forEach(
        (name, parameter) -> {
          names.add(name);
          names.add(parameter.name());
        });
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(Comparator.comparingInt(name -> distance(text, name)));
    return sorted.subList(0, Math.min(NAMES_SHOWN, sorted.size()));
  }

  /** How many characters must be put in, taken out or changed to make one of the other (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
