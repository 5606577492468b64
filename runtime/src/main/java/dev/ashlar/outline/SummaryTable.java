package dev.ashlar.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An outline as a table. */
final class SummaryTable {
  private static final String GAP = "  ";
  private static final String INDENT = "  ";
  private static final String UNKNOWN = "?";
  private static final List<String> HEAD = List.of(
      "layer", "name", "what", "input -> output", "parameters", "trained", "multiply-adds", "MB");
  private static final List<Boolean> IS_NUMBER =
      List.of(false, false, false, false, true, false, true, true);

  private final List<List<String>> rows = new ArrayList<>();
  private final OutlineTotals totals;

  SummaryTable(Outline outline) {
    this.totals = outline.totals();
    rows.add(HEAD);
    add(outline, 0);
  }

  private void add(Outline layer, int depth) {
    boolean shared = !layer.parameters().isEmpty()
        && layer.parameters().stream().allMatch(each -> each.sharedWith().isPresent());
    rows.add(List.of(
        INDENT.repeat(depth) + (depth == 0 ? "." : layer.name()),
        layer.prefix().map(SummaryTable::nameOf).orElse(UNKNOWN),
        layer.description(),
        shapes(layer),
        shared ? "shared" : count(layer),
        trained(layer),
        multiplyAdds(layer),
        shared ? "" : megabytes(layer)));
    layer.children().forEach(child -> add(child, depth + 1));
  }

  private static String nameOf(String prefix) {
    return prefix.endsWith("_") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }

  private static String shapes(Outline layer) {
    String input = layer.input().hasRank() ? layer.input().toString() : UNKNOWN;
    String output = layer.output().hasRank() ? layer.output().toString() : UNKNOWN;
    return input + " -> " + output;
  }

  private static String count(Outline layer) {
    if (layer.parameters().isEmpty()) {
      return "";
    }
    return layer.parameters().stream().allMatch(each -> each.shape().isKnown())
        ? grouped(
            layer.parameters().stream().mapToLong(OutlineParameter::elements).sum())
        : UNKNOWN;
  }

  private static String trained(Outline layer) {
    if (layer.parameters().isEmpty()) {
      return "";
    }
    long yes = layer.parameters().stream().filter(OutlineParameter::trainable).count();
    return yes == layer.parameters().size() ? "yes" : yes == 0 ? "no" : "in part";
  }

  private static String multiplyAdds(Outline layer) {
    if (OutlineTotals.hasUnknownMultiplyAdds(layer)) {
      return UNKNOWN;
    }
    return layer.multiplyAdds() == 0 ? "" : grouped(layer.multiplyAdds());
  }

  private static String megabytes(Outline layer) {
    String count = count(layer);
    return count.isEmpty() || count.equals(UNKNOWN)
        ? count
        : megabytes(
            layer.parameters().stream().mapToLong(OutlineParameter::bytes).sum() / 1e6);
  }

  private static String megabytes(double megabytes) {
    return String.format(Locale.ROOT, "%,.3f", megabytes);
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Override
  public String toString() {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - width(row.get(i)));
        line.append(IS_NUMBER.get(i) ? padding + row.get(i) : row.get(i) + padding)
            .append(GAP);
      }
      table.append(line.toString().stripTrailing()).append('\n');
    }
    return table.append(sums()).toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private String sums() {
    StringBuilder sums = new StringBuilder()
        .append("parameters: ")
        .append(grouped(totals.parameters()))
        .append(" (")
        .append(megabytes(totals.megabytes()))
        .append(" MB), trained: ")
        .append(grouped(totals.trainable()))
        .append(", not trained: ")
        .append(grouped(totals.parameters() - totals.trainable()));
    if (totals.unknownParameters() > 0) {
      sums.append("; of unknown shape: ").append(totals.unknownParameters()).append(" more");
    }
    sums.append("\nmultiply-adds for one example: ").append(grouped(totals.multiplyAdds()));
    if (totals.unknownLayers() > 0) {
      sums.append("; of unknown input: ")
          .append(totals.unknownLayers())
          .append(totals.unknownLayers() == 1 ? " layer more" : " layers more");
    }
    return sums.append('\n').toString();
  }
}
