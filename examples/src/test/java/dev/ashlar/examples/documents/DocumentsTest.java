package dev.ashlar.examples.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the documents link to is there, and what they show is taken from sources that are compiled and run.
 *
 * <p>{@code -Dashlar.snippets=rewrite} writes the blocks anew from their sources.
 */
class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Set<String> COMPILED = Set.of("java", "xml", "sh");

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Page page : Page.all(ROOT)) {
      for (String link : page.links()) {
        links++;
        if (!link.matches("https?://.*") && !leadsSomewhere(page, link)) {
          broken.add(page.file().normalize() + ": " + link);
        }
      }
    }
    assertThat(links).isGreaterThan(50);
    assertThat(broken).isEmpty();
  }

  @Test
  void linksToClassesLeadToThoseThatTheyName() {
    List<String> wrong = new ArrayList<>();
    int links = 0;
    for (Page page : Page.all(ROOT)) {
      for (Page.ClassLink link : page.classLinks()) {
        links++;
        if (!link.target().endsWith("/" + link.name() + ".java")) {
          wrong.add(page.file().normalize() + ": " + link);
        }
      }
    }
    assertThat(links).isGreaterThan(20);
    assertThat(wrong).isEmpty();
  }

  /** Pages on other libraries name theirs too. */
  @Test
  void methodsThatTheGuideNamesAreThere() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (String module : List.of("runtime", "examples")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          sources.append(Files.readString(file));
        }
      }
    }
    Set<String> words = new HashSet<>(List.of(sources.toString().split("\\W+")));
    Pattern code = Pattern.compile("`([^`]+)`");
    Pattern method = Pattern.compile("\\b[a-z]+[A-Z]\\w*");
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Page page : Page.all(ROOT.resolve("docs/guide"))) {
      String prose = String.join("\n", page.lines()).replaceAll("(?s)```.*?```", "");
      boolean isOnAnother = page.file().getFileName().toString().startsWith("from-");
      for (Matcher span = code.matcher(prose); !isOnAnother && span.find(); ) {
        for (Matcher word = method.matcher(span.group(1)); word.find(); named++) {
          if (!words.contains(word.group())) {
            missing.add(page.file().normalize() + ": " + word.group());
          }
        }
      }
    }
    assertThat(named).isGreaterThan(10);
    assertThat(missing).isEmpty();
  }

  private static boolean leadsSomewhere(Page page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
    return Files.exists(target) && (parts.length == 1 || Page.read(target).anchors().contains(parts[1]));
  }

  @Test
  void everyBlockOfCodeIsItsSources() throws IOException {
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (Page page : Page.all(ROOT)) {
      for (Snippet snippet : page.snippets()) {
        if (snippet.hasSource()) {
          compared++;
          String expected = snippet.expected(ROOT);
          if (!expected.equals(snippet.text())) {
            wrong.add(snippet + " is not " + snippet.source() + "#" + snippet.region() + ", which says:\n" + expected);
          }
        } else if (COMPILED.contains(snippet.language()) && !isCompiledElsewhere(snippet) && !isRunByCi(snippet)) {
          wrong.add(snippet + " names no source: <!-- from FILE#REGION --> above it");
        }
      }
    }
    if ("rewrite".equals(System.getProperty("ashlar.snippets"))) {
      rewrite();
      return;
    }
    assertThat(compared).isGreaterThan(5);
    assertThat(wrong).isEmpty();
  }

  /** The pages of the compiler's messages: {@code DiagnosticPagesTest} of the processor compiles their blocks as they stand. */
  private static boolean isCompiledElsewhere(Snippet snippet) {
    return snippet.page().file().getParent().endsWith("diagnostics");
  }

  /**
   * Commands: of the README those that {@code .ci/run} takes from there, elsewhere those whose words are all in what the invoker runs or
   * in {@code .ci/run}.
   */
  private static boolean isRunByCi(Snippet snippet) {
    if (!snippet.language().equals("sh")) {
      return false;
    }
    if (snippet.page().file().endsWith("README.md")) {
      return true;
    }
    String run = String.join("\n", Page.read(ROOT.resolve(".ci/run")).lines())
        + String.join("\n", Page.read(ROOT.resolve("integration/src/it/archetype/invoker.properties")).lines());
    String known = run.replace("${archetype-plugin.version}", property("archetype-plugin.version"))
        .replace("${project.version}", property("version"));
    return Stream.of(snippet.text().split("\\s+")).allMatch(known::contains);
  }

  /** What the root's pom says between two tags, the first such. */
  private static String property(String name) {
    return Page.read(ROOT.resolve("pom.xml")).lines().stream()
        .filter(line -> line.contains("<" + name + ">"))
        .map(line -> line.replaceAll(".*<" + name + ">|</.*", ""))
        .findFirst()
        .orElseThrow();
  }

  private static void rewrite() throws IOException {
    for (Page page : Page.all(ROOT)) {
      List<String> lines = new ArrayList<>(page.lines());
      List<Snippet> snippets = page.snippets();
      for (int i = snippets.size() - 1; i >= 0; i--) {
        Snippet snippet = snippets.get(i);
        if (snippet.hasSource()) {
          int first = snippet.line();
          lines.subList(first, first + snippet.length()).clear();
          lines.addAll(first, List.of(snippet.expected(ROOT).split("\n", -1)));
        }
      }
      if (!lines.equals(page.lines())) {
        Files.write(page.file(), lines);
      }
    }
  }
}
