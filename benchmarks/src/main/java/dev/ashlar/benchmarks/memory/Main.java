package dev.ashlar.benchmarks.memory;

import dev.ashlar.benchmarks.peers.library.AshlarPeer;
import dev.ashlar.benchmarks.peers.library.Work;
import dev.ashlar.benchmarks.peers.model.Data;
import dev.ashlar.benchmarks.peers.model.Model;
import dev.ashlar.benchmarks.peers.model.Task;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains for a long time and prints what the process holds of the machine's memory: {@code mvn -q
 * -Pbenchmarks verify -Dashlar.benchmark=memory}. The heap is fixed and touched from the start, so
 * that only native memory can grow the process; what is alive in the heap is counted after a
 * garbage collection. Growth in the second half fails the run: the first half is for the compiler
 * and for what is made once. {@code -Dashlar.steps=N}, in {@code ashlar.options}, makes N steps of
 * the MLP and N / 500 of LeNet.
 */
public final class Main {
  private static final int STEPS = Integer.getInteger("ashlar.steps", 1_000_000);
  private static final int STEPS_TO_ONE_OF_LENET = 500;
  private static final int INTERVALS = 20;
  private static final int BATCH = 64;
  private static final double MEGABYTE = 1 << 20;
  private static final double RESIDENT_GROWTH = 8; // megabytes: 16 bytes a step of the MLP
  private static final double HEAP_GROWTH = 1;
  private static final Path STATUS = Path.of("/proc/self/status");

  private Main() {}

  /** Runs both models, each in a process of its own; or in this one, the model that is named. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 1) {
      train(Model.valueOf(arguments[0]));
      return;
    }
    for (Model model : List.of(Model.MLP, Model.LENET)) {
      Process process = new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xms256m",
              "-Xmx256m",
              "-XX:+AlwaysPreTouch",
              "-Dashlar.steps=" + STEPS,
              "-cp",
              System.getProperty("java.class.path"),
              Main.class.getName(),
              model.name())
          .inheritIO()
          .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(model + ": memory grew, or the run failed");
      }
    }
  }

  private static void train(Model model) throws Exception {
    int steps = model == Model.MLP ? STEPS : STEPS / STEPS_TO_ONE_OF_LENET;
    Path folder = Files.createTempDirectory("ashlar-memory");
    Path values = folder.resolve(model + ".weights");
    Data.write(model, values);
    Work work = new AshlarPeer()
        .prepare(new Task(Task.Kind.TRAINING, model, BATCH), folder, 2)
        .orElseThrow();
    System.out.printf(
        "%s, batch %d%n%10s %14s %14s%n", model, BATCH, "steps", "RSS, MB", "heap, MB");
    double[] resident = new double[INTERVALS + 1];
    double[] heap = new double[INTERVALS + 1];
    int done = 0;
    for (int i = 1; i <= INTERVALS; i++) {
      int until = (int) ((long) steps * i / INTERVALS);
      work.run(until - done);
      done = until;
      heap[i] = heap();
      resident[i] = resident();
      System.out.printf("%10d %14.1f %14.2f%n", done, resident[i], heap[i]);
    }
    Files.delete(values);
    Files.delete(folder);
    int half = INTERVALS / 2;
    requireSteady("resident memory", resident[half], resident[INTERVALS], RESIDENT_GROWTH);
    requireSteady("the heap", heap[half], heap[INTERVALS], HEAP_GROWTH);
  }

  private static void requireSteady(String what, double before, double after, double growth) {
    if (after - before > growth) {
      throw new IllegalStateException("%s grew from %.1f to %.1f MB in the second half of the steps"
          .formatted(what, before, after));
    }
  }

  private static double heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
  }

  private static double resident() throws IOException {
    return Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }
}
