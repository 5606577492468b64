package dev.ashlar.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.train.Batches;
import dev.ashlar.train.Listener;
import dev.ashlar.train.StepReport;
import dev.ashlar.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.SamplingDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** The errors in the table of {@code docs/guide/errors.md} are those that a program gets. */
class ErrorsPageTest {
  /** {@code | what happened | `the message` |}, where … stands for anything. */
  private static final Pattern ROW = Pattern.compile("\\| ([^|]+?) \\| `([^`]+)`.*\\|");

  /** What this test cannot provoke: the runtime's own test starts a program without ND4J's natives. */
  private static final String NATIVES = "ND4J's native code is not on the class path";

  private static final Training TRAINING = Training.adam(1e-3).progress(false);

  private final Network network = network().initialize(1);
  private final INDArray images = Nd4j.ones(DataType.FLOAT, 4, 64);

  private static Network network() {
    return Network.of(new NamedMlp(Scope.newRoot()));
  }

  private Map<String, ThrowingCallable> situations() {
    Map<String, ThrowingCallable> situations = new LinkedHashMap<>();
    situations.put("an input of another shape", () -> network.output(Nd4j.ones(4, 63)));
    situations.put("one example in place of a batch", () -> network.output(Nd4j.ones(64)));
    situations.put("an input that holds no numbers", () -> network.output(images.castTo(DataType.BOOL)));
    situations.put("too few inputs or too many", () -> network.output(images, images));
    situations.put("a network that has no values yet", () -> network().output(images));
    situations.put("a network that was closed", () -> {
      Network closed = network().initialize(1);
      closed.close();
      closed.output(images);
    });
    situations.put("labels that do not fit the output",
        () -> network.fit(Batches.of(images, Nd4j.ones(4, 9), 4), TRAINING));
    situations.put("a label that is no class", () -> network.fit(
        Batches.of(images, Nd4j.createFromArray(new float[] {0, 3, 10, 1}), 4), TRAINING));
    situations.put("a save, or a load, in another thread while `fit` trains", this::saveWhileFitTrains);
    situations.put("an iterator without a batch", () -> network.evaluate(empty()));
    situations.put("a loss that is not finite",
        () -> network.fit(Batches.of(notNumbers(), Nd4j.ones(4, 10), 4), TRAINING));
    situations.put("a parameter that its last update made too large", () -> network().initialize(1).fit(
        Batches.of(images.mul(1e4), Nd4j.createFromArray(new float[] {0, 3, 9, 1}), 4),
        Training.sgd(1e38).progress(false)));
    return situations;
  }

  private void saveWhileFitTrains() throws Throwable {
    List<Throwable> refused = new ArrayList<>();
    network.fit(Batches.of(images, Nd4j.ones(4, 10), 4), TRAINING.listener(new Listener() {
      @Override
      public void step(StepReport step) {
        CompletableFuture.runAsync(() -> refused.add(
            catchThrowable(() -> Checkpoint.save(network.model(), Path.of("target/never.safetensors"))))).join();
      }
    }));
    throw refused.get(0);
  }

  private static INDArray notNumbers() {
    float[][] values = new float[4][64];
    values[1][2] = Float.NaN;
    return Nd4j.createFromArray(values);
  }

  private DataSetIterator empty() {
    return new SamplingDataSetIterator(new DataSet(images, Nd4j.ones(4, 10)), 4, 0); // 0 batches
  }

  @Test
  void everyRowIsWhatAProgramGets() throws IOException {
    Map<String, String> rows = Files.readAllLines(Path.of("../docs/guide/errors.md")).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, b) -> a, LinkedHashMap::new));
    Map<String, ThrowingCallable> situations = situations();

    List<String> told = rows.keySet().stream().filter(row -> !row.equals(NATIVES)).toList();
    assertThat(told).containsExactlyElementsOf(situations.keySet());
    assertSoftly(all -> {
      for (String row : told) {
        String expected = Stream.of(rows.get(row).split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        all.assertThat(catchThrowable(situations.get(row))).as(row)
            .hasMessageMatching(Pattern.compile(expected + ".*", Pattern.DOTALL));
      }
    });
  }
}
