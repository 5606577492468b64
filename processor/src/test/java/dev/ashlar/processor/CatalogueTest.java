package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.processor.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue of messages: each has an identifier of its own, and a test that provokes it. */
class CatalogueTest {
  private static final List<String> IDS =
      Arrays.stream(Diagnostic.values()).map(Diagnostic::id).toList();

  @Test
  void identifiersAreUniqueAndInOrder() {
    assertThat(IDS).doesNotHaveDuplicates().isSorted().allMatch(id -> id.matches("ASH-\\d{3}"));
  }

  @Test
  void everyMessageIsProvokedByATest() throws IOException {
    StringBuilder tests = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        tests.append(Files.readString(file));
      }
    }
    assertThat(IDS).allMatch(id -> tests.toString().contains(id + ":"));
  }
}
