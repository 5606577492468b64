package dev.ashlar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tree of layers as a table, a row a layer; one that is reached by two paths has two rows and
 * is counted once.
 */
final class Summary {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Parameter> counted = Collections.newSetFromMap(new IdentityHashMap<>());
  private long known;
  private long trained;
  private int unknown;

  Summary(Layer model) {
    rows.add(List.of("path", "name", "layer", "parameters", "trained"));
    collect("", model);
  }

  private void collect(String path, Layer layer) {
    Collection<Parameter> own = layer.node().parameters().values();
    rows.add(List.of(
        path.isEmpty() ? "." : path,
        layer.node().name(),
        printed(layer),
        count(own),
        trained(own)));
    own.stream().filter(counted::add).forEach(this::add);
    layer
        .node()
        .children()
        .forEach((name, child) -> collect(path.isEmpty() ? name : path + "." + name, child));
  }

  /**
   * What the layer prints; of a block, whose children have rows of their own, the class's name
   * alone.
   */
  private static String printed(Layer layer) {
    String text = layer.toString();
    int line = text.indexOf('\n');
    if (line < 0) {
      return text;
    }
    return text.charAt(line - 1) == '(' ? text.substring(0, line - 1) : text.substring(0, line);
  }

  private String count(Collection<Parameter> own) {
    if (own.isEmpty()) {
      return "";
    }
    if (counted.containsAll(own)) {
      return "shared";
    }
    if (own.stream().allMatch(parameter -> parameter.shape().isKnown())) {
      return formatted(
          own.stream().mapToLong(parameter -> parameter.shape().elements()).sum());
    }
    return "?";
  }

  private static String trained(Collection<Parameter> own) {
    if (own.isEmpty()) {
      return "";
    }
    long yes = own.stream().filter(Parameter::isTrained).count();
    return yes == own.size() ? "yes" : yes == 0 ? "no" : "in part";
  }

  private void add(Parameter parameter) {
    if (!parameter.shape().isKnown()) {
      unknown++;
      return;
    }
    known += parameter.shape().elements();
    trained += parameter.isTrained() ? parameter.shape().elements() : 0;
  }

  private static String formatted(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Override
  public String toString() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    rows.forEach(row -> {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    });
    StringBuilder table = new StringBuilder();
    rows.forEach(row -> {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        boolean number = i == columns - 2;
        line.append(number ? padding + row.get(i) : row.get(i) + padding).append(GAP);
      }
      table.append(line.toString().stripTrailing()).append('\n');
    });
    table
        .append("parameters: ")
        .append(formatted(known))
        .append(", trained: ")
        .append(formatted(trained));
    if (unknown > 0) {
      table.append("; of unknown shape: ").append(unknown).append(" more");
    }
    return table.append('\n').toString();
  }
}
