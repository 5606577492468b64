package dev.ashlar.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lines over a common axis, as a page for any browser: one file that needs no other.
 *
 * <pre>{@code
 * Curves.of(history).save(Path.of("training.html"));
 * }</pre>
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class Curves {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 320;
  private static final int LEFT = 64;
  private static final int RIGHT = 16;
  private static final int TOP = 16;
  private static final int BOTTOM = 40;
  private static final String CIRCLE = "m-2 0a2 2 0 1 1 4 0a2 2 0 1 1 -4 0"; // around a point alone
  private static final String[] COLOURS = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00" // Okabe and Ito's
  };

  private final String title;
  private final String axis;
  private final Map<String, Map<String, double[][]>> charts; // chart, line, {xs, ys}

  private Curves(String title, String axis, Map<String, Map<String, double[][]>> charts) {
    this.title = title;
    this.axis = axis;
    this.charts = charts;
  }

  /**
   * No lines yet.
   *
   * @param title what stands above
   * @param axis what the horizontal axes count
   * @return curves without a line
   */
  public static Curves titled(String title, String axis) {
    return new Curves(title, axis, Map.of());
  }

  /**
   * {@return a training, epoch by epoch: a chart of its loss and the validation's, and one for each
   * metric}
   *
   * @param history what {@code fit} returned
   */
  public static Curves of(History history) {
    Curves curves = titled("Training", "epoch");
    List<EpochReport> epochs = history.epochs();
    double[] numbers = epochs.stream().mapToDouble(EpochReport::epoch).toArray();
    curves = curves.line(
        "loss",
        "training",
        numbers,
        epochs.stream().mapToDouble(EpochReport::loss).toArray());
    if (!epochs.isEmpty()) {
      for (String name : epochs.get(0).validation().keySet()) {
        double[] values =
            epochs.stream().mapToDouble(epoch -> epoch.value(name)).toArray();
        curves = curves.line(name, "validation", numbers, values);
      }
    }
    return curves;
  }

  /**
   * {@return these curves, with one more line}
   *
   * @param chart the chart that it stands in; a new one where there is none of that name
   * @param name the line's name
   * @param xs from left to right
   * @param ys as many; what is not finite leaves a gap
   */
  public Curves line(String chart, String name, double[] xs, double[] ys) {
    if (xs.length != ys.length) {
      throw new IllegalArgumentException("the line '" + name + "': expected as many ys as xs, "
          + xs.length + ", found " + ys.length);
    }
    Map<String, Map<String, double[][]>> more = new LinkedHashMap<>(charts);
    Map<String, double[][]> lines = new LinkedHashMap<>(more.getOrDefault(chart, Map.of()));
    lines.put(name, new double[][] {xs.clone(), ys.clone()});
    more.put(chart, lines);
    return new Curves(title, axis, more);
  }

  /**
   * Writes the page, and makes the folder where there is none.
   *
   * @param file replaced if it is there
   * @throws UncheckedIOException if it cannot be written
   */
  public void save(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, html(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "cannot write the curves to '" + file + "': " + failure.getMessage(), failure);
    }
  }

  /** {@return the page's text} */
  public String html() {
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head>")
        .append("<meta charset=\"utf-8\"><title>")
        .append(escaped(title))
        .append(
            "</title></head>\n<body style=\"font-family:sans-serif;max-width:760px;margin:auto\">\n<h1>")
        .append(escaped(title))
        .append("</h1>\n");
    charts.forEach((name, lines) ->
        page.append("<h2>").append(escaped(name)).append("</h2>\n").append(svg(lines)));
    return page.append("</body></html>\n").toString();
  }

  private String svg(Map<String, double[][]> lines) {
    Axis x = Axis.along(lines.values().stream().map(line -> line[0]).toList());
    Axis y = Axis.around(lines.values().stream().map(line -> line[1]).toList());
    StringBuilder svg = new StringBuilder(String.format(
        Locale.ROOT,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" font-size=\"12\">%n",
        WIDTH,
        HEIGHT + 20 * lines.size()));
    for (double mark : y.marks()) {
      svg.append(String.format(
          Locale.ROOT,
          "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
          LEFT,
          down(y.part(mark)),
          WIDTH - RIGHT,
          LEFT - 6,
          down(y.part(mark)) + 4,
          y.label(mark)));
    }
    for (double mark : x.marks()) {
      svg.append(String.format(
          Locale.ROOT,
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
          right(x.part(mark)),
          HEIGHT - BOTTOM + 18,
          x.label(mark)));
    }
    svg.append(String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
        (LEFT + WIDTH - RIGHT) / 2,
        HEIGHT - 4,
        escaped(axis)));
    int number = 0;
    for (Map.Entry<String, double[][]> line : lines.entrySet()) {
      String colour = COLOURS[number % COLOURS.length];
      int row = HEIGHT + 20 * number++ + 10;
      svg.append(String.format(
          Locale.ROOT,
          "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/><path d=\"M%d %dh24\" stroke=\"%s\""
              + " stroke-width=\"2\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
          path(line.getValue(), x, y),
          colour,
          LEFT,
          row,
          colour,
          LEFT + 32,
          row + 4,
          escaped(line.getKey())));
    }
    return svg.append("</svg>\n").toString();
  }

  private static double right(double part) {
    return LEFT + part * (WIDTH - LEFT - RIGHT);
  }

  private static double down(double part) {
    return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
  }

  private static String path(double[][] line, Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < line[0].length; i++) {
      if (isFinite(line, i)) {
        path.append(String.format(
            Locale.ROOT,
            "%s%.1f %.1f%s",
            isFinite(line, i - 1) ? "L" : "M",
            right(x.part(line[0][i])),
            down(y.part(line[1][i])),
            isFinite(line, i - 1) || isFinite(line, i + 1) ? "" : CIRCLE));
      }
    }
    return path.toString();
  }

  private static boolean isFinite(double[][] line, int i) {
    return i >= 0
        && i < line[0].length
        && Double.isFinite(line[0][i])
        && Double.isFinite(line[1][i]);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
