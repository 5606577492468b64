package dev.ashlar.benchmarks.checkpoint;

import static dev.ashlar.layer.DenseLayer.dense;

import dev.ashlar.Layer;
import dev.ashlar.Parameter;
import dev.ashlar.Scope;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.checkpoint.LoadOptions;
import dev.ashlar.layer.Sequential;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Saves and loads a model of 1 GB: {@code mvn -q -Pbenchmarks verify
 * -Dashlar.benchmark=checkpoint}. Each of save and load runs in a process of its own, by turns with
 * copying the file; the best of {@value #ROUNDS} rounds counts. Memory is the process's resident
 * peak above what it had before, as Linux counts it.
 */
public final class Main {
  private static final int LAYERS = 16;
  private static final int UNITS = 4096;
  private static final int ROUNDS = 3;
  private static final long PIECE = 1L << 24;
  private static final double MEGABYTE = 1 << 20;

  private final Path folder;
  private final Path file;

  private Main(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("model.safetensors");
  }

  /** Runs all, or, in a process of its own, one part: {@code save FOLDER}, {@code load FOLDER}. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2) {
      Main main = new Main(Path.of(arguments[1]));
      switch (arguments[0]) {
        case "save" -> main.save();
        case "load" -> main.load(LoadOptions.strict(), "load");
        case "mapped" -> main.load(LoadOptions.strict().mapped(), "load, mapped");
        case "reload" -> main.reload();
        case "touched" -> main.read(false);
        case "fresh" -> main.read(true);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
      return;
    }
    Path folder = Files.createTempDirectory("ashlar-checkpoint");
    try {
      System.out.printf(
          "%-14s %10s %10s %8s %14s%n", "", "MB/s", "copy MB/s", "ratio", "peak, MB above");
      for (String part : List.of("save", "touched", "fresh", "load", "mapped", "reload")) {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", // what is read must not go through the heap
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                part,
                folder.toString())
            .inheritIO()
            .start();
        if (process.waitFor() != 0) {
          throw new IllegalStateException(part + " failed");
        }
      }
    } finally {
      try (var files = Files.newDirectoryStream(folder)) {
        for (Path each : files) {
          Files.delete(each);
        }
      }
      Files.delete(folder);
    }
  }

  private static Sequential<Layer> model() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot().named("m_"));
    for (int i = 0; i < LAYERS; i++) {
      model.add(dense(UNITS).inUnits(UNITS));
    }
    return model;
  }

  private static void fill(Sequential<Layer> model) {
    int i = 0;
    for (Parameter parameter : model.collectParameters()) {
      parameter.take(Nd4j.create(DataType.FLOAT, parameter.shape().sizes()).assign(++i));
    }
  }

  // Memory that nothing holds any more goes back, so that the next round begins as the first did.
  private static void free() throws InterruptedException {
    System.gc();
    Thread.sleep(500);
  }

  private void save() throws Exception {
    Sequential<Layer> model = model();
    fill(model);
    Checkpoint.save(model, file);
    List<Double> copies = new ArrayList<>();
    List<Double> saves = new ArrayList<>();
    long before = Memory.resident();
    Memory.resetPeak();
    for (int i = 0; i < ROUNDS; i++) {
      copies.add(copy(true));
      saves.add(seconds(() -> Checkpoint.save(model, file)));
    }
    print("save", saves, copies, Memory.peak() - before);
  }

  private void load(LoadOptions options, String name) throws Exception {
    Nd4j.create(1).addi(1); // the natives are there
    List<Double> copies = new ArrayList<>();
    List<Double> loads = new ArrayList<>();
    long above = 0;
    for (int i = 0; i < ROUNDS; i++) {
      free();
      copies.add(copy(false));
      Sequential<Layer> model = model();
      long before = Memory.resident();
      Memory.resetPeak();
      loads.add(seconds(() -> Checkpoint.load(model, file, options)));
      above = Math.max(above, Memory.peak() - before);
      Reference.reachabilityFence(model);
    }
    print(name, loads, copies, above);
  }

  // The bound for a load that copies, in one thread: into memory that the system hands out now, and
  // into memory that was there before.
  private void read(boolean fresh) throws Exception {
    List<Double> copies = new ArrayList<>();
    List<Double> reads = new ArrayList<>();
    long bytes = Files.size(file);
    BytePointer memory = new BytePointer(bytes);
    for (int i = 0; i <= ROUNDS; i++) {
      if (fresh) {
        memory.deallocate();
        memory = new BytePointer(bytes);
      }
      copies.add(copy(false));
      BytePointer target = memory;
      double seconds = seconds(() -> fill(target, bytes));
      if (i > 0) { // the first round makes the memory that is there before
        reads.add(seconds);
      }
    }
    memory.deallocate();
    print(fresh ? "read, fresh" : "read, touched", reads, copies, 0);
  }

  private void fill(BytePointer memory, long bytes) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long from = 0; from < bytes; from += PIECE) {
        ByteBuffer piece =
            memory.getPointer(from).limit(Math.min(PIECE, bytes - from)).asByteBuffer();
        while (piece.hasRemaining()) {
          if (in.read(piece) < 0) {
            throw new IOException("the file ends early");
          }
        }
      }
    }
  }

  private void reload() throws Exception {
    Sequential<Layer> model = model();
    fill(model);
    List<Double> copies = new ArrayList<>();
    List<Double> loads = new ArrayList<>();
    long before = Memory.resident();
    Memory.resetPeak();
    for (int i = 0; i < ROUNDS; i++) {
      copies.add(copy(false));
      loads.add(seconds(() -> Checkpoint.load(model, file)));
    }
    print("load over", loads, copies, Memory.peak() - before);
  }

  private interface Action {
    void run() throws Exception;
  }

  private static double seconds(Action action) throws Exception {
    long start = System.nanoTime();
    action.run();
    return (System.nanoTime() - start) / 1e9;
  }

  // What any program must do that reads all bytes and writes them: the yardstick.
  private double copy(boolean flushed) throws Exception {
    Path copy = folder.resolve("copy");
    double seconds = seconds(() -> {
      try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
          FileChannel out =
              FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        long done = 0;
        while (done < in.size()) {
          done += in.transferTo(done, in.size() - done, out);
        }
        if (flushed) {
          out.force(true);
        }
      }
    });
    Files.delete(copy);
    return seconds;
  }

  private void print(String name, List<Double> times, List<Double> copies, long above)
      throws IOException {
    double megabytes = Files.size(file) / MEGABYTE;
    double speed = megabytes / times.stream().min(Double::compare).orElseThrow();
    double copySpeed = megabytes / copies.stream().min(Double::compare).orElseThrow();
    System.out.printf(
        "%-14s %10.0f %10.0f %7.0f%% %14.0f   (the file: %.0f MB)%n",
        name, speed, copySpeed, 100 * speed / copySpeed, above / MEGABYTE, megabytes);
  }
}
