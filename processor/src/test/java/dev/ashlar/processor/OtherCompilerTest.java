package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ashlar.processor.diagnostic.Diagnostic;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Other compilers than this JDK's: the same identifiers on the same lines for sources that are
 * wrong, the same files for those that are right. Which other JDK, the environment variable
 * {@code ASHLAR_OTHER_JDK} or the property {@code ashlar.other.jdk} says; without one it is passed
 * over.
 */
class OtherCompilerTest {
  private static final Path ECLIPSE = Path.of("eclipse");
  private static final Pattern ECLIPSE_ERROR = Pattern.compile(
      "\\d+\\. (?:ERROR|WARNING) in (.*) \\(at line (\\d+)\\)\\R(?:.*\\R){2,3}?(ASH-\\d{3}): ");
  private static final Pattern JAVAC_ERROR =
      Pattern.compile("(?m)^(.*\\.java):(\\d+): (?:error|warning): (ASH-\\d{3}): ");

  @TempDir
  Path folder;

  /** What a compiler said and wrote. */
  private record Outcome(List<String> messages, Map<String, String> files, String text) {}

  // Eclipse's compiler takes every constructor for one that is written in the source, which could
  // set the child: so it does not say that nothing makes it, and the network does.
  @Test
  void eclipseSaysTheSameOnTheSameLines() throws Exception {
    saysTheSame(ECLIPSE, EnumSet.of(Diagnostic.CHILD_UNMADE));
  }

  @Test
  void eclipseWritesTheSameFiles() throws Exception {
    writesTheSameFiles(ECLIPSE);
  }

  @Test
  void anotherJdkWritesTheSameFiles() throws Exception {
    writesTheSameFiles(otherJdk());
  }

  @Test
  void anotherJdkSaysTheSameOnTheSameLines() throws Exception {
    saysTheSame(otherJdk(), EnumSet.noneOf(Diagnostic.class));
  }

  private static Path otherJdk() {
    String home = System.getProperty("ashlar.other.jdk", System.getenv("ASHLAR_OTHER_JDK"));
    assumeTrue(
        home != null && !home.isEmpty(),
        "no other JDK: set ASHLAR_OTHER_JDK to the home of one, or -Dashlar.other.jdk");
    return Path.of(home, "bin", "javac");
  }

  private void writesTheSameFiles(Path other) throws Exception {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> good = Files.list(Path.of("src/test/resources/good"))) {
      for (Path source : good.sorted().toList()) {
        sources.add(Files.readString(source));
      }
    }
    Map<String, String> files = new TreeMap<>();
    for (String source : sources) {
      files.put(path(source), source);
    }
    Outcome expected = compile(Path.of(System.getProperty("java.home"), "bin", "javac"), files);
    Outcome found = compile(other, files);
    assertThat(expected.files()).hasSizeGreaterThan(20);
    assertThat(found.files()).isEqualTo(expected.files());
  }

  /** Wrong examples of the documentation, each in packages of its own. */
  private static final class Examples {
    private final Map<String, String> files = new TreeMap<>();
    private final List<String> expected = new ArrayList<>();
    private final Set<String> locked = new TreeSet<>();

    private void add(DiagnosticPage page) throws IOException {
      String own = page.id().toLowerCase(Locale.ROOT).replace("-", "") + ".";
      for (DiagnosticPage.Source source : page.wrong().sources()) {
        String text = Compiling.source(source.text())
            .getCharContent(true)
            .toString()
            .replaceFirst("^package ", "package " + own)
            .replace("extends parts.", "extends " + own + "parts.")
            .replace("formerly = \"demo.", "formerly = \"" + own + "demo.");
        files.put(path(text), text);
        String[] lines = text.split("\n");
        for (int line = 0; line < lines.length; line++) {
          if (lines[line].endsWith("// " + page.id())) {
            expected.add(path(text) + ":" + (line + 1) + " " + page.id());
          }
        }
      }
      page.wrong().lock().ifPresent(lock -> lock.lines().forEach(line -> locked.add(own + line)));
    }
  }

  private void saysTheSame(Path other, EnumSet<Diagnostic> except) throws Exception {
    Examples plain = new Examples();
    Examples locked = new Examples();
    for (Diagnostic diagnostic : EnumSet.complementOf(except)) {
      DiagnosticPage page =
          DiagnosticPage.read(DiagnosticPage.FOLDER.resolve(diagnostic.id() + ".md"));
      boolean alone =
          page.wrong().sources().stream().allMatch(source -> source.kind().isEmpty());
      if (alone && page.marked().isPresent()) {
        if (page.wrong().lock().isPresent()) {
          locked.add(page);
        } else if (page.wrong().options().isEmpty()) {
          plain.add(page);
        }
      }
    }
    assertThat(plain.expected).hasSizeGreaterThan(40);
    assertThat(compile(other, plain.files).messages())
        .containsExactlyInAnyOrderElementsOf(plain.expected);
    assertThat(locked.expected).hasSizeGreaterThan(9);
    Path lock = Files.write(folder.resolve("ashlar.lock"), locked.locked);
    assertThat(compile(other, locked.files, "-Aashlar.lock=" + lock).messages())
        .containsExactlyInAnyOrderElementsOf(locked.expected);
  }

  private static String path(String source) {
    Matcher inPackage = Pattern.compile("^package ([\\w.]+);").matcher(source);
    Matcher type =
        Pattern.compile("\\b(?:class|interface|enum|record) ([\\w$]+)").matcher(source);
    if (!type.find()) {
      throw new IllegalArgumentException(source);
    }
    String folder = inPackage.lookingAt() ? inPackage.group(1).replace('.', '/') + "/" : "";
    return folder + type.group(1) + ".java";
  }

  private Outcome compile(Path compiler, Map<String, String> sources, String... options)
      throws Exception {
    Path place = Files.createTempDirectory(folder, "compiled");
    Path source = place.resolve("source");
    Path classes = Files.createDirectories(place.resolve("classes"));
    Path generated = Files.createDirectories(place.resolve("generated"));
    List<String> command = new ArrayList<>();
    if (compiler.equals(ECLIPSE)) {
      command.addAll(List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-cp",
          System.getProperty("java.class.path"),
          "org.eclipse.jdt.internal.compiler.batch.Main",
          "-proceedOnError"));
    } else {
      command.addAll(List.of(compiler.toString(), "-Xmaxerrs", "1000"));
    }
    command.addAll(List.of(
        "--release",
        "17",
        "-encoding",
        "UTF-8",
        "-cp",
        System.getProperty("java.class.path"),
        "-processorpath",
        Project.processorAlone().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)),
        "-processor",
        AshlarProcessor.class.getName(),
        "-s",
        generated.toString(),
        "-d",
        classes.toString()));
    command.addAll(List.of(options));
    for (Map.Entry<String, String> each : sources.entrySet()) {
      Path file = source.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.getValue());
      command.add(file.toString());
    }
    String text = run(command, place);
    List<String> messages = new ArrayList<>();
    Matcher error = (compiler.equals(ECLIPSE) ? ECLIPSE_ERROR : JAVAC_ERROR).matcher(text);
    while (error.find()) {
      messages.add(source.relativize(Path.of(error.group(1))).toString().replace('\\', '/') + ":"
          + error.group(2) + " " + error.group(3));
    }
    return new Outcome(messages, read(generated), text);
  }

  private static String run(List<String> command, Path place)
      throws IOException, InterruptedException {
    Path output = place.resolve("output.txt");
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    process.waitFor();
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private static Map<String, String> read(Path generated) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(generated)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(generated.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
