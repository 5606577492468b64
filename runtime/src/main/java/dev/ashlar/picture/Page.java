package dev.ashlar.picture;

import dev.ashlar.outline.Outline;
import dev.ashlar.outline.OutlineParameter;
import dev.ashlar.outline.OutlineTotals;
import dev.ashlar.shape.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the page, from top to bottom. */
final class Page {
  /** So many layers are seen at first: blocks open, level by level, while no more come to light. */
  private static final int SEEN_AT_FIRST = 24;

  private final StringBuilder html = new StringBuilder();
  private final Outline model;
  private final OutlineTotals totals;
  private final int openLevels;

  Page(Outline model) {
    this.model = model;
    this.totals = model.totals();
    this.openLevels = openLevels(model);
  }

  private static int openLevels(Outline model) {
    int levels = 1;
    while (seen(model, levels + 1) > seen(model, levels)
        && seen(model, levels + 1) <= SEEN_AT_FIRST) {
      levels++;
    }
    return levels;
  }

  private static int seen(Outline layer, int levels) {
    return levels == 0
        ? 1
        : 1
            + layer.children().stream()
                .mapToInt(child -> seen(child, levels - 1))
                .sum();
  }

  String html(String style, String script) {
    String title = text(model.description());
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>")
        .append(title)
        .append("</title>\n")
        .append("<style>\n")
        .append(style)
        .append("</style>\n</head>\n<body>\n");
    head(title);
    html.append("<main>\n");
    edge("input", model.input());
    if (model.children().isEmpty()) {
      layer(model);
    } else {
      block(model, 0);
    }
    edge("output", model.output());
    html.append("</main>\n<script>\n").append(script).append("</script>\n</body>\n</html>\n");
    return html.toString();
  }

  private void head(String title) {
    html.append("<header>\n<h1>").append(title).append("</h1>\n<dl>\n");
    total("parameters", count(totals.parameters()) + unknown(totals.unknownParameters()));
    total("trained", count(totals.trainable()));
    total("size", String.format(Locale.ROOT, "%,.2f MB", totals.megabytes()));
    total("multiply-adds", count(totals.multiplyAdds()) + unknown(totals.unknownLayers()));
    html.append("</dl>\n<p class=\"tools\"><button data-open=\"true\">open all</button> ")
        .append("<button data-open=\"false\">close all</button></p>\n</header>\n");
  }

  private void total(String what, String amount) {
    html.append("<div><dt>")
        .append(what)
        .append("</dt><dd>")
        .append(amount)
        .append("</dd></div>\n");
  }

  private static String unknown(int more) {
    return more == 0 ? "" : " + ?";
  }

  private void edge(String what, Shape shape) {
    html.append("<p class=\"edge\">").append(what);
    if (shape.hasRank()) {
      html.append(" <b class=\"shape\">").append(text(shape.toString())).append("</b>");
    }
    html.append("</p>\n");
  }

  private void any(Outline layer, int level) {
    if (layer.children().isEmpty()) {
      layer(layer);
    } else {
      block(layer, level);
    }
  }

  private void block(Outline block, int level) {
    html.append("<details class=\"block\"")
        .append(level < openLevels ? " open" : "")
        .append(">\n")
        .append("<summary>");
    names(block);
    what(block.description());
    shapes(block);
    size(block.totals().parameters(), "");
    html.append("</summary>\n");
    parameters(block.parameters());
    Optional<Shape> before = Optional.empty();
    for (Outline child : block.children()) {
      between(before, child.input());
      any(child, level + 1);
      before = Optional.of(child.output());
    }
    html.append("</details>\n");
  }

  /** What passes from one layer to the next, where that is known: not every block is a chain. */
  private void between(Optional<Shape> before, Shape input) {
    if (before.isEmpty()) {
      return;
    }
    boolean passes = input.hasRank() && input.equals(before.get());
    html.append(
        passes ? "<p class=\"passes\" title=\"passes on\"></p>\n" : "<p class=\"gap\"></p>\n");
  }

