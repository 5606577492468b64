package dev.ashlar.benchmarks.peers;

import dev.ashlar.benchmarks.peers.library.Peer;
import dev.ashlar.benchmarks.peers.library.Work;
import dev.ashlar.benchmarks.peers.model.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * A process in which one library runs, so that no other's threads, memory or native libraries
 * disturb it. It is told what to do on its standard input, a line a command, and answers each with
 * one line that begins with {@value #MARK}: libraries print too.
 */
final class Worker {
  static final String MARK = "@@ ";
  static final String UNSUPPORTED = "unsupported";

  private final Library library;
  private final Path directory;
  private final int threads;
  private Work work;

  private Worker(Library library, Path directory, int threads) {
    this.library = library;
    this.directory = directory;
    this.threads = threads;
  }

  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err); // what the library prints
    Worker worker = new Worker(
        Library.valueOf(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
    worker.serve(answers);
    Runtime.getRuntime()
        .halt(0); // whatever threads the library has left, and without what it does at an exit
  }

  private void serve(PrintStream answers) throws Exception {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", 2);
      answers.println(MARK + answer(words[0], words.length > 1 ? words[1] : ""));
      answers.flush();
    }
  }

  private String answer(String command, String argument) throws Exception {
    return switch (command) {
      case "prepare" -> prepare(Task.parse(argument));
      case "run" -> run(Integer.parseInt(argument));
      case "result" -> encode(work.result());
      case "floor" -> Floor.measure(Long.parseLong(argument), threads).toString();
      default -> throw new IOException("unknown command " + command);
    };
  }

  private String prepare(Task task) throws Exception {
    Peer peer = library.peer();
    Optional<Work> prepared = peer.prepare(task, directory, threads);
    work = prepared.orElse(null);
    return prepared.isPresent() ? "ready" : UNSUPPORTED;
  }

  private String run(int times) throws Exception {
    long start = System.nanoTime();
    work.run(times);
    return Long.toString(System.nanoTime() - start);
  }

  private static String encode(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
