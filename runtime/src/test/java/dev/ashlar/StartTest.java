package dev.ashlar;

import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.train.Batches;
import dev.ashlar.train.Training;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/** What a program prints when it starts, in a process of its own. */
class StartTest {
  @TempDir
  Path folder;

  /** Trains, saves, loads, predicts. */
  public static final class Program {
    private Program() {}

    /** Prints the shape of an output; the argument says whether the training reports. */
    public static void main(String[] arguments) throws IOException {
      DenseLayer layer = Scope.root().add(dense(3).inUnits(4));
      Network network = Network.of(layer).initialize(1);
      network.fit(
          Batches.of(Nd4j.ones(8, 4), Nd4j.ones(8, 3), 4),
          Training.adam(1e-3).epochs(2).progress(Boolean.parseBoolean(arguments[0])));
      Path file = Files.createTempFile("start", ".safetensors");
      Checkpoint.save(layer, file);
      Checkpoint.load(layer, file);
      Files.delete(file);
      System.out.println(Arrays.toString(network.output(Nd4j.zeros(2, 4)).shape()));
    }
  }

  /** What a process has printed. */
  private record Printed(String out, String err) {}

  @Test
  void nothingIsPrintedButWhatTheProgramPrints() throws Exception {
    assertThat(run(jar -> true, "false")).isEqualTo(new Printed("[2, 3]\n", ""));
  }

  @Test
  void theReportOfATrainingIsAllThatComesBesides() throws Exception {
    Printed printed = run(jar -> true, "true");
    assertThat(printed.out()).isEqualTo("[2, 3]\n");
    assertThat(printed.err().lines())
        .allMatch(line -> line.startsWith("epoch "))
        .last()
        .asString()
        .startsWith("epoch 2/2: "); // the first one shares its line if it took less than a second
  }

  @Test
  void aMissingNativeIsNamedAsTheArtifactToAdd() throws Exception {
    assertThat(run(without("openblas"), "false").err())
        .contains("IllegalStateException: ND4J's native code for ")
        .containsPattern("add org\\.bytedeco:openblas:[0-9.-]+ with the classifier \\S+-\\S+");
    assertThat(run(without("nd4j-native"), "false").err())
        .contains("add org.nd4j:nd4j-native:1.0.0-M2.1 with the classifier ");
  }

  @Test
  void withoutOneDnnAllRunsAndOneLineNamesTheArtifactToAdd() throws Exception {
    for (String library : List.of("dnnl", "opencl")) {
      Printed printed =
          run(without(library), "-Dslf4j.provider=" + PrintedLog.class.getName(), "false");
      assertThat(printed.out()).isEqualTo("[2, 3]\n");
      assertThat(printed.err().lines())
          .singleElement()
          .satisfies(line -> assertThat(line)
              .startsWith("WARN dev.ashlar.graph.NativeLibraries: oneDNN's native code for ")
              .containsPattern("add org\\.bytedeco:" + library
                  + ":[0-9.-]+ with the classifier \\S+-\\S+; until then ")
              .endsWith("take several times as long"));
    }
  }

  /** The jars but those of one library that hold native code: they name a platform. */
  private static Predicate<String> without(String library) {
    return jar -> !jar.matches(library + "-[0-9].*-(linux|macosx|windows)-.*\\.jar");
  }

  private Printed run(Predicate<String> jars, String argument) throws Exception {
    return run(jars, "", argument);
  }

  private Printed run(Predicate<String> jars, String option, String argument) throws Exception {
    String path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> jars.test(new File(entry).getName()))
        .collect(Collectors.joining(File.pathSeparator));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = FreshJvm.command(path, Program.class, argument);
    if (!option.isEmpty()) {
      command.addAll(1, List.of(option, "-Dslf4j.internal.verbosity=WARN"));
    }
    new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start()
        .waitFor();
    return new Printed(text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).replace("\r\n", "\n");
  }
}
