package dev.ashlar.train;

import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.graph.ArrayWeight;
import dev.ashlar.graph.Graph;
import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The losses, masks and weights against plain Java, their gradients against finite differences. */
class LossTest {
  private static final double DELTA = 0.7;

  /** A graph whose output is a weight: so the gradient by the output is that by a weight. */
  private static Graph graph(Loss loss, INDArray prediction, Batch batch) {
    ArrayWeight output = new ArrayWeight("output", prediction);
    DataType type = prediction.dataType();
    return Graph.trace(
        in -> Tracing.current().weight(output),
        List.of(new Graph.Input("x", type, Shape.of(prediction.size(0)))),
        false,
        unused -> {},
        Targets.of(batch, loss));
  }

  private static Batch batch(INDArray labels, INDArray mask, INDArray weights) {
    return new Batch(
        List.of(Nd4j.zeros(DataType.DOUBLE, labels.size(0))),
        labels,
        Optional.ofNullable(mask),
        Optional.ofNullable(weights));
  }

  private static double loss(Loss loss, INDArray prediction, Batch batch) {
    Graph graph = graph(loss, prediction, batch);
    List<INDArray> targets = TargetArrays.of(batch, loss, graph.outputShape());
    return graph.evaluate(targets, batch.inputs()).loss();
  }

  private static double loss(Loss loss, INDArray prediction, INDArray labels) {
    return loss(loss, prediction, batch(labels, null, null));
  }

  private static double[] gradient(Loss loss, INDArray prediction, Batch batch) {
    Graph graph = graph(loss, prediction, batch);
    List<INDArray> targets = TargetArrays.of(batch, loss, graph.outputShape());
    return values(
        graph.step(targets, new SplittableRandom(), batch.inputs()).gradients().get("output"));
  }

  /** The cross-entropy of each row, slowly. */
  private static double[] crossEntropies(INDArray prediction, INDArray labels) {
    int size = (int) prediction.size(prediction.rank() - 1);
    double[] x = values(prediction);
    double[] y = values(labels);
    double[] losses = new double[x.length / size];
    for (int row = 0; row < losses.length; row++) {
      double normal = 0;
      for (int i = 0; i < size; i++) {
        normal += Math.exp(x[row * size + i]);
      }
      for (int i = 0; i < size; i++) {
        losses[row] -= y[row * size + i] * (x[row * size + i] - Math.log(normal));
      }
    }
    return losses;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,4,1", "5,3,1", "2,3,4"})
  void softmaxCrossEntropy(long batch, long middle, long classes) {
    long[] shape = classes == 1 ? new long[] {batch, middle} : new long[] {batch, middle, classes};
    INDArray prediction = random(1, shape).mul(3);
    INDArray labels = random(2, shape);

    assertThat(loss(Loss.softmaxCrossEntropy(), prediction, labels))
        .isCloseTo(mean(crossEntropies(prediction, labels)), within(1e-10));
  }

  @Test
  void softmaxCrossEntropyOfLargeScoresIsFinite() {
    INDArray scores = array(new double[] {1e4, 0, -1e4}, 1, 3);

    assertThat(loss(Loss.softmaxCrossEntropy(), scores, array(new double[] {0, 0, 1}, 1, 3)))
        .isCloseTo(2e4, within(1e-6));
    assertThat(loss(Loss.softmaxCrossEntropy(), scores, array(new double[] {1, 0, 0}, 1, 3)))
        .isCloseTo(0, within(1e-6));
  }

  @Test
  void indicesOfClassesAreAsGoodAsOneHot() {
    for (long[] positions : new long[][] {{5}, {2, 3}, {1}, {3, 1, 2}}) {
      long[] shape = Arrays.copyOf(positions, positions.length + 1);
      shape[positions.length] = 4;
      INDArray prediction = random(3, shape).mul(2);
      int rows = (int) prediction.length() / 4;
      int[] indices = new SplittableRandom(4).ints(rows, 0, 4).toArray();
      INDArray oneHot = Nd4j.zeros(DataType.DOUBLE, rows, 4);
      for (int i = 0; i < rows; i++) {
        oneHot.putScalar(i, indices[i], 1);
      }
      long[] withOne = shape.clone();
      withOne[positions.length] = 1;
      double expected = mean(crossEntropies(prediction, oneHot));
      double[] gradient = gradient(
          Loss.softmaxCrossEntropy(), prediction, batch(oneHot.reshape(shape), null, null));

      INDArray labels = Nd4j.createFromArray(indices);
      for (DataType type : new DataType[] {DataType.INT32, DataType.INT64, DataType.FLOAT}) {
        for (long[] labelShape : new long[][] {positions, withOne}) {
          INDArray typed = labels.castTo(type).reshape(labelShape);
          assertThat(loss(Loss.softmaxCrossEntropy(), prediction, typed))
              .isCloseTo(expected, within(1e-12));
          assertThat(gradient(Loss.softmaxCrossEntropy(), prediction, batch(typed, null, null)))
              .containsExactly(gradient, within(1e-12));
        }
      }
    }
  }

  @Test
  void anIndexThatIsNoClassIsNamed() {
    INDArray scores = random(1, 3, 4);
    for (double bad : new double[] {4, -1, 0.5, Double.NaN}) {
      INDArray labels = array(new double[] {0, 3, bad}, 3, 1);
      assertThatThrownBy(() -> loss(Loss.softmaxCrossEntropy(), scores, labels))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "the labels: expected the index of a class, a whole number from 0 to 3, found "
                  + (bad == 4 ? "4" : bad == -1 ? "-1" : Double.toString(bad)))
          .hasMessageContaining("at [2, 0] of the batch");
    }
  }

