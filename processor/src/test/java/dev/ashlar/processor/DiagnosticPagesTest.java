package dev.ashlar.processor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.processor.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages that explain the messages: one for each, whose examples are compiled. */
class DiagnosticPagesTest {
  // What is wrong with a file or an option, or said of it, and not of a line of the source.
  private static final Set<Diagnostic> WITHOUT_PLACE = EnumSet.of(
      Diagnostic.LOCK_MISSING,
      Diagnostic.LOCK_LINE,
      Diagnostic.LOCK_ACCESS,
      Diagnostic.LOCK_ABSENT,
      Diagnostic.LOCK_WRITTEN,
      Diagnostic.OPTION);

  @TempDir
  Path folder;

  @Test
  void everyMessageHasAPageAndEveryPageAMessage() throws IOException {
    List<String> pages;
    try (Stream<Path> files = Files.list(DiagnosticPage.FOLDER)) {
      pages = files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .sorted()
          .toList();
    }
    assertThat(pages)
        .isEqualTo(
            Arrays.stream(Diagnostic.values()).map(each -> each.id() + ".md").toList());
  }

  @Test
  void theIndexNamesEveryPageOnceInOrder() throws IOException {
    List<String> lines = Files.readAllLines(DiagnosticPage.FOLDER.resolve("README.md")).stream()
        .filter(line -> line.startsWith("* [ASH-"))
        .toList();
    assertThat(lines).hasSameSizeAs(Diagnostic.values());
    for (int i = 0; i < lines.size(); i++) {
      String id = Diagnostic.values()[i].id();
      String title =
          Files.readAllLines(DiagnosticPage.FOLDER.resolve(id + ".md")).get(0);
      assertThat(lines.get(i))
          .isEqualTo("* [" + id + "](" + id + ".md): " + title.substring("# ASH-101: ".length()));
    }
  }

  @Test
  void theGuideNamesTheFirstAndTheLastOfEachHundred() throws IOException {
    Map<Character, List<String>> hundreds = Arrays.stream(Diagnostic.values())
        .map(each -> each.id().substring("ASH-".length()))
        .collect(groupingBy(number -> number.charAt(0), TreeMap::new, toList()));
    List<String> ranges = hundreds.values().stream()
        .map(numbers -> numbers.size() == 1
            ? "ASH-" + numbers.get(0)
            : "ASH-" + numbers.get(0) + (numbers.size() == 2 ? " and " : " to ")
                + numbers.get(numbers.size() - 1))
        .toList();

    List<String> told = Files.readAllLines(Path.of("../docs/guide/errors.md")).stream()
        .filter(line -> line.startsWith("| [ASH-"))
        .map(line -> line.substring("| [".length(), line.indexOf(']')))
        .toList();
    assertThat(told).isEqualTo(ranges);
  }

  @ParameterizedTest
  @EnumSource
  void theWrongExampleIsRefusedAtTheMarkedLineAndTheRightOneAccepted(Diagnostic diagnostic)
      throws IOException {
    DiagnosticPage page =
        DiagnosticPage.read(DiagnosticPage.FOLDER.resolve(diagnostic.id() + ".md"));
    assertThat(page.id()).isEqualTo(diagnostic.id());
    assertThat(page.marked().isEmpty()).isEqualTo(WITHOUT_PLACE.contains(diagnostic));
    String place = page.marked().map(line -> line + ":\\d+ ").orElse("");
    String link = diagnostic.severity() == Kind.NOTE ? "" : "\\[" + diagnostic.page() + "\\]";
    assertThat(said(page.wrong(), "wrong"))
        .singleElement()
        .asString()
        .matches("(?s)" + place + page.id() + ": .*" + link);
    assertThat(said(page.right(), "right")).isEmpty();
  }

  private List<String> said(DiagnosticPage.Example example, String name) throws IOException {
    Path place = folder.resolve(name);
    Project missing = Project.in(place.resolve("missing"));
    Project library = Project.in(place.resolve("library")).uses(missing);
    Project project = Project.in(place.resolve("project"))
        .uses(library)
        .processed(library)
        .options(example.optionsIn(place.resolve("project")));
    compile(missing, example.texts("missing"));
    compile(library, example.texts("unprocessed"));
    compile(library.processed(), example.texts("library"));
    compile(project, example.texts(""));
    return Stream.of(missing, library, project)
        .flatMap(each -> each.said().stream())
        .toList();
  }

  private static void compile(Project project, String... texts) throws IOException {
    if (texts.length > 0) {
      project.compile(texts);
    }
  }
}
