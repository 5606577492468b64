package dev.ashlar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is public has a complete comment, and each package has one. */
class JavadocTest {
  private static final Path SOURCES = Path.of("src/main/java");

  /**
   * What doclint's group {@code missing} says, and only that: other warnings are about jars of
   * ND4J's.
   */
  private static final Pattern GROUP =
      Pattern.compile("no (main description|comment|@)|use of default constructor");

  /** What is public for other packages of ours alone, as the packages' comments say. */
  private static final List<String> OWN = List.of(
      "graph/Vectors",
      "graph/Pass",
      "graph/NativeLibraries",
      "train/Model",
      "train/Targets",
      "train/TargetArrays",
      "train/Evaluator");

  @TempDir
  Path folder;

  @Test
  void everyPublicTypeAndMemberIsDescribedInFull() throws Exception {
    DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = tool.getStandardFileManager(found, Locale.ROOT, UTF_8)) {
      List<Path> sources = sources();
      List<String> options = List.of(
          "-quiet",
          "-Xdoclint:missing",
          "-Xmaxwarns",
          "10000",
          "-d",
          folder.toString(),
          "-classpath",
          System.getProperty("java.class.path"));
      tool.getTask(null, files, found, null, options, files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    assertThat(found.getDiagnostics())
        .filteredOn(each -> GROUP.matcher(each.getMessage(Locale.ROOT)).lookingAt())
        .extracting(each -> place(each) + ": " + each.getMessage(Locale.ROOT))
        .isEmpty();
    assertThat(folder.resolve("dev/ashlar/train/Trainer.html")).exists();
    assertThat(OWN)
        .allSatisfy(
            type -> assertThat(folder.resolve("dev/ashlar/" + type + ".html")).doesNotExist());
  }

  @Test
  void everyPackageSaysWhatLivesThereAndSinceWhen() throws Exception {
    for (Path source : sources()) {
      String text = Files.readString(source.resolveSibling("package-info.java"));
      assertThat(text)
          .as("%s", source.getParent())
          .startsWith("/**")
          .contains("@since 0.", "@NullMarked");
    }
  }

  private static List<Path> sources() throws Exception {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String place(Diagnostic<? extends JavaFileObject> each) {
    JavaFileObject source = each.getSource();
    return (source == null ? "" : source.getName() + ":") + each.getLineNumber();
  }
}
