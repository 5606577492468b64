package dev.ashlar.benchmarks.peers;

import dev.ashlar.benchmarks.peers.model.Data;
import dev.ashlar.benchmarks.peers.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Ashlar beside other libraries, on this machine. Writes {@code target/results.csv},
 * {@code target/sizes.csv} and their raw rounds, and, but for {@code -Dquick=true},
 * {@code docs/performance.md} and {@code .png}.
 *
 * <p>{@code -Dashlar.rows=REGEX} measures only the rows in whose names it is found, and leaves the
 * figures of the others as they are.
 */
public final class Main {
  private static final Path TARGET = Path.of("target");
  private static final Path DOCUMENTS = Path.of("..", "docs");
  private static final int ROUNDS = 9;
  private static final int QUICK_ROUNDS = 3;
  private static final int PUBLISHED_ROUNDS = 7;
  private static final long WARM_UP_NANOS = 4_000_000_000L;
  private static final long QUICK_WARM_UP_NANOS = 1_500_000_000;
  private static final long ROUND_NANOS = 250_000_000;

  private Main() {}

  /** Measures. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean quick = Boolean.getBoolean("quick");
    int rounds = Integer.getInteger("ashlar.rounds", quick ? QUICK_ROUNDS : ROUNDS);
    String chosen = System.getProperty("ashlar.rows", "");
    Path rawTimes = TARGET.resolve("rounds.csv");
    Path rawSizes = TARGET.resolve("sizes-rounds.csv");
    Results times = chosen.isEmpty() ? new Results() : Results.readRaw(rawTimes);
    Results sizes = chosen.isEmpty() ? new Results() : Results.readRaw(rawSizes);
    List<Row> all = quick ? Row.quick() : Row.all();
    List<Row> rows = all.stream()
        .filter(row -> Pattern.compile(chosen).matcher(row.name()).find())
        .toList();
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("ashlar.rows=" + chosen + " is found in no row's name: "
          + all.stream().map(Row::name).toList());
    }

    Path directory = Files.createDirectories(TARGET.resolve("peers"));
    Report report = new Report(Machine.here(), times, sizes);
    System.out.println(Machine.here());
    writeModels(rows, directory);
    Measurement measurement = new Measurement(
        directory, rounds, quick ? QUICK_WARM_UP_NANOS : WARM_UP_NANOS, ROUND_NANOS, times, sizes);
    for (Row row : rows) {
      measurement.run(row);
      times.writeRaw(rawTimes);
      sizes.writeRaw(rawSizes);
      System.out.println(report.line(row));
    }
    times.writeSpreads(TARGET.resolve("results.csv"), "us");
    sizes.writeSpreads(TARGET.resolve("sizes.csv"), "bytes");
    if (rounds >= PUBLISHED_ROUNDS) {
      report.write(DOCUMENTS.resolve("performance.md"));
      Chart.write(times, DOCUMENTS.resolve("performance.png"));
    }
  }

  private static void writeModels(List<Row> rows, Path directory) throws IOException {
    for (Model model : Model.values()) {
      if (rows.stream().anyMatch(row -> row.task().model() == model)) {
        Path weights = directory.resolve(model + ".weights");
        Data.write(model, weights);
        OnnxFile.write(model, Data.read(model, weights), directory.resolve(model + ".onnx"));
      }
    }
  }
}
