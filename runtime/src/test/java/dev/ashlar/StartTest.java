package dev.ashlar;

import static dev.ashlar.layer.DenseLayer.dense;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** What a program prints when it starts, in a process of its own. */
class StartTest {
  /** Runs a network once. */
  public static final class Program {
    private Program() {}

    /** Prints the shape of an output. */
    public static void main(String[] arguments) {
      Network network = Network.of(Scope.root().add(dense(3).inUnits(4))).initialize(1);
      System.out.println(Arrays.toString(network.output(Nd4j.zeros(2, 4)).shape()));
    }
  }

  @Test
  void nothingIsPrintedButWhatTheProgramPrints() throws Exception {
    assertThat(run(jar -> true)).isEqualTo("[2, 3]\n");
  }

  @Test
  void aMissingNativeIsNamedAsTheArtifactToAdd() throws Exception {
    assertThat(run(without("openblas")))
        .contains("IllegalStateException: ND4J's native code for ")
        .containsPattern("add org\\.bytedeco:openblas:[0-9.-]+ with the classifier \\S+-\\S+");
    assertThat(run(without("nd4j-native")))
        .contains("add org.nd4j:nd4j-native:1.0.0-M2.1 with the classifier ");
  }

  /** The jars but those of one library that hold native code: they name a platform. */
  private static Predicate<String> without(String library) {
    return jar -> !jar.matches(library + "-[0-9].*-(linux|macosx|windows)-.*\\.jar");
  }

  private static String run(Predicate<String> jars) throws Exception {
    String path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> jars.test(new File(entry).getName()))
        .collect(Collectors.joining(File.pathSeparator));
    Stream<String> options = Runtime.version().feature() < 24
        ? Stream.of()
        : Stream.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    List<String> command = Stream.of(
            Stream.of(System.getProperty("java.home") + "/bin/java"),
            options,
            Stream.of("-cp", path, Program.class.getName()))
        .flatMap(part -> part)
        .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).replace("\r\n", "\n");
  }
}
