package dev.ashlar.checkpoint;

import dev.ashlar.file.FileFormat;
import dev.ashlar.naming.NameList;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a load did. Prints as a short table.
 *
 * @param file the file
 * @param format its format
 * @param keys what the file's names are
 * @param matched the model's parameters that now have the file's values, in the model's order; one
 *     reached by several paths is here once, under its first
 * @param renamed those of them that the file has under another name, and that name
 * @param missing the model's parameters that the file lacks, which keep what they had; in the
 *     model's order
 * @param extra the file's names that the model lacks, which were left out; in the file's order
 * @param reshaped those that matched and have another shape in the file
 * @param cast those that matched and have another type in the file
 * @param leftOut the model's parameters that {@link LoadOptions#leaveOut} named, which keep what
 *     they had
 */
public record LoadReport(
    Path file,
    FileFormat format,
    KeyScheme keys,
    List<String> matched,
    Map<String, String> renamed,
    List<String> missing,
    List<String> extra,
    List<String> reshaped,
    List<String> cast,
    List<String> leftOut) {
  /**
   * A report; the lists are copied.
   *
   * @param file the file
   * @param format its format
   * @param keys what the file's names are
   * @param matched the model's parameters that now have the file's values, in the model's order;
   *     one reached by several paths is here once, under its first
   * @param renamed those of them that the file has under another name, and that name
   * @param missing the model's parameters that the file lacks, which keep what they had; in the
   *     model's order
   * @param extra the file's names that the model lacks, which were left out; in the file's order
   * @param reshaped those that matched and have another shape in the file
   * @param cast those that matched and have another type in the file
   * @param leftOut the model's parameters that {@link LoadOptions#leaveOut} named, which keep what
   *     they had
   */
  public LoadReport {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(keys, "keys");
    matched = List.copyOf(matched);
    renamed = Collections.unmodifiableMap(new LinkedHashMap<>(renamed));
    missing = List.copyOf(missing);
    extra = List.copyOf(extra);
    reshaped = List.copyOf(reshaped);
    cast = List.copyOf(cast);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * A line for the file, then one each for what matched, is missing, is extra, and for whatever
   * else there was: how many, and their names.
   */
  @Override
  public String toString() {
    List<String> from = renamed.entrySet().stream()
        .map(name -> name.getValue() + " -> " + name.getKey())
        .toList();
    return file + " (" + format + "), by " + keys + row("matched", matched)
        + row("missing", missing) + row("extra", extra) + rowIfAny("renamed", from)
        + rowIfAny("reshaped", reshaped) + rowIfAny("cast", cast) + rowIfAny("left out", leftOut);
  }

  private static String rowIfAny(String title, List<String> names) {
    return names.isEmpty() ? "" : row(title, names);
  }

  private static String row(String title, List<String> names) {
    String row = String.format("%n  %-8s %4d", title, names.size());
    return names.isEmpty() ? row : row + "  " + NameList.brief(names);
  }
}
