package dev.ashlar.benchmarks.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A number of classes for one processor, and the same with what the processor writes, as sources.
 * Each is a file of arguments for a compiler.
 */
final class Project {
  private final Tool tool;
  private final int size;
  private final Path folder;
  private final Path sources;
  private final Path generated;

  private Project(Tool tool, int size, Path folder) {
    this.tool = tool;
    this.size = size;
    this.folder = folder;
    this.sources = folder.resolve("src");
    this.generated = folder.resolve("generated");
  }

  /** Writes the sources, and lets the processor write its own. */
  static Project in(Path root, Tool tool, int size) throws IOException, InterruptedException {
    Project project = new Project(tool, size, root.resolve(tool.name() + size));
    Files.createDirectories(project.sources);
    Files.createDirectories(project.generated);
    for (int i = 0; i < size; i++) {
      Files.writeString(project.sources.resolve(Tool.name(i) + ".java"), tool.source(i));
    }
    project.writeArguments(true);
    project.compile(true);
    project.keepGenerated();
    project.writeArguments(false);
    project.compile(false);
    project.checkSame();
    return project;
  }

  Tool tool() {
    return tool;
  }

  int size() {
    return size;
  }

  /** The compiler's arguments: with the processor, or without and with its output as sources. */
  Path arguments(boolean processing) {
    return folder.resolve(processing ? "processing.txt" : "written.txt");
  }

  private Path output(boolean processing) {
    return folder.resolve(processing ? "processing" : "written");
  }

  private void writeArguments(boolean processing) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xlint:-options");
    arguments.addAll(List.of("-d", output(processing).toString()));
    arguments.addAll(List.of("-classpath", tool.classPath()));
    if (processing) {
      arguments.addAll(List.of("-processorpath", tool.processorPath()));
    } else {
      arguments.add("-proc:none");
    }
    arguments.addAll(files(sources, ".java"));
    if (!processing) {
      arguments.addAll(files(generated, ".java"));
    }
    Files.write(
        arguments(processing), arguments.stream().map(each -> '"' + each + '"').toList());
  }

  private static List<String> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toString)
          .filter(file -> file.endsWith(ending))
          .sorted()
          .toList();
    }
  }

  // What the processor writes stands in the output beside the classes.
  private void keepGenerated() throws IOException {
    Path output = output(true);
    for (String file : files(output, ".java")) {
      Path to = generated.resolve(output.relativize(Path.of(file)));
      Files.createDirectories(to.getParent());
      Files.move(Path.of(file), to);
    }
  }

  private void checkSame() throws IOException {
    List<String> processed = classes(true);
    if (!processed.equals(classes(false)) || processed.size() <= size) {
      throw new IllegalStateException(tool + " writes other classes with the processor: "
          + processed.size() + ", and " + classes(false).size());
    }
  }

  private List<String> classes(boolean processing) throws IOException {
    return files(output(processing), ".class").stream()
        .map(file -> output(processing).relativize(Path.of(file)).toString())
        .toList();
  }

  /** Compiles into an empty folder, in a new process, and gives the seconds from start to end. */
  double compile(boolean processing) throws IOException, InterruptedException {
    empty(output(processing));
    long start = System.nanoTime();
    run(List.of(
        Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
        "-J-Xmx2g",
        "@" + arguments(processing)));
    return (System.nanoTime() - start) / 1e9;
  }

  /** Compiles in a new process, which gives the bytes that it holds in the end. */
  long retained(boolean processing) throws IOException, InterruptedException {
    empty(output(processing));
    return Long.parseLong(run(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx2g",
            "-classpath",
            System.getProperty("java.class.path"),
            Retained.class.getName(),
            arguments(processing).toString()))
        .trim());
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    Files.createDirectories(folder);
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ":\n" + Files.readString(log));
    }
    return Files.readString(log);
  }
}
