package dev.ashlar.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares what is written for the sources in {@code resources/good}, byte for byte, with the files
 * in {@code resources/expected}. {@code -Dashlar.goldens=rewrite} writes these files anew: read the
 * difference before it is committed.
 */
class GoldenTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final boolean REWRITE = "rewrite".equals(System.getProperty("ashlar.goldens"));

  static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("good"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void whatIsWrittenIsAsExpected(Path source) throws IOException {
    Map<String, String> written = Compiling.written(Compiling.strictly(read(source)));
    assertThat(written).isNotEmpty();
    for (Map.Entry<String, String> file : written.entrySet()) {
      Path expected = RESOURCES.resolve("expected").resolve(file.getKey());
      if (REWRITE) {
        Files.createDirectories(expected.getParent());
        Files.writeString(expected, file.getValue());
      }
      assertThat(file.getValue()).as(file.getKey()).isEqualTo(Files.readString(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void whatIsWrittenCompilesWithoutAWarning(Path source) throws IOException {
    assertThat(Compiling.strictly(read(source))).succeededWithoutWarnings();
  }

  @Test
  void everyExpectedFileIsWritten() throws IOException {
    try (Stream<Path> expected = Files.list(RESOURCES.resolve("expected"))) {
      assertThat(Compiling.written(Compiling.compile(all().toArray(JavaFileObject[]::new)))
              .keySet())
          .containsExactlyInAnyOrderElementsOf(
              expected.map(file -> file.getFileName().toString()).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderOfTheSourcesChangesNothing(long seed) throws IOException {
    List<JavaFileObject> sources = all();
    Map<String, String> inOrder = Compiling.written(Compiling.compile(List.of(), sources));
    Collections.shuffle(sources, new Random(seed));
    Compilation shuffled = Compiling.compile(List.of(), sources);
    assertThat(shuffled).succeeded();
    assertThat(Compiling.written(shuffled)).isEqualTo(inOrder);
  }

  private static List<JavaFileObject> all() throws IOException {
    List<JavaFileObject> all = new ArrayList<>();
    for (Path source : sources().toList()) {
      all.add(read(source));
    }
    return all;
  }

  private static JavaFileObject read(Path source) throws IOException {
    String name = source.getFileName().toString().replace(".java", "");
    String text = Files.readString(source);
    return JavaFileObjects.forSourceString(
        text.startsWith("package good;") ? "good." + name : name, text);
  }
}
