package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.train.Loss;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A loss with its gradient in one pass. */
class LossStageTest {
  private static final int ROWS = 5;
  private static final int WIDTH = 7;
  private static final LossFunction NONE = (rows, count) -> {};

  private final Value prediction = Value.planned(DataType.FLOAT, ROWS, WIDTH);
  private final Value labels = Value.planned(DataType.FLOAT, ROWS, WIDTH);
  private final Value each = Value.planned(DataType.FLOAT, ROWS);
  private final Value factor = Value.planned(DataType.FLOAT, ROWS);
  private final Value gradient = Value.planned(DataType.FLOAT, ROWS, WIDTH);
  private final Stage loss = LossStage.of(NONE, prediction, labels, each);
  private final Stage back = LossStage.gradient(NONE, prediction, labels, factor, gradient);

  @Test
  void lossAndGradientAreOnePassWhereTheFactorsAreKnownBefore() {
    Stage usesLoss = reading(each);
    Stage factors = writing(factor);

    List<Stage> merged = LossStage.merged(List.of(loss, usesLoss, factors, back));

    assertThat(merged)
        .containsExactly(
            factors, new LossStage(NONE, prediction, labels, each, factor, gradient), usesLoss);
  }

  @Test
  void lossAndGradientAreTwoPassesWhereTheFactorsDependOnTheLoss() {
    List<Stage> stages = List.of(loss, new ReluGradientStage(each, each, factor), back);

    assertThat(LossStage.merged(stages)).isEqualTo(stages);
  }

  @Test
  void theGradientOfAnotherLossIsAnotherPass() {
    LossFunction other = (rows, count) -> {
      throw new AssertionError();
    };
    List<Stage> stages = List.of(
        LossStage.of(other, prediction, labels, each),
        LossStage.of(NONE, labels, prediction, Value.planned(DataType.FLOAT, ROWS)),
        back);

    assertThat(LossStage.merged(stages)).isEqualTo(stages);
  }

  /** Rows that are a piece, several, a part of one, and longer than a piece. */
  @ParameterizedTest
  @CsvSource({"1,1", "1024,1", "3000,1", "700,3", "1,5000", "3,1500"})
  void allRowsAreComputed(int count, int width) {
    LossFunction weightedSum = (rows, piece) -> {
      for (int row = 0; row < piece; row++) {
        rows.results()[row] = 0;
        for (int i = row * rows.width(); i < (row + 1) * rows.width(); i++) {
          rows.results()[row] += rows.prediction()[i] * rows.labels()[i];
          rows.gradient()[i] = rows.factors()[row] * rows.labels()[i];
        }
      }
    };
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      INDArray x = numbers(1, type, count, width);
      INDArray y = numbers(2, type, count, width);
      INDArray f = numbers(3, type, count);

      Map<String, INDArray> found = run(weightedSum, x, y, f);

      INDArray sums = x.mul(y).sum(1);
      double tolerance = type == DataType.FLOAT ? 1e-3 : 1e-10;
      assertThat(found.get("each").equalsWithEps(sums, tolerance)).isTrue();
      INDArray expected = y.mul(f.reshape(count, 1));
      assertThat(found.get("gradient").equalsWithEps(expected, 1e-6)).isTrue();
    }
  }

  @Test
  void softmaxCrossEntropyIsThatOfTheFormulaInBothTypes() {
    LossFunction function = (LossFunction) Loss.softmaxCrossEntropy();
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      double tolerance = type == DataType.FLOAT ? 1e-6 : 1e-14;
      INDArray scores = numbers(7, type, ROWS, WIDTH).mul(30); // plain exponentials would overflow
      INDArray labels = numbers(8, type, ROWS, WIDTH).mul(0.3).add(0.5);
      INDArray factors = numbers(9, type, ROWS);

      Map<String, INDArray> found = run(function, scores, labels, factors);

      for (int row = 0; row < ROWS; row++) {
        double largest = scores.getRow(row).maxNumber().doubleValue();
        double sum = 0;
        double wanted = 0;
        for (int i = 0; i < WIDTH; i++) {
          sum += Math.exp(scores.getDouble(row, i) - largest);
          wanted += labels.getDouble(row, i);
        }
        double each = 0;
        for (int i = 0; i < WIDTH; i++) {
          double shifted = scores.getDouble(row, i) - largest;
          each -= labels.getDouble(row, i) * (shifted - Math.log(sum));
          double expected = factors.getDouble(row)
              * (Math.exp(shifted) / sum * wanted - labels.getDouble(row, i));
          assertThat(found.get("gradient").getDouble(row, i))
              .isCloseTo(expected, within(4 * tolerance));
        }
        assertThat(found.get("each").getDouble(row))
            .isCloseTo(each, within(tolerance * Math.max(1, Math.abs(each))));
      }
    }
  }

  @Test
  void scoresThatAreNotFiniteReachSoftmaxCrossEntropy() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      INDArray scores = Nd4j.zeros(DataType.FLOAT, ROWS, WIDTH);
      scores.putScalar(2, 3, bad);
      Map<String, INDArray> found = run(
          (LossFunction) Loss.softmaxCrossEntropy(),
          scores,
          Nd4j.ones(DataType.FLOAT, ROWS, WIDTH),
          Nd4j.ones(DataType.FLOAT, ROWS));
      assertThat(found.get("each").getDouble(2)).isNaN();
      assertThat(found.get("gradient").getDouble(2, 3)).isNaN();
      assertThat(found.get("each").getDouble(1)).isFinite();
    }
  }

  private static INDArray numbers(long seed, DataType type, long... shape) {
    Random random = new Random(seed);
    INDArray numbers = Nd4j.create(type, shape);
    for (long i = 0; i < numbers.length(); i++) {
      numbers.putScalar(i, random.nextGaussian());
    }
    return numbers;
  }

  private static Map<String, INDArray> run(
      LossFunction function, INDArray x, INDArray y, INDArray f) {
    Value prediction = Value.planned(x.dataType(), x.shape());
    Value labels = Value.planned(x.dataType(), x.shape());
    Value factor = Value.planned(x.dataType(), f.shape());
    Value each = Value.planned(x.dataType(), f.shape());
    Value gradient = Value.planned(x.dataType(), x.shape());
    Stage stage = new LossStage(function, prediction, labels, each, factor, gradient);
    try (Plan plan = Plan.of(
        Threads.OPENBLAS,
        Map.of("prediction", prediction, "labels", labels, "factor", factor),
        List.of(stage),
        Map.of("each", each, "gradient", gradient),
        () -> {})) {
      return plan.run(Map.of("prediction", x, "labels", y, "factor", f));
    }
  }

  /** Some stage that reads a value. */
  private static Stage reading(Value read) {
    return new ReluGradientStage(read, read, Value.planned(DataType.FLOAT, ROWS));
  }

  /** Some stage that writes a value. */
  private static Stage writing(Value written) {
    Value other = Value.planned(DataType.FLOAT, ROWS);
    return new ReluGradientStage(other, other, written);
  }
}
