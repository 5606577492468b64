package dev.ashlar;

import static dev.ashlar.Numbers.random;
import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.DropoutLayer.dropout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.checkpoint.CheckpointException;
import dev.ashlar.checkpoint.LoadOptions;
import dev.ashlar.checkpoint.TrainingFile;
import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import dev.ashlar.train.Batches;
import dev.ashlar.train.History;
import dev.ashlar.train.Listener;
import dev.ashlar.train.Metric;
import dev.ashlar.train.StepReport;
import dev.ashlar.train.Training;
import dev.ashlar.train.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** A training that was interrupted goes on, to the last bit, as if it had not been. */
class ResumeTest {
  private static final int STEPS_AN_EPOCH = 4;

  @TempDir
  Path folder;

  /** What a killed process looks like from inside. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static Sequential<Layer> model() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot().named("net_"));
    model
        .add(dense(6).activation(Activation.TANH))
        .add(batchNorm())
        .add(dropout(0.4))
        .add(dense(3));
    return model;
  }

  private static Batches data() {
    INDArray labels = Nd4j.createFromArray(new int[] {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 2});
    return Batches.of(random(1, 13, 4), labels, 4).shuffled(5);
  }

  /** The same batches every epoch, by an iterator that knows no places. */
  private static DataSetIterator plainData() {
    DataSet[] batches = new DataSet[STEPS_AN_EPOCH];
    for (int i = 0; i < batches.length; i++) {
      batches[i] =
          new DataSet(random(i, 3, 4), Nd4j.createFromArray(new int[][] {{i % 3}, {1}, {2}}));
    }
    return DataSets.of(batches);
  }

  private static Training training() {
    return Training.with(new Adam(new ExponentialSchedule(ScheduleType.ITERATION, 0.05, 0.97)))
        .weightDecay(1e-3)
        .clipByGlobalNorm(1)
        .multiplyRate("3", 0.5)
        .seed(3)
        .epochs(10)
        .progress(false);
  }

  private static Network network(Layer model, long seed) {
    return Network.of(model).initialize(seed);
  }

  private static Map<String, String> bits(Layer model) {
    Map<String, String> bits = new LinkedHashMap<>();
    model.structuralParameters().forEach((name, parameter) -> {
      StringBuilder text = new StringBuilder();
      for (double value : Numbers.values(parameter.value())) {
        text.append(Double.toHexString(value)).append(' ');
      }
      bits.put(name, text.toString());
    });
    return bits;
  }

  private static Listener killAt(int iteration) {
    return new Listener() {
      @Override
      public void step(StepReport step) {
        if (step.iteration() == iteration) {
          throw new Killed();
        }
      }
    };
  }

  private interface Fit {
    History fit(Network network, Training training);
  }

  /** Straight, against a run that is killed after a step and resumed in a new model. */
  private void check(Training training, DType dtype, int snapshotSteps, int killed, Fit fit) {
    Layer straight = model();
    straight.collectParameters().cast(dtype);
    History whole = fit.fit(network(straight, 1), training);

    Path path = folder.resolve("training.safetensors");
    Layer first = model();
    first.collectParameters().cast(dtype);
    TrainingFile file = TrainingFile.of(first, path);
    Training kept =
        snapshotSteps == 0 ? training.snapshots(file) : training.snapshots(file, snapshotSteps);
    assertThatThrownBy(() -> fit.fit(network(first, 1), kept.listener(killAt(killed))))
        .isInstanceOf(Killed.class);

    Layer second = model();
    second.collectParameters().cast(dtype);
    TrainingFile again = TrainingFile.of(second, path);
    History resumed = fit.fit(network(second, 99), training.resumeFrom(again));

    assertThat(bits(second)).isEqualTo(bits(straight));
    assertThat(resumed).isEqualTo(whole);
    assertThat(bits(first)).isNotEqualTo(bits(straight));
  }

  @ParameterizedTest
  @EnumSource
  void afterFourEpochsOfTen(DType dtype) {
    check(training(), dtype, 0, 4 * STEPS_AN_EPOCH + 1, (network, how) -> network.fit(data(), how));
  }

  @Test
  void inTheMiddleOfAnEpoch() {
    check(
        training(),
        DType.FLOAT32,
        3,
        5 * STEPS_AN_EPOCH + 3,
        (network, how) -> network.fit(data(), how));
  }

  @Test
  void withDataThatIsReadFromItsBeginning() {
    check(
        training(),
        DType.FLOAT32,
        3,
        5 * STEPS_AN_EPOCH + 3,
        (network, how) -> network.fit(plainData(), how));
  }

  @Test
  void withEarlyStoppingAndTheBestEpochsParameters() {
    Validation validation = Validation.of(plainData())
        .metrics(Metric.accuracy())
        .monitor("accuracy")
        .patience(6)
        .restoreBest();
    check(
        training().validation(validation),
        DType.FLOAT32,
        0,
        5 * STEPS_AN_EPOCH + 2,
        (network, how) -> network.fit(data(), how));
  }