  private static double binary(double x, double y) {
    double p = 1 / (1 + Math.exp(-x));
    return -y * Math.log(p) - (1 - y) * Math.log(1 - p);
  }

  private static double huber(double x, double y) {
    double d = Math.abs(x - y);
    return d <= DELTA ? d * d / 2 : DELTA * (d - DELTA / 2);
  }

  private static Arguments elementwise(Loss loss, DoubleBinaryOperator reference) {
    return Arguments.of(loss, reference);
  }

  static Stream<Arguments> elementwise() {
    return Stream.of(
        elementwise(Loss.sigmoidBinaryCrossEntropy(), LossTest::binary),
        elementwise(Loss.meanAbsoluteError(), (x, y) -> Math.abs(x - y)),
        elementwise(Loss.meanSquaredError(), (x, y) -> (x - y) * (x - y)),
        elementwise(Loss.huber(DELTA), LossTest::huber));
  }

  private static INDArray probabilities(long seed, long... shape) {
    return random(seed, shape).add(1).div(2);
  }

  private static double[] each(DoubleBinaryOperator reference, INDArray x, INDArray y) {
    double[] prediction = values(x);
    double[] labels = values(y);
    double[] losses = new double[prediction.length];
    Arrays.setAll(losses, i -> reference.applyAsDouble(prediction[i], labels[i]));
    return losses;
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void elementByElement(Loss loss, DoubleBinaryOperator reference) {
    for (long[] shape : new long[][] {{1, 1}, {4, 1}, {3, 5}, {2, 3, 4}, {6}}) {
      INDArray prediction = random(1, shape).mul(3);
      INDArray labels = probabilities(2, shape);

      assertThat(loss(loss, prediction, labels))
          .isCloseTo(mean(each(reference, prediction, labels)), within(1e-10));
    }
  }

  static Stream<Arguments> lossesAndTypes() {
    return Stream.concat(
            elementwise().map(arguments -> (Loss) arguments.get()[0]),
            Stream.of(Loss.softmaxCrossEntropy()))
        .flatMap(loss ->
            Stream.of(DataType.FLOAT, DataType.DOUBLE).map(type -> Arguments.of(loss, type)));
  }

  @ParameterizedTest
  @MethodSource("lossesAndTypes")
  void gradientsAreDifferenceQuotients(Loss loss, DataType type) {
    double step = 1e-6;
    for (long[] shape : new long[][] {{1, 2}, {4, 3}, {2, 3, 4}}) {
      INDArray prediction = random(5, shape).mul(3);
      INDArray labels = probabilities(6, shape);
      INDArray mask = Nd4j.ones(DataType.DOUBLE, shape[0]);
      mask.putScalar(shape[0] - 1, shape[0] == 1 ? 1 : 0);
      Batch batch = batch(labels, mask, probabilities(7, shape[0]));
      double[] found = gradient(loss, prediction.castTo(type), batch);
      double[] expected = new double[found.length];
      for (int i = 0; i < found.length; i++) {
        double before = prediction.getDouble(i);
        prediction.putScalar(i, before + step);
        double above = loss(loss, prediction, batch);
        prediction.putScalar(i, before - step);
        expected[i] = (above - loss(loss, prediction, batch)) / (2 * step);
        prediction.putScalar(i, before);
      }
      assertThat(found).containsExactly(expected, within(type == DataType.FLOAT ? 2e-6 : 1e-8));
    }
  }

  @Test
  void binaryCrossEntropyIsSafeForScoresOfAnySizeAndSmoothAtZero() {
    Loss loss = Loss.sigmoidBinaryCrossEntropy();
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray scores = array(new double[] {1e4, -1e4, 0, 50}, 4, 1).castTo(type);
      INDArray labels = array(new double[] {0, 1, 1, 1}, 4, 1);

      assertThat(loss(loss, scores, labels)).isCloseTo((1e4 + 1e4 + Math.log(2)) / 4, within(1e-3));
      assertThat(gradient(loss, scores, batch(labels, null, null)))
          .containsExactly(new double[] {0.25, -0.25, -0.125, 0}, within(1e-7));
    }
  }