  private void layer(Outline layer) {
    html.append("<div class=\"layer ").append(kind(layer)).append("\"><div class=\"line\">");
    names(layer);
    what(layer.description());
    shapes(layer);
    size(layer.totals().parameters(), layer.parameters().isEmpty() ? "" : cost(layer));
    html.append("</div>\n");
    parameters(layer.parameters());
    html.append("</div>\n");
  }

  private static String cost(Outline layer) {
    return layer.multiplyAdds() == 0 ? "" : count(layer.multiplyAdds()) + " multiply-adds";
  }

  private void names(Outline layer) {
    String name = layer.path().isEmpty() ? "" : layer.name();
    html.append("<span class=\"names\"><b>").append(text(name)).append("</b>");
    layer
        .prefix()
        .map(Page::nameOf)
        .filter(prefix -> !prefix.isEmpty())
        .ifPresent(prefix -> html.append("<i title=\"")
            .append(text(prefix))
            .append("\">")
            .append(text(prefix))
            .append("</i>"));
    html.append("</span>");
  }

  private static String nameOf(String prefix) {
    return prefix.endsWith("_") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }

  private void what(String description) {
    html.append("<span class=\"what\" title=\"")
        .append(text(description))
        .append("\">")
        .append(text(description))
        .append("</span>");
  }

  private void shapes(Outline layer) {
    html.append("<span class=\"shapes\">");
    if (layer.input().hasRank() || layer.output().hasRank()) {
      html.append(shape(layer.input())).append(" <u>→</u> ").append(shape(layer.output()));
    }
    html.append("</span>");
  }

  private static String shape(Shape shape) {
    return shape.hasRank() ? text(shape.toString()) : "?";
  }

  /** A bar of the model's width for all its parameters, and the number. */
  private void size(long parameters, String cost) {
    html.append("<span class=\"size\"");
    if (!cost.isEmpty()) {
      html.append(" title=\"").append(cost).append('"');
    }
    html.append('>');
    if (parameters > 0) {
      bar(parameters);
    }
    html.append("</span>");
  }

  private void bar(long elements) {
    double percent = totals.parameters() == 0 ? 0 : 100.0 * elements / totals.parameters();
    html.append("<span class=\"bar\"><span style=\"width:")
        .append(String.format(Locale.ROOT, "%.2f", percent))
        .append("%\"></span></span><span class=\"number\">")
        .append(count(elements))
        .append("</span>");
  }

  private void parameters(List<OutlineParameter> parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    html.append("<ul>");
    for (OutlineParameter parameter : parameters) {
      html.append("<li")
          .append(parameter.trainable() ? "" : " class=\"fixed\"")
          .append(" title=\"")
          .append(text(parameter.path()))
          .append(parameter.fullName().map(name -> " = " + text(name)).orElse(""))
          .append(", ")
          .append(parameter.dtype().name().toLowerCase(Locale.ROOT))
          .append(parameter.trainable() ? "" : ", not trained")
          .append("\"><b>")
          .append(text(parameter.name()))
          .append("</b> ")
          .append(shape(parameter.shape()))
          .append(parameter
              .sharedWith()
              .map(other -> " <i>shared with " + text(other) + "</i>")
              .orElse(""))
          .append("</li>");
    }
    html.append("</ul>\n");
  }

  /** What colours the layer: the first word of what Gluon calls it. */
  private static String kind(Outline layer) {
    String word = layer.description().replaceAll("[^A-Za-z].*", "").toLowerCase(Locale.ROOT);
    if (word.startsWith("conv")) {
      return "conv";
    }
    if (word.startsWith("dense")) {
      return "dense";
    }
    if (word.contains("pool")) {
      return "pool";
    }
    return word.contains("norm") ? "norm" : layer.parameters().isEmpty() ? "plain" : "other";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
