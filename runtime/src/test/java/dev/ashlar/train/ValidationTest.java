package dev.ashlar.train;

import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.DataSets;
import dev.ashlar.graph.ArrayWeight;
import dev.ashlar.graph.Tracing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** What is looked at after each epoch, and what follows from it. */
class ValidationTest {
  private final ArrayWeight weight = new ArrayWeight("w", random(1, 2, 3));

  private WeightsModel model() {
    return new WeightsModel(in -> in[0].mmul(Tracing.current().weight(weight)), weight);
  }

  private static WeightsModel identity() {
    return new WeightsModel(in -> in[0]);
  }

  private static Map<String, Double> evaluate(DataSet data, Loss loss, Metric... metrics) {
    return new Evaluator(identity(), loss)
        .evaluate(BatchSource.of(DataSets.of(data)), List.of(metrics));
  }

  private static DataSet masked(INDArray outputs, INDArray labels, INDArray mask) {
    return new DataSet(outputs, labels, null, mask);
  }

  /** The rank, from 0, of the right class among the scores. */
  private static int rank(double[] scores, int right) {
    return (int)
        IntStream.range(0, scores.length).filter(i -> scores[i] > scores[right]).count();
  }

  @Test
  void accuracyAndTopKAgainstPlainJavaWithIndicesAndMask() {
    SplittableRandom random = new SplittableRandom(5);
    int count = 40;
    INDArray outputs = random(6, count, 5);
    int[] labels = random.ints(count, 0, 5).toArray();
    double[] mask = random.doubles(count).map(Math::rint).toArray();
    double[] scores = values(outputs);
    int kept = 0;
    int first = 0;
    int second = 0;
    for (int i = 0; i < count; i++) {
      if (mask[i] == 1) {
        int rank = rank(Arrays.copyOfRange(scores, i * 5, i * 5 + 5), labels[i]);
        kept++;
        first += rank == 0 ? 1 : 0;
        second += rank < 2 ? 1 : 0;
      }
    }

    Map<String, Double> found = evaluate(
        masked(outputs, Nd4j.createFromArray(labels), array(mask, count, 1)),
        Loss.softmaxCrossEntropy(),
        Metric.accuracy(),
        Metric.topAccuracy(2));

    assertThat(found.get("accuracy")).isCloseTo((double) first / kept, within(1e-12));
    assertThat(found.get("top2")).isCloseTo((double) second / kept, within(1e-12));
  }

  @Test
  void ofOneScoreAnExampleTheSigmoidCounts() {
    double[] scores = {0.3, -0.2, 2, -3, 0.1};
    double[] labels = {1, 1, 1, 0, 0};

    Map<String, Double> found = evaluate(
        new DataSet(array(scores, 5, 1), array(labels, 5, 1)),
        Loss.sigmoidBinaryCrossEntropy(),
        Metric.accuracy(),
        Metric.f1(),
        Metric.auc());

    assertThat(found.get("accuracy")).isCloseTo(3 / 5.0, within(1e-12));
    assertThat(found.get("f1")).isCloseTo(2 * 2 / (2.0 * 2 + 1 + 1), within(1e-12));
    // of the 6 pairs of a positive and a negative example, 5 are in order
    assertThat(found.get("auc")).isCloseTo(5 / 6.0, within(1e-6));
  }

  @Test
  void regressionMetricsAgainstPlainJava() {
    INDArray outputs = random(1, 10, 2);
    INDArray labels = random(2, 10, 2);
    double[] x = values(outputs);
    double[] y = values(labels);
    double squares = 0;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      squares += (x[i] - y[i]) * (x[i] - y[i]) / x.length;
      sum += Math.abs(x[i] - y[i]) / x.length;
    }

    Map<String, Double> found = evaluate(
        new DataSet(outputs, labels),
        Loss.huber(1),
        Metric.meanSquaredError(),
        Metric.meanAbsoluteError());

