package dev.ashlar.examples.documents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of code on a page.
 *
 * @param line the line of its fence, from 1
 * @param length the number of its lines
 * @param language what stands behind the fence
 * @param source the file that it is taken from, seen from the project's folder; empty where none is named
 * @param region the part of that file, between {@code @start region="…"} and {@code @end}; empty for all of it
 */
record Snippet(Page page, int line, int length, String language, String text, String source, String region) {

  boolean hasSource() {
    return !source.isEmpty();
  }

  /** What the source says now. */
  String expected(Path root) {
    Path file = root.resolve(source);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(this + ": there is no file " + source);
    }
    List<String> lines = Page.read(file).lines();
    return String.join("\n", region.isEmpty() ? lines : shifted(part(lines)));
  }

  private List<String> part(List<String> lines) {
    String start = "@start region=\"" + region + "\"";
    List<String> part = new ArrayList<>();
    boolean inside = false;
    for (String each : lines) {
      if (each.contains("@end") && inside) {
        return part;
      }
      if (inside) {
        part.add(each);
      }
      inside |= each.contains(start);
    }
    throw new IllegalArgumentException(this + ": " + source + " has no region " + region + " that ends");
  }

  private static List<String> shifted(List<String> lines) {
    int margin = lines.stream()
        .filter(each -> !each.isBlank())
        .mapToInt(each -> each.length() - each.stripLeading().length())
        .min()
        .orElse(0);
    return lines.stream().map(each -> each.isBlank() ? "" : each.substring(margin)).toList();
  }

  @Override
  public String toString() {
    return page.file().normalize() + ":" + line;
  }
}
