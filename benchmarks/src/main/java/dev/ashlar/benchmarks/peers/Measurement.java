package dev.ashlar.benchmarks.peers;

import dev.ashlar.benchmarks.peers.model.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a row is measured: each library in a process of its own; results compared; each warmed up;
 * then round after round, in which every library has its turn, while the others wait.
 */
final class Measurement {
  /** Names of what stands beside the libraries. */
  static final String FLOOR = "floor";

  static final String ARITHMETIC = "floor: arithmetic";
  static final String MEMORY = "floor: memory";

  /** Rows of {@link #sizes()}. */
  static final String RESIDENT = "memory of the process";

  static final String DEPENDENCIES = "size of the dependencies";

  private static final int THREADS = 2;
  private static final double TOLERANCE = 1e-4;
  private static final int CHECKED_STEPS = 3;
  private static final int PREDICTIONS_BEFORE_MEMORY = 1000;
  private static final long PAUSE_MILLIS = 100;
  private static final int MOST_PAUSES = 20;
  private static final Duration AT_REST = Duration.ofMillis(10); // of a pause, all together

  private final Path directory;
  private final int rounds;
  private final long warmUpNanos;
  private final long roundNanos;
  private final Results times;
  private final Results sizes;

  Measurement(
      Path directory, int rounds, long warmUpNanos, long roundNanos, Results times, Results sizes) {
    this.directory = directory;
    this.rounds = rounds;
    this.warmUpNanos = warmUpNanos;
    this.roundNanos = roundNanos;
    this.times = times;
    this.sizes = sizes;
  }

  /** Measures a row. */
  void run(Row row) throws IOException, InterruptedException {
    times.remove(row.name());
    if (row.measure() == Row.Measure.START) {
      starts(row);
    } else {
      repeated(row);
    }
  }

  private void repeated(Row row) throws IOException, InterruptedException {
    List<WorkerProcess> workers = new ArrayList<>();
    try (WorkerProcess floor = start(Library.BY_HAND, row)) {
      for (Library library : Library.values()) {
        WorkerProcess worker = start(library, row);
        workers.add(worker);
        if (!worker.prepare(row.task())) {
          workers.remove(worker);
          worker.close();
        }
      }
      compare(row, workers);
      Map<WorkerProcess, Integer> repetitions = new LinkedHashMap<>();
      for (WorkerProcess worker : workers) {
        repetitions.put(worker, warmUp(worker));
      }
      for (int round = 0; round < rounds; round++) {
        if (row.hasFloor()) {
          rest(workers);
          add(row, floor.floor(row.bytes()));
        }
        for (int i = 0; i < workers.size(); i++) {
          WorkerProcess worker = workers.get((round + i) % workers.size());
          int repeated = repetitions.get(worker);
          rest(workers);
          times.add(row.name(), worker.library().toString(), worker.run(repeated) / 1e3 / repeated);
        }
      }
    } finally {
      for (WorkerProcess worker : workers) {
        worker.close();
      }
    }
  }

  /**
   * Waits until no library computes: their threads wait busily for a while when their work is done,
   * and their Java's compiler and garbage collector go on in the background.
   */
  private static void rest(List<WorkerProcess> workers) throws InterruptedException {
    Duration before = processorTime(workers);
    for (int i = 0; i < MOST_PAUSES; i++) {
      Thread.sleep(PAUSE_MILLIS);
      Duration now = processorTime(workers);
      if (now.minus(before).compareTo(AT_REST) <= 0) {
        return;
      }
      before = now;
    }
  }

  private static Duration processorTime(List<WorkerProcess> workers) {
    return workers.stream().map(WorkerProcess::processorTime).reduce(Duration.ZERO, Duration::plus);
  }

  private WorkerProcess start(Library library, Row row) throws IOException {
    return new WorkerProcess(library, row.task().model(), directory, THREADS);
  }

  private void add(Row row, Floor floor) {
    times.add(row.name(), ARITHMETIC, floor.productMicros(row.flops()));
    times.add(row.name(), MEMORY, floor.readMicros());
    times.add(row.name(), FLOOR, floor.micros(row.flops()));
  }

  /** All libraries must come to the same numbers, relative to the largest. */
  private static void compare(Row row, List<WorkerProcess> workers) throws IOException {
    Map<Library, float[]> results = new LinkedHashMap<>();
    for (WorkerProcess worker : workers) {
      if (row.task().kind() == Task.Kind.TRAINING) {
        worker.run(CHECKED_STEPS);
      }
      results.put(worker.library(), worker.result());
    }
    requireSame(row, results);
  }

  private static void requireSame(Row row, Map<Library, float[]> results) {
    Library first = results.keySet().iterator().next();
    results.forEach((library, found) ->
        requireSame(row, first, Objects.requireNonNull(results.get(first)), library, found));
  }

  private static void requireSame(
      Row row, Library first, float[] expected, Library second, float[] found) {
    if (expected.length != found.length) {
      throw new IllegalStateException(row.name() + ": " + first + " gives " + expected.length
          + " numbers, " + second + " " + found.length);
    }
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - found[i]) <= TOLERANCE * largest)) {
        throw new IllegalStateException(row.name() + ": number " + i + " is " + expected[i]
            + " with " + first + ", " + found[i] + " with " + second);
      }
    }
  }

  /** Runs until the time is over; gives how often the task fits into a round. */
  private int warmUp(WorkerProcess worker) throws IOException {
    int repeated = 1;
    long spent = 0;
    long last;
    do {
      last = worker.run(repeated);
      spent += last;
      if (last < roundNanos / 4) {
        repeated *= 2;
      }
    } while (spent < warmUpNanos);
    return (int) Math.max(1, roundNanos * repeated / last);
  }

  private void starts(Row row) throws IOException, InterruptedException {
    sizes.remove(RESIDENT);
    sizes.remove(DEPENDENCIES);
    for (Library library : Library.values()) {
      sizes.add(DEPENDENCIES, library.toString(), ClassPath.of(library).bytes());
    }
    for (int round = 0; round < rounds; round++) {
      Map<Library, float[]> results = new LinkedHashMap<>();
      for (Library library : Library.values()) {
        Thread.sleep(PAUSE_MILLIS);
        long start = System.nanoTime();
        try (WorkerProcess worker = start(library, row)) {
          if (worker.prepare(row.task())) {
            results.put(library, worker.result());
            times.add(row.name(), library.toString(), (System.nanoTime() - start) / 1e3);
            worker.run(PREDICTIONS_BEFORE_MEMORY);
            sizes.add(RESIDENT, library.toString(), worker.residentBytes());
          }
        }
      }
      requireSame(row, results);
    }
  }
}
