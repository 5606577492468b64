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
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The loop, on {@code y = x · w} with squared error, against plain Java. */
class TrainerTest {
  private static final int IN = 3;
  private static final int OUT = 2;

  private final ArrayWeight weight = new ArrayWeight("w", random(1, IN, OUT));
  private final List<DataSet> batches = List.of(
      new DataSet(random(2, 4, IN), random(3, 4, OUT)),
      new DataSet(random(4, 1, IN), random(5, 1, OUT)));

  private DataSetIterator data() {
    return DataSets.of(batches.toArray(new DataSet[0]));
  }

  private Trainer trainer(Training training) {
    return new Trainer(
        training.loss(Loss.meanSquaredError()).progress(false),
        new WeightsModel(in -> in[0].mmul(Tracing.current().weight(weight)), weight));
  }

  /** The gradient of the mean squared error, slowly. */
  private static double[] gradient(double[] w, DataSet batch) {
    double[] x = values(batch.getFeatures());
    double[] y = values(batch.getLabels());
    int rows = x.length / IN;
    double[] gradient = new double[w.length];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < OUT; j++) {
        double error = -y[row * OUT + j];
        for (int i = 0; i < IN; i++) {
          error += x[row * IN + i] * w[i * OUT + j];
        }
        for (int i = 0; i < IN; i++) {
          gradient[i * OUT + j] += 2 * error * x[row * IN + i] / (rows * OUT);
        }
      }
    }
    return gradient;
  }

  /**
   * A rule in plain Java: from a gradient, a number of the step and of the epoch, to what is
   * subtracted.
   */
  private interface Rule {
    double[] update(double[] gradient, int step, int epoch);
  }

  private void checkAgainst(IUpdater updater, Rule rule) {
    double[] w = values(weight.value());
    int step = 0;
    for (int epoch = 0; epoch < 3; epoch++) {
      for (DataSet batch : batches) {
        double[] update = rule.update(gradient(w, batch), step++, epoch);
        for (int i = 0; i < w.length; i++) {
          w[i] -= update[i];
        }
      }
    }

    History history = trainer(Training.with(updater).epochs(3)).fit(data());

    assertThat(values(weight.value())).containsExactly(w, within(1e-10));
    assertThat(history.iterations()).isEqualTo(6);
    assertThat(history.losses()).hasSize(3);
  }

  private static double[] each(double[] gradient, UnaryOperator<Double> rule) {
    return Arrays.stream(gradient).map(rule::apply).toArray();
  }

  @Test
  void sgdIsThatOfTheBook() {
    checkAgainst(new Sgd(0.1), (gradient, step, epoch) -> each(gradient, g -> 0.1 * g));
  }

  @Test
  void adamIsThatOfThePaper() {
    double[] m = new double[IN * OUT];
    double[] v = new double[IN * OUT];
    checkAgainst(new Adam(0.05), (gradient, step, epoch) -> {
      double[] update = new double[gradient.length];
      for (int i = 0; i < update.length; i++) {
        m[i] = 0.9 * m[i] + 0.1 * gradient[i];
        v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
        double rate =
            0.05 * Math.sqrt(1 - Math.pow(0.999, step + 1)) / (1 - Math.pow(0.9, step + 1));
        update[i] = rate * m[i] / (Math.sqrt(v[i]) + 1e-8);
      }
      return update;
    });
  }

  @Test
  void nesterovsIsThatOfSutskever() {
    double[] v = new double[IN * OUT];
    checkAgainst(new Nesterovs(0.05, 0.9), (gradient, step, epoch) -> {
      double[] update = new double[gradient.length];
      for (int i = 0; i < update.length; i++) {
        double before = v[i];
        v[i] = 0.9 * v[i] - 0.05 * gradient[i];
        update[i] = 0.9 * before - 1.9 * v[i];
      }
      return update;
    });
  }

  @Test
  void adaBeliefIsThatOfThePaper() {
    double[] m = new double[IN * OUT];
    double[] s = new double[IN * OUT];
    checkAgainst(new AdaBelief(0.05), (gradient, step, epoch) -> {
      double[] update = new double[gradient.length];
      for (int i = 0; i < update.length; i++) {
        m[i] = 0.9 * m[i] + 0.1 * gradient[i];
        double surprise = gradient[i] - m[i];
        s[i] = 0.999 * s[i] + 0.001 * surprise * surprise + AdaBelief.DEFAULT_EPSILON;
        double rate =
            0.05 * Math.sqrt(1 - Math.pow(0.999, step + 1)) / (1 - Math.pow(0.9, step + 1));
        update[i] = rate * m[i] / (Math.sqrt(s[i]) + AdaBelief.DEFAULT_EPSILON);
      }
      return update;
    });
  }

  @Test
  void noOpTakesTheGradientAsItIs() {
    checkAgainst(new NoOp(), (gradient, step, epoch) -> gradient);
  }

  private void checkAgainst(Training training, Rule gradients) {
    double[] w = values(weight.value());
    for (DataSet batch : batches) {
      double[] update = gradients.update(gradient(w, batch), 0, 0);
      for (int i = 0; i < w.length; i++) {
        w[i] -= update[i] + 0.1 * 0.01 * w[i] * (training.weightDecay() > 0 ? 1 : 0);
      }
    }

    trainer(training).fit(data());

    assertThat(values(weight.value())).containsExactly(w, within(1e-10));
  }

  private static double norm(double... values) {
    return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
  }

  @Test
  void gradientsAreClippedByValueAndByNorm() {
    checkAgainst(
        Training.sgd(0.1).clipByValue(0.2),
        (gradient, step, epoch) -> each(gradient, g -> 0.1 * Math.max(-0.2, Math.min(0.2, g))));
    Rule byNorm =
        (gradient, step, epoch) -> each(gradient, g -> 0.1 * g * Math.min(1, 0.3 / norm(gradient)));
    checkAgainst(Training.sgd(0.1).clipByNorm(0.3), byNorm);
    checkAgainst(Training.sgd(0.1).clipByGlobalNorm(0.3), byNorm);
  }

  @Test
  void theGlobalNormIsThatOfAllGradientsTogether() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray one = array(new double[] {3, 0}, 2).castTo(type).mul(1e15);
      INDArray two = array(new double[] {0, 4}, 1, 2).castTo(type).mul(1e15);
      new Clipping(Clipping.By.GLOBAL_NORM, 10).apply(List.of(one, two));

      assertThat(values(one)).containsExactly(new double[] {6, 0}, within(1e-5));
      assertThat(values(two)).containsExactly(new double[] {0, 8}, within(1e-5));
      INDArray huge = array(new double[] {1e25, 0}, 2).castTo(type); // its square is no float
      new Clipping(Clipping.By.NORM, 10).apply(List.of(huge));
      assertThat(values(huge)).containsExactly(new double[] {10, 0}, within(1e-5));
    }
  }

  @Test
  void weightDecayIsDecoupledAndL2IsNot() {
    checkAgainst(
        Training.sgd(0.1).weightDecay(0.01),
        (gradient, step, epoch) -> each(gradient, g -> 0.1 * g));
    double[] m = new double[IN * OUT];
    double[] v = new double[IN * OUT];
    double[] w = values(weight.value());
    checkAgainst(new Adam(0.05), 0.02, 0.1, (gradient, step, epoch) -> {
      double[] update = new double[gradient.length];
      for (int i = 0; i < update.length; i++) {
        double g = gradient[i] + 0.02 * w[i];
        m[i] = 0.9 * m[i] + 0.1 * g;
        v[i] = 0.999 * v[i] + 0.001 * g * g;
        double rate =
            0.05 * Math.sqrt(1 - Math.pow(0.999, step + 1)) / (1 - Math.pow(0.9, step + 1));
        update[i] = rate * m[i] / (Math.sqrt(v[i]) + 1e-8) + 0.05 * 0.1 * w[i];
        w[i] -= update[i];
      }
      return update;
    });
  }

  private void checkAgainst(IUpdater updater, double l2, double decay, Rule rule) {
    double[] w = values(weight.value());
    int step = 0;
    for (DataSet batch : batches) {
      double[] update = rule.update(gradient(w, batch), step++, 0);
      for (int i = 0; i < w.length; i++) {
        w[i] -= update[i];
      }
    }

    trainer(Training.with(updater).l2(l2).weightDecay(decay)).fit(data());

    assertThat(values(weight.value())).containsExactly(w, within(1e-10));
  }

  @Test
  void factorsChangeRateAndDecay() {
    double[] start = values(weight.value());
    Training training = Training.sgd(0.1).weightDecay(0.2).l2(0.3);
    double[] gradient = gradient(start, batches.get(0));
    double[] expected = new double[start.length];
    for (int i = 0; i < expected.length; i++) {
      double rate = 0.1 * 0.5;
      expected[i] =
          start[i] - rate * (gradient[i] + 0.3 * 0.25 * start[i]) - rate * 0.2 * 0.25 * start[i];
    }

    trainer(training.multiplyRate("w", 7).multiplyRate("w", 0.5).multiplyDecay("w", 0.25))
        .fit(DataSets.of(batches.get(0)));

    assertThat(values(weight.value())).containsExactly(expected, within(1e-12));
  }

  @Test
  void aFactorWorksOnRulesWithoutALearningRateToo() {
    ArrayWeight plain = new ArrayWeight("w", weight.value().dup());
    double[] start = values(weight.value());
    Training training =
        Training.with(new AdaDelta()).loss(Loss.meanSquaredError()).progress(false);
    new Trainer(
            training, new WeightsModel(in -> in[0].mmul(Tracing.current().weight(plain)), plain))
        .fit(DataSets.of(batches.get(0)));
    trainer(training.multiplyRate("w", 0.5)).fit(DataSets.of(batches.get(0)));

    double[] whole = values(plain.value());
    double[] half = values(weight.value());
    for (int i = 0; i < start.length; i++) {
      assertThat(half[i] - start[i]).isCloseTo((whole[i] - start[i]) / 2, within(1e-12));
    }
  }

  @Test
  void schedulesSeeStepsAndEpochs() {
    ISchedule bySteps =
        new MapSchedule.Builder(ScheduleType.ITERATION).add(0, 0.1).add(3, 0.01).build();
    checkAgainst(
        new Sgd(bySteps),
        (gradient, step, epoch) -> each(gradient, g -> (step < 3 ? 0.1 : 0.01) * g));
    ISchedule byEpochs =
        new MapSchedule.Builder(ScheduleType.EPOCH).add(0, 0.1).add(1, 0.02).build();
    checkAgainst(
        new Sgd(byEpochs),
        (gradient, step, epoch) -> each(gradient, g -> (epoch < 1 ? 0.1 : 0.02) * g));
  }

  @Test
  void theLossOfAnEpochIsTheMeanOverItsExamples() {
    Trainer still = trainer(Training.sgd(1e-300));
    double[] losses = batches.stream().mapToDouble(this::loss).toArray();

    assertThat(still.fit(data()).lastLoss())
        .isCloseTo((4 * losses[0] + losses[1]) / 5, within(1e-12));
  }

  private double loss(DataSet batch) {
    INDArray error = batch.getFeatures().mmul(weight.value()).sub(batch.getLabels());
    return error.mul(error).meanNumber().doubleValue();
  }

  @Test
  void noDataIsAnError() {
    assertThatThrownBy(() -> trainer(Training.sgd(1)).fit(DataSets.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the data is empty");
  }

  @Test
  void dataThatCanBeSeenOnceIsEnoughForOneEpoch() {
    assertThat(trainer(Training.sgd(0.1))
            .fit(DataSets.once(batches.toArray(new DataSet[0])))
            .iterations())
        .isEqualTo(2);
    assertThatThrownBy(() -> trainer(Training.sgd(0.1).epochs(2))
            .fit(DataSets.once(batches.toArray(new DataSet[0]))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be reset");
  }

  @Test
  void numbersThatAreNotFiniteStopBeforeTheStep() {
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      INDArray broken = random(7, 4, IN);
      broken.putScalar(5, bad);
      double[] before = values(weight.value());

      assertThatThrownBy(() ->
              trainer(Training.sgd(0.1)).fit(DataSets.of(new DataSet(broken, random(3, 4, OUT)))))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("the loss is")
          .hasMessageContaining("correct the data")
          .hasMessageContaining("epoch 1, at step 1");
      assertThat(values(weight.value())).isEqualTo(before);
    }
  }

  @Test
  void divergenceNamesTheLearningRate() {
    assertThatThrownBy(() -> trainer(Training.sgd(1e200).epochs(50)).fit(data()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("smaller learning rate than 1.0E200");
    assertThat(values(weight.value())).doesNotContain(Double.NaN);
  }

  @Test
  void infiniteGradientsOfAFiniteLossStopToo() {
    ArrayWeight root = new ArrayWeight("root", array(new double[] {0}, 1, 1));
    Trainer trainer = new Trainer(
        Training.sgd(0.1).loss(Loss.meanSquaredError()).progress(false),
        new WeightsModel(
            in -> in[0].getSameDiff().math().sqrt(Tracing.current().weight(root)), root));
    INDArray one = Nd4j.ones(DataType.DOUBLE, 1, 1);

    assertThatThrownBy(() -> trainer.fit(DataSets.of(new DataSet(one, one))))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("gradient of root");
    assertThat(root.value().getDouble(0)).isZero();
  }

  @Test
  void aLastUpdateThatIsTooLargeStopsToo() {
    ArrayWeight root = new ArrayWeight("root", array(new double[] {0}, 1, 1));
    Trainer trainer = new Trainer(
        Training.sgd(1e308).loss(Loss.meanSquaredError()).progress(false),
        new WeightsModel(in -> in[0].mul(Tracing.current().weight(root)), root));
    DataSet data =
        new DataSet(Nd4j.ones(DataType.DOUBLE, 1, 1), Nd4j.valueArrayOf(new long[] {1, 1}, 100.0));

    assertThatThrownBy(() -> trainer.fit(DataSets.of(data)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("the parameter root is not finite in epoch 1, after step 1")
        .hasMessageContaining("smaller learning rate than 1.0E308")
        .hasMessageContaining("Its value is lost");
  }

  @Test
  void nothingToTrainIsAnError() {
    weight.setTrained(false);

    assertThatThrownBy(() -> trainer(Training.sgd(0.1)).fit(data()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no parameter of the model is trained");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> Training.sgd(0)).hasMessageContaining("learningRate");
    assertThatThrownBy(() -> Training.adam(Double.NaN)).hasMessageContaining("learningRate");
    assertThatThrownBy(() -> Training.sgd(1).epochs(0))
        .hasMessageContaining("epochs must be at least 1, found 0");
  }
}
