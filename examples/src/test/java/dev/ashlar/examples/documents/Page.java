package dev.ashlar.examples.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of Markdown: its lines. */
record Page(Path file, List<String> lines) {
  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]\\[]*(?:!\\[[^\\]]*\\]\\([^)]*\\))?\\]\\(([^)\\s]+)\\)");
  private static final Pattern CLASS_LINK = Pattern.compile("\\[`@?(\\w+)`\\]\\((\\S+\\.java)\\)");
  private static final Pattern SOURCE = Pattern.compile("<!-- from (\\S+?)(?:#(\\S+))? -->");
  private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");
  private static final String FENCE = "```";

  /** Every page of the project, in order. */
  static List<Page> all(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".md") && !isMade(root.relativize(file)))
          .sorted()
          .map(Page::read)
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean isMade(Path file) {
    for (Path part : file) {
      if (part.toString().equals("target") || part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  static Page read(Path file) {
    try {
      return new Page(file, List.copyOf(Files.readAllLines(file)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What the page links to, as written. */
  List<String> links() {
    List<String> links = new ArrayList<>();
    boolean code = false;
    for (String line : lines) {
      code ^= line.startsWith(FENCE);
      Matcher link = LINK.matcher(line.replaceAll("`[^`]*`(?!\\])", ""));
      while (!code && link.find()) {
        links.add(link.group(1));
      }
    }
    return links;
  }

  /** A link whose text is the name of a class, {@code `Dense`} or {@code `@Dense`}, to a source. */
  record ClassLink(String name, String target) {}

  List<ClassLink> classLinks() {
    List<ClassLink> links = new ArrayList<>();
    for (String line : lines) {
      Matcher link = CLASS_LINK.matcher(line);
      while (link.find()) {
        links.add(new ClassLink(link.group(1), link.group(2)));
      }
    }
    return links;
  }

  /** What a link can mean after its {@code #}: the headings, as GitHub spells them. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    boolean code = false;
    for (String line : lines) {
      code ^= line.startsWith(FENCE);
      Matcher heading = HEADING.matcher(line);
      if (!code && heading.matches()) {
        String text = heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "");
        anchors.add(text.strip().replace(' ', '-'));
      }
    }
    return anchors;
  }

  /** The blocks of code, each with the source that the comment above it names. */
  List<Snippet> snippets() {
    List<Snippet> snippets = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith(FENCE)) {
        continue;
      }
      int end = i + 1;
      while (!lines.get(end).equals(FENCE)) {
        end++;
      }
      Matcher source = SOURCE.matcher(i == 0 ? "" : lines.get(i - 1));
      snippets.add(new Snippet(
          this,
          i + 1,
          end - i - 1,
          lines.get(i).substring(FENCE.length()),
          String.join("\n", lines.subList(i + 1, end)),
          source.matches() ? source.group(1) : "",
          source.matches() && source.group(2) != null ? source.group(2) : ""));
      i = end;
    }
    return snippets;
  }
}
