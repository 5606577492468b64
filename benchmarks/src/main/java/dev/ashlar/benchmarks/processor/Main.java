package dev.ashlar.benchmarks.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What annotation processors cost a compilation: {@code mvn -q -Pbenchmarks verify
 * -Dashlar.benchmark=processor}. Each compilation is a javac of its own, as a build's first is:
 * once with the processor, once without and with the processor's output as sources. In each round
 * every processor has its turn; what is printed are medians of the rounds. Memory is the heap in
 * use after the compilation, while the compiler still holds all that it knows.
 *
 * <p>Properties of the process: {@code ashlar.sizes}, as {@code 1,100}, {@code ashlar.rounds}, and
 * {@code ashlar.tools}, as {@code Ashlar,AutoValue}.
 */
public final class Main {
  private static final double MEGABYTE = 1 << 20;

  private Main() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = Integer.getInteger("ashlar.rounds", 5);
    Path root = Files.createTempDirectory("ashlar-processor");
    try {
      System.out.printf(
          "%6s %-15s %9s %9s %9s %9s %9s %9s %6s%n",
          "blocks",
          "",
          "with, s",
          "without",
          "above, s",
          "ms each",
          "with, MB",
          "without",
          "ratio");
      for (int size : Arrays.stream(
              System.getProperty("ashlar.sizes", "1,100,1000,3000").split(","))
          .mapToInt(Integer::parseInt)
          .toArray()) {
        measure(root, size, rounds);
      }
    } finally {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static List<Tool> tools() {
    String wanted = System.getProperty("ashlar.tools");
    List<Tool> all = Arrays.asList(Tool.values());
    if (wanted == null) {
      return all;
    }
    List<String> names = List.of(wanted.split(","));
    for (String name : names) {
      if (all.stream().noneMatch(tool -> tool.toString().equals(name))) {
        throw new IllegalArgumentException("ashlar.tools: no tool " + name + ", but " + all);
      }
    }
    return all.stream().filter(tool -> names.contains(tool.toString())).toList();
  }

  private static void measure(Path root, int size, int rounds)
      throws IOException, InterruptedException {
    List<Project> projects = new ArrayList<>();
    List<Figures> times = new ArrayList<>();
    for (Tool tool : tools()) {
      projects.add(Project.in(root, tool, size));
      times.add(new Figures());
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < projects.size(); i++) {
        int turn = (round + i) % projects.size();
        Project project = projects.get(turn);
        double first = project.compile(round % 2 == 0);
        double second = project.compile(round % 2 != 0);
        times.get(turn).add(round % 2 == 0 ? first : second, round % 2 == 0 ? second : first);
      }
    }
    for (int i = 0; i < projects.size(); i++) {
      Figures time = times.get(i);
      double with = projects.get(i).retained(true) / MEGABYTE;
      double without = projects.get(i).retained(false) / MEGABYTE;
      System.out.printf(
          "%6d %-15s %9.2f %9.2f %9.2f %9.2f %9.1f %9.1f %6.2f%n",
          size,
          projects.get(i).tool(),
          time.processing(),
          time.written(),
          time.above(),
          1000 * time.above() / size,
          with,
          without,
          with / without);
    }
  }
}
