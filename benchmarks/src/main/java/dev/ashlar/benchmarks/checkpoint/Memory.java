package dev.ashlar.benchmarks.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The resident memory of this process, as Linux counts it. */
final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String RESET_PEAK = "5";
  private static final int KILOBYTE = 1024;

  private Memory() {}

  static long resident() throws IOException {
    return bytes("VmRSS:");
  }

  static long peak() throws IOException {
    return bytes("VmHWM:");
  }

  static void resetPeak() throws IOException {
    Files.writeString(CLEAR, RESET_PEAK);
  }

  private static long bytes(String key) throws IOException {
    return Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith(key))
            .map(line -> line.replaceAll("\\D", ""))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElseThrow()
        * KILOBYTE;
  }
}
