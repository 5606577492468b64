package dev.ashlar.benchmarks.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler;

/** The figures as a picture. */
final class Chart {
  private static final int LONGEST_LABEL = 30; // of a longer one nothing is drawn

  private Chart() {}

  /** How many times as long as Ashlar the others take, a bar a row and library. */
  static void write(Results times, Path file) throws IOException {
    List<Row> rows = Row.all().stream()
        .filter(row -> times.has(row.name(), Library.ASHLAR.toString()))
        .toList();
    if (rows.isEmpty()) {
      return;
    }
    CategoryChart chart = new CategoryChartBuilder()
        .width(1400)
        .height(600)
        .title("Time as a multiple of Ashlar's: up, slower than Ashlar; down, faster")
        .build();
    chart.getStyler().setYAxisTickLabelsFormattingFunction(Chart::multiple);
    chart.getStyler().setXAxisLabelRotation(20);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    for (Library library : Library.values()) {
      if (library == Library.ASHLAR) {
        continue; // the line at 1
      }
      List<String> titles = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (Row row : rows) {
        titles.add(row.title().length() > LONGEST_LABEL ? row.name() : row.title());
        ratios.add(
            times.has(row.name(), library.toString())
                ? Math.log10(times.get(row.name(), library.toString()).median()
                    / times.get(row.name(), Library.ASHLAR.toString()).median())
                : null);
      }
      chart.addSeries(library.toString(), titles, ratios);
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      ChartEncoder.saveChart(chart, out, "png");
    }
  }

  /** What the logarithm is of. */
  private static String multiple(double logarithm) {
    return String.format(Locale.ROOT, "%.2g", Math.pow(10, logarithm));
  }
}
