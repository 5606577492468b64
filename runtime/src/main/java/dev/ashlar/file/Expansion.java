package dev.ashlar.file;

import java.nio.file.Path;

/**
 * The limit for arrays that become larger than what the file stores of them, so that a small file
 * cannot ask for all memory: sparse arrays, and compressed ones ("zip bombs").
 */
final class Expansion {
  private static final long ALWAYS = 1L << 26;
  private static final long TIMES = 200;

  private Expansion() {}

  /**
   * Checks an array.
   *
   * @throws ArrayFileException if it would be larger than 64 MB and 200 times what is stored
   */
  static void check(Path file, FileFormat format, String what, long stored, long expanded) {
    if (expanded > ALWAYS && expanded / TIMES > stored) {
      throw ArrayFileException.malformed(
          file,
          format,
          what + " would grow from " + stored + " to " + expanded + " bytes: more than " + TIMES
              + " times is refused (save it dense and not compressed)");
    }
  }
}