    assertThat(found.get("mse")).isCloseTo(squares, within(1e-6));
    assertThat(found.get("mae")).isCloseTo(sum, within(1e-6));
  }

  @Test
  void theValidationsLossIsTheMeanOverWhatIsNotMasked() {
    INDArray outputs = random(1, 3, 1);
    INDArray labels = random(2, 3, 1);
    double[] x = values(outputs);
    double[] y = values(labels);
    DataSet first = masked(
        Nd4j.vstack(outputs.getRow(0, true), outputs.getRow(1, true)),
        Nd4j.vstack(labels.getRow(0, true), labels.getRow(1, true)),
        array(new double[] {1, 0}, 2, 1));
    DataSet second = new DataSet(outputs.getRow(2, true), labels.getRow(2, true));

    double found =
        new Evaluator(identity(), Loss.meanSquaredError()).evaluate(DataSets.of(first, second));

    assertThat(found)
        .isCloseTo(
            ((x[0] - y[0]) * (x[0] - y[0]) + (x[2] - y[2]) * (x[2] - y[2])) / 2, within(1e-12));
  }

  private DataSet regression(long seed) {
    return new DataSet(random(seed, 6, 2), random(seed + 1, 6, 3));
  }

  /** Steps that help for three epochs and harm after them. */
  private static Training worseAfterThreeEpochs() {
    return Training.with(new Sgd(
            new MapSchedule.Builder(ScheduleType.EPOCH).add(0, 0.3).add(3, 300).build()))
        .loss(Loss.meanSquaredError())
        .progress(false)
        .epochs(20);
  }

  @Test
  void stopsEarlyAndRestoresTheBestEpoch() {
    DataSet data = regression(1);
    List<double[]> best = new ArrayList<>();
    List<String> told = new ArrayList<>();
    Listener listener = new Listener() {
      @Override
      public void epoch(EpochReport epoch) {
        told.add("epoch " + epoch.epoch());
      }

      @Override
      public void stoppedEarly(int epoch, OptionalInt best) {
        told.add("stopped after " + epoch + ", best " + best.getAsInt());
      }

      @Override
      public void ended() {
        told.add("ended");
      }
    };
    Validation validation = Validation.of(DataSets.of(data))
        .patience(2)
        .restoreBest()
        .whenBest(() -> best.add(values(weight.value())));

    History history = new Trainer(
            worseAfterThreeEpochs().validation(validation).listener(listener), model())
        .fit(DataSets.of(data));

    assertThat(told).endsWith("epoch 5", "stopped after 5, best 3", "ended").hasSize(7);
    assertThat(history.best()).hasValue(3);
    assertThat(history.stoppedEarly()).isTrue();
    assertThat(history.epochs()).hasSize(5);
    assertThat(best).hasSize(3);
    assertThat(values(weight.value())).isEqualTo(best.get(2));
    assertThat(new Evaluator(model(), Loss.meanSquaredError()).evaluate(DataSets.of(data)))
        .isEqualTo(history.validation("loss").get(2));
  }

  @Test
  void withoutRestoringTheLastEpochStays() {
    DataSet data = regression(1);
    History history = new Trainer(
            worseAfterThreeEpochs().validation(Validation.of(DataSets.of(data)).patience(2)),
            model())
        .fit(DataSets.of(data));

    assertThat(new Evaluator(model(), Loss.meanSquaredError()).evaluate(DataSets.of(data)))
        .isEqualTo(history.validation("loss").get(4))
        .isNotEqualTo(history.validation("loss").get(2));
  }

  @Test
  void aGainOfLessThanMinDeltaIsNone() {
    DataSet data = regression(1);
    Validation validation = Validation.of(DataSets.of(data)).minDelta(1e9).patience(3);

    History history =
        new Trainer(worseAfterThreeEpochs().validation(validation), model()).fit(DataSets.of(data));

    assertThat(history.best()).hasValue(1);
    assertThat(history.epochs()).hasSize(4);
  }

  @Test
  void whereMoreIsBetterTheLargestValueIsTheBest() {
    DataSet data = regression(1);
    Validation validation =
        Validation.of(DataSets.of(data)).metrics(Metric.r2()).monitor("r2").patience(2);

    History history =
        new Trainer(worseAfterThreeEpochs().validation(validation), model()).fit(DataSets.of(data));

    assertThat(history.best()).hasValue(3);
    assertThat(history.epochs().get(2).validation()).containsOnlyKeys("loss", "r2");
  }

  @Test
  void settingsAreChecked() {
    Validation validation = Validation.of(DataSets.of());
    assertThatThrownBy(() -> validation.monitor("accuracy"))
        .hasMessageContaining("no value 'accuracy' to monitor, only [loss]");
    assertThatThrownBy(() -> validation.metrics(Metric.f1(), Metric.f1()))
        .hasMessageContaining("'f1' already");
    assertThatThrownBy(() -> validation.patience(0)).hasMessageContaining("patience");
    assertThatThrownBy(() -> validation.minDelta(-1)).hasMessageContaining("minDelta");
    assertThatThrownBy(() -> Metric.topAccuracy(0)).hasMessageContaining("k must be");
    assertThatThrownBy(() -> new Trainer(worseAfterThreeEpochs().validation(validation), model())
            .fit(DataSets.of(regression(1))))
        .hasMessageContaining("the validation data is empty");
  }

  @Test
  void labelsAndMasksThatDoNotFitAreRefused() {
    INDArray outputs = random(1, 4, 3);

    assertThatThrownBy(() -> EvaluationArrays.of(
            Batch.of(new DataSet(outputs, random(2, 4, 2))), Loss.meanSquaredError(), outputs))
        .hasMessage("the labels: expected (4, 3), the output's shape, found (4, 2)");
    assertThatThrownBy(() -> EvaluationArrays.of(
            Batch.of(masked(outputs, random(2, 4, 3), random(3, 3, 1))),
            Loss.meanSquaredError(),
            outputs))
        .hasMessage("the mask, for metrics: expected one number for each of the 4 rows of"
            + " predictions, or for several of them, found (3, 1)");
  }

  @Test
  void aBatchOfWhichNothingCountsIsLeftOut() {
    INDArray outputs = random(1, 4, 3);

    assertThat(EvaluationArrays.of(
            Batch.of(masked(outputs, random(2, 4, 3), Nd4j.zeros(4, 1))),
            Loss.meanSquaredError(),
            outputs))
        .isEmpty();
  }

  @Test
  void anOutputOfOneNumberAnExampleIsAColumn() {
    INDArray outputs = random(1, 4);

    assertThat(EvaluationArrays.of(
            Batch.of(new DataSet(outputs, random(2, 4))), Loss.meanSquaredError(), outputs))
        .hasValueSatisfying(arrays -> assertThat(arrays.labels().shape()).containsExactly(4, 1));
  }

  @Test
  void whatIsWrongWithTheValidationDataIsSaidOfIt() {
    DataSet good = new DataSet(random(1, 2, 2), random(2, 2, 3));
    DataSet bad = new DataSet(random(1, 2, 2), random(2, 2, 4));

    assertThatThrownBy(
            () -> validated(Validation.of(DataSets.of(good, bad))).fit(DataSets.of(good)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "in batch 2 of the validation data, the labels: expected (2, 3), the output's shape,"
                + " found (2, 4)");
    assertThatThrownBy(() -> validated(Validation.of(DataSets.of())).fit(DataSets.of(good)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the validation data is empty: its iterator gave no batch");
    assertThatThrownBy(() -> evaluate(bad, Loss.meanSquaredError()))
        .hasMessageStartingWith("in batch 1 of the data, the labels: ");
  }

  private Trainer validated(Validation validation) {
    return new Trainer(
        Training.sgd(0.1).loss(Loss.meanSquaredError()).progress(false).validation(validation),
        model());
  }
}
