package dev.ashlar.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a load did. Prints as a short table.
 *
 * @param file the file
 * @param keys what the file's names are
 * @param matched the model's parameters that now have the file's values, in the model's order; one
 *     reached by several paths is here once, under its first
 * @param missing the model's parameters that the file lacks, which keep what they had; in the
 *     model's order
 * @param extra the file's names that the model lacks, which were left out; in the file's order
 */
public record LoadReport(
    Path file, KeyScheme keys, List<String> matched, List<String> missing, List<String> extra) {
  /** A report; the lists are copied. */
  public LoadReport {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(keys, "keys");
    matched = List.copyOf(matched);
    missing = List.copyOf(missing);
    extra = List.copyOf(extra);
  }

  /**
   * A line for the file, then one each for what matched, is missing, is extra: how many, and their
   * names.
   */
  @Override
  public String toString() {
    return file + ", by " + keys + row("matched", matched) + row("missing", missing)
        + row("extra  ", extra);
  }

  private static String row(String title, List<String> names) {
    String row = String.format("%n  %s %5d", title, names.size());
    return names.isEmpty() ? row : row + "  " + NameList.brief(names);
  }
}
