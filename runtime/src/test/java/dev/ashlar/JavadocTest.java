package dev.ashlar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is public has a comment, and so has each package. */
class JavadocTest {
  private static final Path SOURCES = Path.of("src/main/java");

  @TempDir
  Path folder;

  @Test
  void everyPublicTypeAndMemberHasAComment() throws Exception {
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
        .filteredOn(each -> each.getMessage(Locale.ROOT).contains("no comment"))
        .filteredOn(
            each -> !line(each, 0).startsWith("private")) // a part of what would be serialized
        .filteredOn(each ->
            !line(each, -1).equals("@Override")) // a component, which the record's comment tells
        .extracting(JavadocTest::place)
        .isEmpty();
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

  private static String line(Diagnostic<? extends JavaFileObject> each, int further) {
    try {
      String text = each.getSource().getCharContent(true).toString();
      return text.lines().toList().get((int) each.getLineNumber() - 1 + further).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String place(Diagnostic<? extends JavaFileObject> each) {
    JavaFileObject source = each.getSource();
    return (source == null ? "" : source.getName() + ":") + each.getLineNumber();
  }
}
