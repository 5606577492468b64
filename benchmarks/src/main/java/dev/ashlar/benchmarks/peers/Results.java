package dev.ashlar.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured: for each row and peer a figure a round. Kept in a file of its own, so that
 * rows may be measured by several commands.
 */
final class Results {
  private static final String RAW_HEAD = "row,peer,round,figure";

  private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();

  /**
   * The middle and the ends of several rounds.
   *
   * @param median the mean of the two in the middle, where their number is even
   */
  record Spread(double median, double min, double max) {
    static Spread of(List<Double> figures) {
      List<Double> sorted = figures.stream().sorted().toList();
      int size = sorted.size();
      double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
      return new Spread(median, sorted.get(0), sorted.get(size - 1));
    }

    Spread times(double factor) {
      return new Spread(median * factor, min * factor, max * factor);
    }
  }

  /** What {@link #writeRaw} wrote; nothing, if there is no such file. */
  static Results readRaw(Path file) throws IOException {
    Results results = new Results();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (!line.equals(RAW_HEAD)) {
          String[] cells = line.split(",");
          results.add(cells[0], cells[1], Double.parseDouble(cells[3]));
        }
      }
    }
    return results;
  }

  /** Forgets a row. */
  void remove(String row) {
    rows.remove(row);
  }

  /** Notes one round's figure. */
  void add(String row, String peer, double figure) {
    rows.computeIfAbsent(row, name -> new LinkedHashMap<>())
        .computeIfAbsent(peer, name -> new ArrayList<>())
        .add(figure);
  }

  boolean has(String row, String peer) {
    return rows.getOrDefault(row, Map.of()).containsKey(peer);
  }

  Spread get(String row, String peer) {
    return Spread.of(rows.get(row).get(peer));
  }

  /** How often a row was measured. */
  int rounds(String row) {
    return rows.get(row).values().stream().mapToInt(List::size).max().orElse(0);
  }

  boolean has(String row) {
    return rows.containsKey(row);
  }

  /** A line a round: {@value #RAW_HEAD}. */
  void writeRaw(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(RAW_HEAD));
    rows.forEach((row, peers) -> peers.forEach((peer, figures) -> {
      for (int round = 0; round < figures.size(); round++) {
        lines.add(
            String.format(Locale.ROOT, "%s,%s,%d,%.3f", row, peer, round + 1, figures.get(round)));
      }
    }));
    Files.write(file, lines);
  }

  /** A line a row and peer. */
  void writeSpreads(Path file, String unit) throws IOException {
    List<String> lines =
        new ArrayList<>(List.of(String.format("row,peer,median_%1$s,min_%1$s,max_%1$s", unit)));
    rows.forEach((row, peers) -> peers.forEach((peer, figures) -> {
      Spread spread = Spread.of(figures);
      lines.add(String.format(
          Locale.ROOT,
          "%s,%s,%.3f,%.3f,%.3f",
          row,
          peer,
          spread.median(),
          spread.min(),
          spread.max()));
    }));
    Files.write(file, lines);
  }
}
