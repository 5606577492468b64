package dev.ashlar.processor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.processor.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages that explain the messages: one for each, whose examples are compiled. */
class DiagnosticPagesTest {
  // What no source alone provokes: the lock, options, the processor's own failures.
  private static boolean isWithoutExample(String id) {
    return id.matches("ASH-[569].*");
  }

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
    assertThat(page.wrong().isEmpty()).isEqualTo(isWithoutExample(page.id()));
    if (page.wrong().isEmpty()) {
      return;
    }
    assertThat(messages(page.wrong(), "wrong"))
        .singleElement()
        .asString()
        .matches(
            "(?s)" + page.marked() + ":\\d+ " + page.id() + ": .*\\[" + diagnostic.page() + "\\]");
    assertThat(messages(page.right(), "right")).isEmpty();
  }

  private List<String> messages(List<DiagnosticPage.Source> sources, String name)
      throws IOException {
    Path place = folder.resolve(name);
    Project missing = Project.in(place.resolve("missing"));
    Project library = Project.in(place.resolve("library")).uses(missing);
    Project project = Project.in(place.resolve("project")).uses(library).processed();
    compile(missing, "missing", sources);
    compile(library, "unprocessed", sources);
    compile(library.processed(), "library", sources);
    compile(project, "", sources);
    List<String> messages = new ArrayList<>(missing.messages());
    messages.addAll(library.messages());
    messages.addAll(project.messages());
    return messages;
  }

  private static void compile(Project project, String kind, List<DiagnosticPage.Source> sources)
      throws IOException {
    String[] texts = sources.stream()
        .filter(source -> source.kind().equals(kind))
        .map(DiagnosticPage.Source::text)
        .toArray(String[]::new);
    if (texts.length > 0) {
      project.compile(texts);
    }
  }
}
