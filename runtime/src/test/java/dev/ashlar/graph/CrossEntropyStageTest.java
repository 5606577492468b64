package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Softmax cross-entropy with its gradient. */
class CrossEntropyStageTest {
  private static final int ROWS = 5;
  private static final int CLASSES = 7;

  @Test
  void resultAndGradientAreOnePassWhereTheFactorsAreKnownBefore() {
    Value scores = Value.planned(DataType.FLOAT, ROWS, CLASSES);
    Value labels = Value.planned(DataType.FLOAT, ROWS, CLASSES);
    Value each = Value.planned(DataType.FLOAT, ROWS);
    Value factor = Value.planned(DataType.FLOAT, ROWS);
    Value gradient = Value.planned(DataType.FLOAT, ROWS, CLASSES);
    Stage result = new CrossEntropyStage(scores, labels, each, null, null);
    Stage usesResult = reading(each);
    Stage factors = writing(factor);
    Stage back = new CrossEntropyStage(scores, labels, null, factor, gradient);

    List<Stage> merged = CrossEntropyStage.merged(List.of(result, usesResult, factors, back));

    assertThat(merged)
        .containsExactly(
            factors, new CrossEntropyStage(scores, labels, each, factor, gradient), usesResult);
  }

  @Test
  void resultAndGradientAreTwoPassesWhereTheFactorsDependOnTheResult() {
    Value scores = Value.planned(DataType.FLOAT, ROWS, CLASSES);
    Value labels = Value.planned(DataType.FLOAT, ROWS, CLASSES);
    Value each = Value.planned(DataType.FLOAT, ROWS);
    Value factor = Value.planned(DataType.FLOAT, ROWS);
    List<Stage> stages = List.of(
        new CrossEntropyStage(scores, labels, each, null, null),
        new ReluGradientStage(each, each, factor),
        new CrossEntropyStage(
            scores, labels, null, factor, Value.planned(DataType.FLOAT, ROWS, CLASSES)));

    assertThat(CrossEntropyStage.merged(stages)).isEqualTo(stages);
  }

  @Test
  void numbersAreThoseOfTheFormulaInBothTypes() {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      double tolerance = type == DataType.FLOAT ? 1e-6 : 1e-14;
      Random random = new Random(7);
      double[][] x = new double[ROWS][CLASSES];
      double[][] y = new double[ROWS][CLASSES];
      double[] f = new double[ROWS];
      for (int row = 0; row < ROWS; row++) {
        f[row] = random.nextDouble();
        for (int i = 0; i < CLASSES; i++) {
          x[row][i] = 30 * random.nextGaussian(); // where a plain exponential would overflow
          y[row][i] = random.nextDouble();
        }
      }
      INDArray scores = Nd4j.create(x).castTo(type);
      INDArray labels = Nd4j.create(y).castTo(type);
      INDArray factors = Nd4j.create(f).castTo(type);

      Map<String, INDArray> found = run(scores, labels, factors);

      for (int row = 0; row < ROWS; row++) {
        double largest = scores.getRow(row).maxNumber().doubleValue();
        double sum = 0;
        double wanted = 0;
        for (int i = 0; i < CLASSES; i++) {
          sum += Math.exp(scores.getDouble(row, i) - largest);
          wanted += labels.getDouble(row, i);
        }
        double each = 0;
        for (int i = 0; i < CLASSES; i++) {
          double shifted = scores.getDouble(row, i) - largest;
          each -= labels.getDouble(row, i) * (shifted - Math.log(sum));
          double expected = factors.getDouble(row)
              * (Math.exp(shifted) / sum * wanted - labels.getDouble(row, i));
          assertThat(found.get("gradient").getDouble(row, i))
              .isCloseTo(expected, within(4 * tolerance));
        }
        assertThat(found.get("each").getDouble(row))
            .isCloseTo(each, within(tolerance * Math.max(1, each)));
      }
    }
  }

  @Test
  void numbersThatAreNotFiniteReachTheResult() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      INDArray scores = Nd4j.zeros(DataType.FLOAT, ROWS, CLASSES);
      scores.putScalar(2, 3, bad);
      Map<String, INDArray> found =
          run(scores, Nd4j.ones(DataType.FLOAT, ROWS, CLASSES), Nd4j.ones(DataType.FLOAT, ROWS));
      assertThat(found.get("each").getDouble(2)).isNaN();
      assertThat(found.get("gradient").getDouble(2, 3)).isNaN();
      assertThat(found.get("each").getDouble(1)).isFinite();
    }
  }

  private static Map<String, INDArray> run(INDArray x, INDArray y, INDArray f) {
    Value scores = Value.planned(x.dataType(), x.shape());
    Value labels = Value.planned(x.dataType(), x.shape());
    Value factor = Value.planned(x.dataType(), f.shape());
    Value each = Value.planned(x.dataType(), f.shape());
    Value gradient = Value.planned(x.dataType(), x.shape());
    Stage stage = new CrossEntropyStage(scores, labels, each, factor, gradient);
    try (Plan plan = Plan.of(
        Threads.OPENBLAS,
        Map.of("scores", scores, "labels", labels, "factor", factor),
        List.of(stage),
        Map.of("each", each, "gradient", gradient),
        () -> {})) {
      return plan.run(Map.of("scores", x, "labels", y, "factor", f));
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
