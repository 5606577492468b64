package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sources, right and wrong: the processor never fails, and what it writes never has an error
 * of its own. {@code -Dashlar.seeds=FIRST-LAST} chooses others.
 */
class RandomSourceTest {
  // The random fields' raw types stay raw in what is written for them.
  private static final List<String> OPTIONS =
      List.of("-Xlint:all", "-Xlint:-processing", "-Xlint:-rawtypes");

  private static int accepted;
  private static int refused;

  static LongStream seeds() {
    String[] range = System.getProperty("ashlar.seeds", "1-300").split("-");
    return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[1]));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theProcessorRefusesOrWritesWhatCompiles(long seed) {
    String text = RandomSource.of(seed);
    Compilation compilation = Compiling.compile(OPTIONS, List.of(Compiling.source(text)));
    boolean wrong = false;
    for (Diagnostic<? extends JavaFileObject> diagnostic : compilation.diagnostics()) {
      String message = diagnostic.getMessage(Locale.ROOT);
      assertThat(message).as("seed %s:%n%s", seed, text).doesNotContain("ASH-901");
      assertThat(isOfGenerated(diagnostic))
          .as("seed %s: %s%n%s", seed, diagnostic, text)
          .isFalse();
      wrong |= diagnostic.getKind() == Diagnostic.Kind.ERROR && !message.startsWith("ASH-");
    }
    if (compilation.status() == Compilation.Status.SUCCESS) {
      accepted++;
    } else if (!wrong) {
      refused++;
    }
  }

  private static boolean isOfGenerated(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getSource() != null
        && !diagnostic.getSource().getName().endsWith("/Source.java");
  }

  @AfterAll
  static void bothKindsOccur() {
    if (System.getProperty("ashlar.seeds") == null) {
      assertThat(accepted).as("accepted").isGreaterThan(30);
      assertThat(refused).as("refused").isGreaterThan(30);
    }
  }
}
