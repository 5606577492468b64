package dev.ashlar.benchmarks.peers;

import dev.ashlar.benchmarks.peers.Results.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figures in words and tables. */
final class Report {
  private static final String BEGIN =
      "<!-- Inference and training: written by mvn -q -Pbenchmarks verify -->";
  private static final String END = "<!-- end of what it writes -->";
  private static final String MISSING = "–";

  private final Machine machine;
  private final Results times;
  private final Results sizes;

  Report(Machine machine, Results times, Results sizes) {
    this.machine = machine;
    this.times = times;
    this.sizes = sizes;
  }

  /** A row for the terminal. */
  String line(Row row) {
    StringBuilder line = new StringBuilder(row.title()).append(':');
    for (Library library : Library.values()) {
      if (times.has(row.name(), library.toString())) {
        Spread spread = times.get(row.name(), library.toString());
        line.append("  ").append(library).append(' ').append(time(spread.median()));
      }
    }
    if (row.hasFloor()) {
      line.append("  floor ")
          .append(time(times.get(row.name(), Measurement.FLOOR).median()));
    }
    ratio(row)
        .ifPresent(ratio -> line.append(String.format(Locale.ROOT, "  Ashlar/best %.2f", ratio)));
    return line.toString();
  }

  /** Writes the section of a document, or a new one; what stands outside of the section stays. */
  void write(Path file) throws IOException {
    String old = Files.exists(file)
        ? Files.readString(file)
        : "# Performance\n\n" + BEGIN + "\n" + END + "\n";
    int begin = old.indexOf(BEGIN);
    int end = old.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(file + ": expected the lines " + BEGIN + " and " + END);
    }
    Files.writeString(
        file, old.substring(0, begin) + BEGIN + "\n" + section() + old.substring(end));
  }

  private String section() {
    List<Row> rows = Row.all().stream().filter(row -> times.has(row.name())).toList();
    int rounds = rows.stream().mapToInt(row -> times.rounds(row.name())).min().orElse(0);
    StringBuilder text = new StringBuilder("## Inference and training\n\n");
    text.append("Medians of at least ")
        .append(rounds)
        .append(" rounds, in brackets the least and the most; float32, two threads each.\n");
    text.append(machine).append(".\n\n");
    text.append("![How many times as long as Ashlar the others take](performance.png)\n\n");
    table(text, rows);
    sizes(text);
    goals(text, rows);
    return text.toString();
  }

  private void table(StringBuilder text, List<Row> rows) {
    List<String> head = new ArrayList<>(List.of("", "floor: arithmetic", "floor: memory"));
    Arrays.stream(Library.values()).map(Library::toString).forEach(head::add);
    head.addAll(List.of("Ashlar / best other", "goal"));
    head(text, head);
    for (Row row : rows) {
      List<String> cells = new ArrayList<>(
          List.of(row.title(), cell(row, Measurement.ARITHMETIC), cell(row, Measurement.MEMORY)));
      Arrays.stream(Library.values())
          .map(library -> cell(row, library.toString()))
          .forEach(cells::add);
      cells.add(ratio(row).map(Report::number).orElse(MISSING));
      cells.add(Double.isNaN(row.goal()) ? MISSING : number(row.goal()));
      line(text, cells);
    }
    text.append('\n');
  }

  private void sizes(StringBuilder text) {
    List<String> rows = List.of(Measurement.RESIDENT, Measurement.DEPENDENCIES);
    if (!rows.stream().allMatch(sizes::has)) {
      return;
    }
    List<String> head = new ArrayList<>(List.of("megabytes"));
    Arrays.stream(Library.values()).map(Library::toString).forEach(head::add);
    head(text, head);
    for (String row : rows) {
      List<String> cells = new ArrayList<>(List.of(row));
      for (Library library : Library.values()) {
        cells.add(
            sizes.has(row, library.toString())
                ? String.format(
                    Locale.ROOT, "%.0f", sizes.get(row, library.toString()).median() / 1e6)
                : MISSING);
      }
      line(text, cells);
    }
    text.append('\n');
  }

  private void goals(StringBuilder text, List<Row> rows) {
    List<String> missed = rows.stream()
        .filter(row -> ratio(row).isPresent() && ratio(row).get() > row.goal())
        .map(row -> row.title() + " (" + number(ratio(row).get())
            + " of the best other's time, the goal is " + number(row.goal()) + ")")
        .toList();
    text.append(
        missed.isEmpty()
            ? "Every row meets its goal.\n"
            : "Missed: " + String.join("; ", missed) + ".\n");
  }

  private Optional<Double> ratio(Row row) {
    String ashlar = Library.ASHLAR.toString();
    if (!times.has(row.name(), ashlar)) {
      return Optional.empty();
    }
    return Arrays.stream(Library.values())
        .filter(library -> library != Library.ASHLAR)
        .filter(library -> times.has(row.name(), library.toString()))
        .map(library -> times.get(row.name(), library.toString()).median())
        .min(Comparator.naturalOrder())
        .map(best -> times.get(row.name(), ashlar).median() / best);
  }

  private String cell(Row row, String peer) {
    if (!times.has(row.name(), peer)) {
      return MISSING;
    }
    Spread spread = times.get(row.name(), peer);
    boolean millis = spread.median() >= 10_000;
    Spread shown = spread.times(millis ? 1e-3 : 1);
    return String.format(
        "%s %s (%s–%s)",
        number(shown.median()), millis ? "ms" : "µs", number(shown.min()), number(shown.max()));
  }

  private static String time(double micros) {
    return micros >= 10_000 ? number(micros / 1e3) + " ms" : number(micros) + " µs";
  }

  /** With three digits. */
  private static String number(double value) {
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static void head(StringBuilder text, List<String> cells) {
    line(text, cells);
    text.append("|---").append("|---:".repeat(cells.size() - 1)).append("|\n");
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
