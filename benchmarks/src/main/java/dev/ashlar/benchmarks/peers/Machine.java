package dev.ashlar.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The machine of a run, in words. */
record Machine(
    String processor, int cores, String vectors, String memory, String system, String java) {
  private static final List<String> VECTORS =
      List.of("avx2", "fma", "avx512f", "avx512_vnni", "amx_tile");

  /** This one. */
  static Machine here() {
    String flags = " " + field("/proc/cpuinfo", "flags") + " ";
    return new Machine(
        field("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        VECTORS.stream()
            .filter(flag -> flags.contains(" " + flag + " "))
            .collect(Collectors.joining(" ")),
        field("/proc/meminfo", "MemTotal"),
        System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
            + System.getProperty("os.arch"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
  }

  private static String field(String file, String name) {
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      return "unknown"; // not Linux
    }
    try {
      for (String line : Files.readAllLines(path)) {
        int colon = line.indexOf(':');
        if (colon > 0 && line.substring(0, colon).trim().equals(name)) {
          return line.substring(colon + 1).trim();
        }
      }
      return "unknown";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return processor + ", " + cores + " cores (" + vectors + "), " + memory + "; " + system + "; "
        + java;
  }
}
