package dev.ashlar.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The processor on a path of its own: its classes, the runtime's and JavaPoet, as build tools give
 * it.
 */
class ProcessorPathTest {
  @TempDir
  Path folder;

  @Test
  void itNeedsNothingOfNd4j() throws Exception {
    List<URL> path = new ArrayList<>();
    for (Path place : Project.processorAlone()) {
      path.add(place.toUri().toURL());
    }
    try (URLClassLoader apart =
        new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertThat(apart.getResource("org/nd4j/autodiff/samediff/SDVariable.class"))
          .isNull();
      assertThat(apart.loadClass(AshlarProcessor.class.getName()))
          .isNotSameAs(AshlarProcessor.class);
    }
    List<String> sources = new ArrayList<>();
    try (Stream<Path> good = Files.list(Path.of("src/test/resources/good"))) {
      for (Path source : good.filter(file -> !file.endsWith("Unnamed.java")).toList()) {
        sources.add(Files.readString(source).replace("package good;", "package good;\n"));
      }
    }
    Project project =
        Project.in(folder.resolve("classes")).processed().compile(sources.toArray(String[]::new));
    assertThat(project.errors()).isEmpty();
    assertThat(project.written("good/NamedMlp.java"))
        .isEqualTo(Files.readString(Path.of("src/test/resources/expected/NamedMlp.java")));
  }

  @Test
  void itIsRegisteredAsAServiceAndForIncrementalBuilds() throws IOException {
    try (var service = AshlarProcessor.class.getResourceAsStream(
            "/META-INF/services/javax.annotation.processing.Processor");
        var incremental = AshlarProcessor.class.getResourceAsStream(
            "/META-INF/gradle/incremental.annotation.processors")) {
      assertThat(new String(service.readAllBytes(), UTF_8))
          .contains(AshlarProcessor.class.getName());
      assertThat(new String(incremental.readAllBytes(), UTF_8))
          .contains(AshlarProcessor.class.getName() + ",isolating");
    }
  }
}