  static Stream<IUpdater> updaters() {
    return Stream.of(
        new Sgd(0.1),
        new Nesterovs(0.05, 0.9),
        new Adam(0.01),
        new AdaMax(0.01),
        new Nadam(0.01),
        new AMSGrad(0.01),
        new AdaBelief(0.01),
        new AdaGrad(0.1),
        new AdaDelta(),
        new RmsProp(0.01),
        new NoOp());
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void withEveryRule(IUpdater updater) {
    check(
        Training.with(updater).epochs(3).l2(0.01).progress(false),
        DType.FLOAT32,
        1,
        6,
        (network, how) -> network.fit(data(), how));
  }

  @Test
  void aTrainingThatIsOverStaysAsItIs() {
    Layer model = model();
    TrainingFile file = TrainingFile.of(model, folder.resolve("over.safetensors"));
    History whole = network(model, 1).fit(data(), training().snapshots(file));
    Map<String, String> before = bits(model);

    Layer other = model();
    TrainingFile same = TrainingFile.of(other, folder.resolve("over.safetensors"));
    History again = network(other, 2).fit(data(), training().resumeFrom(same));

    assertThat(again).isEqualTo(whole);
    assertThat(bits(other)).isEqualTo(before);
  }

  @Test
  void twoRunsAreEqualToTheLastBit() {
    Layer first = model();
    Layer second = model();
    History one = network(first, 1).fit(data(), training());
    History two = network(second, 1).fit(data(), training());

    assertThat(two).isEqualTo(one);
    assertThat(bits(second)).isEqualTo(bits(first));
  }

  @Test
  void theParametersAloneCanBeLoadedFromTheFile() {
    Layer model = model();
    Path path = folder.resolve("t.safetensors");
    network(model, 1).fit(data(), training().epochs(1).snapshots(TrainingFile.of(model, path)));
    Layer other = model();

    Checkpoint.load(other, path, LoadOptions.strict().ignoreExtra());

    assertThat(bits(other)).isEqualTo(bits(model));
  }

  @Test
  void whatDoesNotFitIsRefusedAndChangesNothing() throws IOException {
    Layer model = model();
    Path path = folder.resolve("t.safetensors");
    TrainingFile file = TrainingFile.of(model, path);
    network(model, 1).fit(data(), training().epochs(1).snapshots(file));

    Layer other = model();
    Network network = network(other, 2);
    network.output(random(1, 2, 4));
    Map<String, String> before = bits(other);
    TrainingFile theirs = TrainingFile.of(other, path);
    assertThatThrownBy(
            () -> network.fit(data(), Training.sgd(0.1).progress(false).seed(3).resumeFrom(theirs)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another rule: expected Sgd, found Adam");
    assertThatThrownBy(() -> network.fit(data(), training().seed(4).resumeFrom(theirs)))
        .hasMessageContaining("another seed: expected 4, found 3");
    Sequential<Layer> wider = new Sequential<>(Scope.newRoot().named("net_"));
    wider.add(dense(7)).add(batchNorm()).add(dropout(0.4)).add(dense(3));
    assertThatThrownBy(() ->
            network(wider, 1).fit(data(), training().resumeFrom(TrainingFile.of(wider, path))))
        .hasMessageContaining("net_dense0_weight: expected the shape (7, 0), found (6, 4)");
    Path parameters = folder.resolve("p.safetensors");
    Checkpoint.save(model, parameters);
    assertThatThrownBy(
            () -> network.fit(data(), training().resumeFrom(TrainingFile.of(other, parameters))))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("holds no training");
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, List.of("{}"));
    assertThatThrownBy(() -> network.fit(data(), training().resumeFrom(theirs)))
        .isInstanceOf(CheckpointException.class);
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> network.fit(data(), training().resumeFrom(theirs)))
        .isInstanceOf(CheckpointException.class);
    assertThatThrownBy(() -> network.fit(
            data(), training().resumeFrom(TrainingFile.of(other, folder.resolve("none")))))
        .isInstanceOf(CheckpointException.class);

    assertThat(bits(other)).isEqualTo(before);
  }

  @Test
  void aDivergedTrainingLeavesTheLastGoodFile() throws IOException {
    Layer model = model();
    Path path = folder.resolve("t.safetensors");
    byte[][] good = new byte[1][];
    Training how = Training.sgd(1e200).epochs(50).progress(false);
    model.collectParameters().cast(DType.FLOAT64);
    Training kept = how.snapshots(TrainingFile.of(model, path), 1).listener(new Listener() {
      @Override
      public void step(StepReport step) {
        try {
          good[0] = Files.readAllBytes(path);
        } catch (IOException failure) {
          throw new java.io.UncheckedIOException(failure);
        }
      }
    });

    assertThatThrownBy(() -> network(model, 1).fit(data(), kept))
        .isInstanceOf(dev.ashlar.train.DivergedException.class);
    assertThat(Files.readAllBytes(path)).isEqualTo(good[0]);
  }
}
