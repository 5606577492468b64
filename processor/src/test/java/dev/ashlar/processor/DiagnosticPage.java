package dev.ashlar.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation that explains a message.
 *
 * @param id the identifier of its title
 * @param wrong the sources that are wrong
 * @param right the sources that are right
 */
record DiagnosticPage(String id, List<Source> wrong, List<Source> right) {
  static final Path FOLDER = Path.of("../docs/diagnostics");

  private static final Pattern TITLE = Pattern.compile("^# (ASH-\\d{3}): \\S.*");
  private static final Pattern FENCE =
      Pattern.compile("^```java ?(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /**
   * A source in a page.
   *
   * @param kind empty for the project itself; {@code library} for one of another jar,
   *     {@code unprocessed} for one that was compiled without the processor, {@code missing} for
   *     one that only that jar sees
   * @param text the source
   */
  record Source(String kind, String text) {}

  static DiagnosticPage read(Path file) throws IOException {
    String text = Files.readString(file);
    Matcher title = TITLE.matcher(text);
    if (!title.lookingAt()) {
      throw new IOException(file + " has no title of the form '# ASH-101: what it is about'");
    }
    int wrong = text.indexOf("\n## Wrong\n");
    int right = text.indexOf("\n## Right\n");
    return wrong < 0
        ? new DiagnosticPage(title.group(1), List.of(), List.of())
        : new DiagnosticPage(
            title.group(1), sources(text.substring(wrong, right)), sources(text.substring(right)));
  }

  private static List<Source> sources(String text) {
    List<Source> sources = new ArrayList<>();
    for (Matcher fence = FENCE.matcher(text); fence.find(); ) {
      sources.add(new Source(fence.group(1), fence.group(2)));
    }
    return sources;
  }

  /** The line of the project's sources that is marked, as {@code Mlp.java:3}. */
  String marked() {
    for (Source source : wrong) {
      String[] lines = source.text().split("\n");
      for (int i = 0; i < lines.length; i++) {
        if (lines[i].endsWith("// " + id)) {
          return Compiling.source(source.text()).getName().replaceFirst(".*/", "") + ":" + (i + 1);
        }
      }
    }
    throw new IllegalStateException("no line ends in '// " + id + "'");
  }
}
