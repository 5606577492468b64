package dev.ashlar.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation that explains a message.
 *
 * @param id the identifier of its title
 * @param wrong what it is said of; headed {@code Wrong}, of a note {@code Said}
 * @param right what it is not said of; headed {@code Right}, of a note {@code Not said}
 */
record DiagnosticPage(String id, Example wrong, Example right) {
  static final Path FOLDER = Path.of("../docs/diagnostics");

  private static final Pattern TITLE = Pattern.compile("^# (ASH-\\d{3}): \\S.*");
  private static final Pattern WRONG = Pattern.compile("(?m)^## (?:Wrong|Said)$");
  private static final Pattern RIGHT = Pattern.compile("(?m)^## (?:Right|Not said)$");
  private static final Pattern FENCE =
      Pattern.compile("^```(\\w+) ?(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final String LOCK_OPTION = "-Aashlar.lock=";

  /**
   * What is compiled together.
   *
   * @param sources the sources
   * @param options the processor's options, which name files as if the project were the working
   *     directory
   * @param lock the file {@code ashlar.lock} of the project, if it has one
   */
  record Example(List<Source> sources, List<String> options, Optional<String> lock) {
    /** The sources of a kind. */
    String[] texts(String kind) {
      return sources.stream()
          .filter(source -> source.kind().equals(kind))
          .map(Source::text)
          .toArray(String[]::new);
    }

    /** Writes the lock into the project's folder, and gives the options with paths into it. */
    List<String> optionsIn(Path project) throws IOException {
      if (lock.isPresent()) {
        Files.writeString(Files.createDirectories(project).resolve("ashlar.lock"), lock.get());
      }
      return options.stream()
          .map(option -> option.startsWith(LOCK_OPTION)
              ? LOCK_OPTION + project.resolve(option.substring(LOCK_OPTION.length()))
              : option)
          .toList();
    }
  }

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
    Matcher wrong = WRONG.matcher(text);
    Matcher right = RIGHT.matcher(text);
    if (!title.lookingAt()) {
      throw new IOException(file + " has no title of the form '# ASH-101: what it is about'");
    }
    if (!wrong.find() || !right.find(wrong.end())) {
      throw new IOException(
          file + " has no examples under 'Wrong' and 'Right', or 'Said' and 'Not said'");
    }
    return new DiagnosticPage(
        title.group(1),
        example(text.substring(wrong.end(), right.start())),
        example(text.substring(right.end())));
  }

  private static Example example(String text) throws IOException {
    List<Source> sources = new ArrayList<>();
    List<String> options = new ArrayList<>();
    Optional<String> lock = Optional.empty();
    for (Matcher fence = FENCE.matcher(text); fence.find(); ) {
      switch (fence.group(1)) {
        case "java" -> sources.add(new Source(fence.group(2), fence.group(3)));
        case "options" -> options.addAll(fence.group(3).lines().toList());
        case "lock" -> lock = Optional.of(fence.group(3));
        default -> throw new IOException("no example is of the kind " + fence.group(1));
      }
    }
    return new Example(sources, options, lock);
  }

  /**
   * The line of the project's sources that is marked, as {@code Mlp.java:3}; empty if none is: the
   * message belongs to no place in them.
   */
  Optional<String> marked() {
    for (Source source : wrong.sources()) {
      String[] lines = source.text().split("\n");
      for (int i = 0; i < lines.length; i++) {
        if (lines[i].endsWith("// " + id)) {
          return Optional.of(
              Compiling.source(source.text()).getName().replaceFirst(".*/", "") + ":" + (i + 1));
        }
      }
    }
    return Optional.empty();
  }
}
