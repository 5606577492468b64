package dev.ashlar.benchmarks.peers;

import dev.ashlar.benchmarks.peers.model.Model;
import dev.ashlar.benchmarks.peers.model.Task;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Worker} as the main process sees it. */
final class WorkerProcess implements AutoCloseable {
  private final Library library;
  private final Path log;
  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  /**
   * Starts it.
   *
   * @param model the model that it will run
   * @param directory where the values' files are; what the library prints goes there too
   */
  WorkerProcess(Library library, Model model, Path directory, int threads) throws IOException {
    this.library = library;
    log = directory.resolve(library.name() + ".log");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("--")) { // the leave to use native code
        line.add(option);
      }
    }
    line.addAll(library.options(threads));
    line.addAll(List.of("-cp", ClassPath.of(library).toString(), Worker.class.getName()));
    line.addAll(List.of(library.name(), directory.toString(), Integer.toString(threads)));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(library.environment(model, threads));
    process = builder.start();
    commands = process.outputWriter();
    answers = process.inputReader();
  }

  Library library() {
    return library;
  }

  /** Whether the library can do the task; if so, it is ready to be run. */
  boolean prepare(Task task) throws IOException {
    return !ask("prepare " + task).equals(Worker.UNSUPPORTED);
  }

  /** Runs the task so many times and gives the nanoseconds that they took together. */
  long run(int times) throws IOException {
    return Long.parseLong(ask("run " + times));
  }

  /** What the library's model gives. */
  float[] result() throws IOException {
    byte[] bytes = Base64.getDecoder().decode(ask("result"));
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /** Measures what no library can beat. */
  Floor floor(long bytes) throws IOException {
    return Floor.parse(ask("floor " + bytes));
  }

  /** For how long its threads have run so far. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** How much of the machine's memory the process holds, in bytes. */
  long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS in /proc/" + process.pid() + "/status");
  }

  private String ask(String command) throws IOException {
    commands.write(command);
    commands.newLine();
    commands.flush();
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(Worker.MARK)) {
        return line.substring(Worker.MARK.length());
      }
    }
    throw new IOException(library + " ended at \"" + command + "\": see " + log);
  }

  @Override
  public void close() throws IOException {
    try (commands;
        answers) {
      commands.close(); // the worker's last line
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