  @Test
  void huberRefusesADeltaThatIsNotPositive() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Loss.huber(bad)).hasMessageContaining("delta");
    }
  }

  private static double weighted(double[] each, double[] mask, double[] weights) {
    double sum = 0;
    double count = 0;
    for (int i = 0; i < each.length; i++) {
      double m = mask == null ? 1 : mask[i * mask.length / each.length];
      double w = weights == null ? 1 : weights[i * weights.length / each.length];
      sum += m == 0 ? 0 : w * each[i];
      count += m;
    }
    return count == 0 ? 0 : sum / count;
  }

  private static INDArray zerosAndOnes(long seed, long... shape) {
    INDArray array = random(seed, shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, array.getDouble(i) > 0 ? 1 : 0);
    }
    return array;
  }

  @Test
  void masksAndWeightsOfExamplesAndOfPartsOfThem() {
    INDArray prediction = random(1, 4, 3, 2).mul(2);
    INDArray labels = probabilities(2, 4, 3, 2);
    double[] binary = each(LossTest::binary, prediction, labels);
    double[] entropies = crossEntropies(prediction, labels);
    for (long[] shape : new long[][] {{4}, {4, 1}, {4, 1, 1}, {4, 3}, {4, 3, 1}, {4, 3, 2}}) {
      INDArray mask = zerosAndOnes(shape.length, shape);
      INDArray weights = probabilities(8, shape).mul(3);
      for (INDArray m : new INDArray[] {null, mask}) {
        for (INDArray w : new INDArray[] {null, weights}) {
          double[] masked = m == null ? null : values(m);
          double[] weighed = w == null ? null : values(w);
          assertThat(loss(Loss.sigmoidBinaryCrossEntropy(), prediction, batch(labels, m, w)))
              .isCloseTo(weighted(binary, masked, weighed), within(1e-10));
          if (shape.length < 3 || shape[2] == 1) {
            assertThat(loss(Loss.softmaxCrossEntropy(), prediction, batch(labels, m, w)))
                .isCloseTo(weighted(entropies, masked, weighed), within(1e-10));
          }
        }
      }
    }
  }

  @Test
  void aBatchThatIsMaskedAsAWholeHasNoLossAndNoGradient() {
    Batch batch = batch(random(2, 3, 2), Nd4j.zeros(DataType.DOUBLE, 3), null);

    assertThat(loss(Loss.meanSquaredError(), random(1, 3, 2), batch)).isZero();
    assertThat(gradient(Loss.meanSquaredError(), random(1, 3, 2), batch))
        .containsExactly(new double[6], within(0.0));
  }

  @Test
  void whatIsMaskedMayBeAnything() {
    INDArray mask = array(new double[] {1, 0}, 2, 1);
    INDArray scores = random(1, 2, 3);

    assertThat(loss(
            Loss.softmaxCrossEntropy(),
            scores,
            batch(Nd4j.createFromArray(new int[] {2, -1}), mask, null)))
        .isEqualTo(loss(
            Loss.softmaxCrossEntropy(),
            scores,
            batch(Nd4j.createFromArray(new int[] {2, 0}), mask, null)));
    INDArray labels = random(2, 2, 3);
    labels.putScalar(1, 1, Double.NaN);
    assertThat(loss(Loss.meanSquaredError(), scores, batch(labels, mask, null))).isFinite();
    assertThatThrownBy(() -> loss(Loss.meanSquaredError(), scores, labels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the labels: expected finite numbers, found NaN at [1, 1] of the batch");
  }

  @Test
  void masksAndWeightsAreChecked() {
    INDArray scores = random(1, 2, 3);
    INDArray labels = random(2, 2, 3);
    Loss loss = Loss.meanSquaredError();

    assertThatThrownBy(() ->
            loss(loss, scores, batch(labels, array(new double[] {1, 0.5}, 2), null)))
        .hasMessage("the mask: expected 0 or 1, found 0.5 at [1] of the batch");
    assertThatThrownBy(() ->
            loss(loss, scores, batch(labels, null, array(new double[] {-2, 1}, 2, 1))))
        .hasMessageContaining("the weights: expected a finite number of at least 0, found -2");
    for (long[] bad : new long[][] {{3}, {2, 2}, {1, 3}, {2, 3, 2}}) {
      assertThatThrownBy(() ->
              loss(loss, scores, batch(labels, Nd4j.ones(DataType.DOUBLE, bad), null)))
          .isInstanceOf(ShapeMismatchException.class)
          .hasMessageContaining("the mask")
          .hasMessageContaining("(2, 3)")
          .hasMessageContaining(Shape.of(bad).toString());
    }
    assertThatThrownBy(() -> loss(
            (prediction, wanted) -> prediction.sub(wanted).mean(),
            scores,
            batch(labels, Nd4j.ones(DataType.DOUBLE, 2), null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither a mask nor weights");
  }

  @Test
  void labelsOfAnotherShapeAreNamed() {
    assertThatThrownBy(() -> loss(Loss.softmaxCrossEntropy(), random(1, 4, 3), random(2, 4, 2)))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessageContaining("the labels: expected (4, 3), the output's shape, or without")
        .hasMessageContaining("found (4, 2)");
    assertThatThrownBy(() -> loss(Loss.huber(1), random(1, 4, 3), random(2, 4)))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessage("the labels: expected (4, 3), the output's shape, found (4,)");
  }

  @Test
  void aLossOfOnesOwnMayGiveOneNumberAnExample() {
    INDArray prediction = random(1, 4, 3);
    INDArray labels = random(2, 4); // of a shape of their own
    Loss distance = (p, y) -> p.sum(1).sub(y).mul(p.sum(1).sub(y));
    double[] x = values(prediction);
    double expected = 0;
    for (int row = 0; row < 4; row++) {
      double d = x[row * 3] + x[row * 3 + 1] + x[row * 3 + 2] - labels.getDouble(row);
      expected += d * d / 4;
    }

    assertThat(loss(distance, prediction, labels)).isCloseTo(expected, within(1e-12));
  }
}
