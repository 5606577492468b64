package dev.ashlar;

import dev.ashlar.naming.EditDistance;
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
   * The parameters in whose structural or full name one of the patterns matches from the start, in
   * order.
   *
   * @throws IllegalArgumentException if a pattern matches nothing
   */
  static Set<Parameter> of(Layer model, String... patterns) {
    if (patterns.length == 0) {
      throw new IllegalArgumentException(
          "expected at least one pattern of parameters' names; \".*\" means all");
    }
    Map<String, Parameter> parameters = model.structuralParameters();
    Set<Parameter> selected = new LinkedHashSet<>();
    for (String text : patterns) {
      Pattern pattern = Pattern.compile(text);
      boolean matched = false;
      for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
        if (pattern.matcher(entry.getKey()).lookingAt()
            || pattern.matcher(entry.getValue().name()).lookingAt()) {
          selected.add(entry.getValue());
          matched = true;
        }
      }
      if (!matched) {
        throw new IllegalArgumentException("the pattern '" + text
            + "' matches no parameter; the nearest names are " + nearest(text, parameters));
      }
    }
    return selected;
  }

  private static List<String> nearest(String text, Map<String, Parameter> parameters) {
    Set<String> names = new LinkedHashSet<>();
    parameters.forEach((name, parameter) -> {
      names.add(name);
      names.add(parameter.name());
    });
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(Comparator.comparingInt(name -> EditDistance.between(text, name)));
    return sorted.subList(0, Math.min(NAMES_SHOWN, sorted.size()));
  }
}
