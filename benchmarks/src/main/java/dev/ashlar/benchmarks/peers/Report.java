package dev.ashlar.benchmarks.peers;

import dev.ashlar.benchmarks.peers.Results.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The figures in words and tables. */
final class Report {
  private static final String BEGIN =
      "<!-- Inference and training: written by mvn -q -Pbenchmarks verify -->";
  private static final String END = "<!-- end of what it writes -->";
  private static final String MISSING = "–";

  private static final Set<Library> ALL_OTHERS = EnumSet.complementOf(EnumSet.of(Library.ASHLAR));

  /** Without what a programmer writes by hand for one model. */
  private static final Set<Library> OTHER_LIBRARIES =
      EnumSet.complementOf(EnumSet.of(Library.ASHLAR, Library.BY_HAND));

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
    ratio(row, OTHER_LIBRARIES)
        .ifPresent(
            ratio -> line.append(String.format(Locale.ROOT, "  Ashlar/best library %.2f", ratio)));
    ratio(row, ALL_OTHERS)
        .ifPresent(
            ratio -> line.append(String.format(Locale.ROOT, "  Ashlar/best of all %.2f", ratio)));
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
    head.addAll(
        List.of("Ashlar / best other library", "Ashlar / best of all, by hand too", "goal"));
    head(text, head);
    for (Row row : rows) {
      List<String> cells = new ArrayList<>(
          List.of(row.title(), cell(row, Measurement.ARITHMETIC), cell(row, Measurement.MEMORY)));
      Arrays.stream(Library.values())
          .map(library -> cell(row, library.toString()))
          .forEach(cells::add);
      cells.add(ratio(row, OTHER_LIBRARIES).map(Report::number).orElse(MISSING));
      cells.add(ratio(row, ALL_OTHERS).map(Report::number).orElse(MISSING));
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
    text.append("Goals are ratios to the best of all. Missed: ")
        .append(missed(rows, ALL_OTHERS))
        .append(". To the best other library, missed: ")
        .append(missed(rows, OTHER_LIBRARIES))
        .append(".\n");
  }

  private String missed(List<Row> rows, Set<Library> others) {
    String missed = rows.stream()
        .filter(row -> ratio(row, others).filter(ratio -> ratio > row.goal()).isPresent())
        .map(row -> row.title() + " (" + ratio(row, others).map(Report::number).orElseThrow()
            + ", the goal is " + number(row.goal()) + ")")
        .collect(Collectors.joining("; "));
    return missed.isEmpty() ? "none" : missed;
  }

  /** Of Ashlar's time to the best of some others. */
  private Optional<Double> ratio(Row row, Set<Library> others) {
    String ashlar = Library.ASHLAR.toString();
    if (!times.has(row.name(), ashlar)) {
      return Optional.empty();
    }
    return others.stream()
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
