package dev.ashlar.graph;

import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GraphTest {
  private static final double CLOSE = 1e-12;

  private final ArrayWeight weight = new ArrayWeight("a.b_weight", random(1, 3, 2));
  private final INDArray x = random(2, 4, 3);

  private static SDVariable variable(Weight weight) {
    return Tracing.current().weight(weight);
  }

  private static List<Graph.Input> inputs(long... shape) {
    return List.of(new Graph.Input("x", DataType.DOUBLE, Shape.of(shape)));
  }

  private static Graph traced(
      Function<SDVariable[], SDVariable> forward, boolean training, long... shape) {
    return Graph.trace(
        forward,
        inputs(shape),
        training,
        unused -> {},
        (prediction, labels) -> prediction.sub(labels).mul(prediction).sum());
  }

  private Graph product() {
    return traced(in -> in[0].mmul(variable(weight)), false, 4, 3);
  }

  @Test
  void weightsKeepTheirNames() {
    assertThat(product().weights()).containsOnlyKeys("a.b_weight");
  }

  @Test
  void changesOfAWeightInPlaceAreSeen() {
    Graph graph = product();
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, 4, 2);
    graph.output(x);
    graph.step(labels, new SplittableRandom(), x);
    graph.loss(labels, x);

    weight.value().subi(random(3, 3, 2));

    INDArray y = x.mmul(weight.value());
    assertClose(graph.output(x), y, CLOSE);
    assertThat(graph.loss(labels, x)).isCloseTo(y.mul(y).sumNumber().doubleValue(), within(1e-10));
    Graph.Step step = graph.step(labels, new SplittableRandom(), x);
    assertThat(step.loss()).isCloseTo(y.mul(y).sumNumber().doubleValue(), within(1e-10));
    assertClose(step.gradients().get("a.b_weight"), x.transpose().mmul(y.mul(2)), 1e-10);
    assertThat(graph.isCurrent()).isTrue();
  }

  @Test
  void otherMemoryMakesAGraphOutOfDate() {
    Graph graph = product();

    weight.replaceValue(weight.value().dup());

    assertThat(graph.isCurrent()).isFalse();
  }

  @Test
  void resultsAreTheCallersOwn() {
    Graph graph = product();
    INDArray first = graph.output(x);
    INDArray copy = first.dup();
    Graph.Step step = graph.step(copy, new SplittableRandom(), x);
    INDArray gradient = step.gradients().get("a.b_weight").dup();

    graph.output(x.mul(5)).assign(7);
    graph
        .step(copy, new SplittableRandom(), x.mul(5))
        .gradients()
        .get("a.b_weight")
        .assign(7);

    assertClose(first, copy, 0);
    assertClose(step.gradients().get("a.b_weight"), gradient, 0);
    assertThat(first.isAttached()).isFalse();
  }

  @Test
  void outputsThatAreAWeightOrAnInputAreCopies() {
    Graph weightItself = traced(in -> variable(weight), false, 1, 1);
    weightItself.output(Nd4j.zeros(DataType.DOUBLE, 1, 1)).assign(9);
    Graph inputItself = traced(in -> in[0], false, 4, 3);
    inputItself.output(x).assign(9);

    assertThat(weight.value().maxNumber().doubleValue()).isLessThan(2);
    assertThat(x.maxNumber().doubleValue()).isLessThan(2);
  }

  @Test
  void twoWeightsOfOneGradientGetAnArrayEach() {
    ArrayWeight other = new ArrayWeight("other", random(5, 3, 2));
    Graph graph = traced(in -> in[0].mmul(variable(weight).add(variable(other))), false, 4, 3);

    Graph.Step step = graph.step(random(6, 4, 2), new SplittableRandom(), x);
    INDArray before = step.gradients().get("other").dup();
    step.gradients().get("a.b_weight").assign(0);

    assertClose(step.gradients().get("other"), before, 0);
  }

  @Test
  void onlyTrainedWeightsHaveGradients() {
    ArrayWeight frozen = new ArrayWeight("frozen", random(5, 3, 2));
    ArrayWeight unused = new ArrayWeight("unused", random(7, 2));
    Graph graph = traced(
        in -> {
          variable(unused);
          return in[0].mmul(variable(weight)).mul(in[0].mmul(variable(frozen)));
        },
        false,
        4,
        3);
    frozen.setTrained(false);
    INDArray labels = random(6, 4, 2);

    assertThat(graph.step(labels, new SplittableRandom(), x).gradients())
        .containsOnlyKeys("a.b_weight", "unused");
    assertClose(
        graph.step(labels, new SplittableRandom(), x).gradients().get("unused"),
        Nd4j.zeros(DataType.DOUBLE, 2),
        0);

    frozen.setTrained(true);
    assertThat(graph.step(labels, new SplittableRandom(), x).gradients()).containsKey("frozen");
  }

  private Graph masked(double keep) {
    return traced(
        in -> {
          SDVariable hidden = in[0].mmul(variable(weight));
          return hidden.mul(Tracing.current().mask("mask", hidden, keep));
        },
        true,
        4,
        3);
  }

  @Test
  void masksAreDrawnFromTheGivenGenerator() {
    Graph graph = masked(0.6);
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, 4, 2);
    INDArray y = x.mmul(weight.value());
    for (long seed = 0; seed < 5; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] mask = new double[8];
      Arrays.setAll(mask, i -> random.nextDouble() < 0.6 ? 1 / 0.6 : 0);
      INDArray kept = y.mul(array(mask, 4, 2));

      Graph.Step step = graph.step(labels, new SplittableRandom(seed), x);

      assertThat(step.loss()).isCloseTo(kept.mul(kept).sumNumber().doubleValue(), within(1e-10));
      INDArray expected = x.transpose().mmul(kept.mul(array(mask, 4, 2)).mul(2));
      assertClose(step.gradients().get("a.b_weight"), expected, 1e-10);
    }
  }

  @Test
  void masksHaveTheirRateAndAreNewEachStep() {
    Graph graph = Graph.trace(
        in -> in[0]
            .mul(Tracing.current().mask("mask", in[0], 0.7))
            .mul(variable(new ArrayWeight("one", Nd4j.scalar(1.0)))),
        inputs(100, 100),
        true,
        unused -> {},
        (prediction, labels) -> prediction.sum());
    INDArray ones = Nd4j.ones(DataType.DOUBLE, 100, 100);
    SplittableRandom random = new SplittableRandom(8);

    double first = graph.step(ones, random, ones).loss();
    double second = graph.step(ones, random, ones).loss();

    assertThat(first / 10_000)
        .isCloseTo(1, within(0.03)); // 5 standard deviations of the mean of 10,000 elements
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void aGraphWithMasksRefusesToPredict() {
    assertThatThrownBy(() -> masked(0.5).output(x))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[mask]");
  }

  @Test
  void labelsOfAnotherShapeAreRefused() {
    assertThatThrownBy(() -> product().loss(random(1, 4, 3), x))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessageContaining("the labels")
        .hasMessageContaining("expected (4, 2), found (4, 3)");
  }

  @Test
  void ofOneNumberAnExampleTheMeanCounts() {
    INDArray x = random(1, 2, 3);
    Graph graph = Graph.trace(
        in -> in[0],
        inputs(2, 3),
        false,
        unused -> {},
        (prediction, labels) -> prediction.sub(labels));

    assertThat(graph.loss(random(2, 2, 3), x))
        .isCloseTo(x.sub(random(2, 2, 3)).meanNumber().doubleValue(), within(1e-12));
  }

  @Test
  void anObjectiveThatIsNoScalarIsRefused() {
    Objective objective = new Objective() {
      @Override
      public List<Graph.Input> inputs(Shape output, DataType dtype) {
        return List.of();
      }

      @Override
      public SDVariable of(SDVariable output, List<SDVariable> further) {
        return output;
      }
    };

    assertThatThrownBy(() -> Graph.trace(in -> in[0], inputs(2, 2), false, unused -> {}, objective))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must be a scalar")
        .hasMessageContaining("(2, 2)");
  }

  @Test
  void forwardOutsideOfATraceIsRefused() {
    assertThatThrownBy(Tracing::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Network");
  }

  @Test
  void anErrorInForwardEndsTheTrace() {
    assertThatThrownBy(() -> traced(
            in -> {
              throw new UnsupportedOperationException("no");
            },
            false,
            1,
            1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(Tracing::current).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void openWorkspacesDoNotOwnTheResults() {
    Graph graph = product();
    INDArray expected = graph.output(x);
    INDArray found;
    try (MemoryWorkspace workspace = Nd4j.getWorkspaceManager().getAndActivateWorkspace("test")) {
      assertThat(workspace.isScopeActive()).isTrue();
      found = graph.output(x);
    }
    assertThat(values(found)).isEqualTo(values(expected));
  }

  private static SDVariable counted(Weight count, SDVariable y) {
    Tracing tracing = Tracing.current();
    tracing.update(count, tracing.updated(count).add(y.sum().reshape(1)));
    return y;
  }

  @Test
  void anUpdatedWeightChangesWithTheTrainingStepThatIsKept() {
    ArrayWeight count = new ArrayWeight("count", array(new double[] {1}, 1));
    count.setTrained(false);
    Graph graph =
        traced(in -> counted(count, counted(count, in[0].mmul(variable(weight)))), true, 4, 3);
    double sum = x.mmul(weight.value()).sumNumber().doubleValue();
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, 4, 2);

    Pass pass = graph.pass(List.of(labels), new SplittableRandom(1), x);

    assertThat(count.value().getDouble(0)).isEqualTo(1);
    assertThat(pass.gradients()).extracting(Pass.Gradient::weight).containsExactly(weight);
    pass.update();
    assertThat(count.value().getDouble(0)).isCloseTo(1 + 2 * sum, within(CLOSE));
  }

  @Test
  void aFrozenWeightIsNotUpdated() {
    ArrayWeight count = new ArrayWeight("count", array(new double[] {1}, 1));
    count.setTrained(false);
    count.setFrozen(true);
    Graph graph = traced(in -> counted(count, in[0].mmul(variable(weight))), true, 4, 3);

    List<INDArray> labels = List.of(Nd4j.zeros(DataType.DOUBLE, 4, 2));
    graph.pass(labels, new SplittableRandom(1), x).update();

    assertThat(graph.step(labels, new SplittableRandom(1), x).updates()).isEmpty();
    assertThat(count.value().getDouble(0)).isEqualTo(1);
  }

  @Test
  void inPredictionNothingIsUpdated() {
    ArrayWeight count = new ArrayWeight("count", array(new double[] {1}, 1));
    Graph graph = traced(in -> counted(count, in[0].mmul(variable(weight))), false, 4, 3);

    assertThat(graph
            .step(Nd4j.zeros(DataType.DOUBLE, 4, 2), new SplittableRandom(1), x)
            .updates())
        .isEmpty();
  }

  @Test
  void aNewValueOfAnotherShapeIsRefused() {
    ArrayWeight count = new ArrayWeight("count", array(new double[] {1, 2}, 2));

    Function<SDVariable[], SDVariable> forward = in -> {
      Tracing.current().update(count, in[0].sum());
      return in[0];
    };
    assertThatThrownBy(() -> traced(forward, true, 4, 3))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessageContaining("the new value of count")
        .hasMessageContaining("(2,)");
  }

  @Test
  void whatIsAddedToAProductMayHaveMoreDimensions() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      ArrayWeight factor = new ArrayWeight("factor", random(1, 3, 2).castTo(type));
      ArrayWeight added = new ArrayWeight("added", random(3, 1, 1, 2).castTo(type));
      INDArray input = x.castTo(type);
      Graph graph = Graph.trace(
          in -> in[0].mmul(variable(factor)).add(variable(added)),
          List.of(new Graph.Input("x", type, Shape.of(4, 3))),
          false,
          unused -> {});

      INDArray expected =
          input.mmul(factor.value()).addRowVector(added.value().reshape(2)).reshape(1, 4, 2);
      assertClose(graph.output(input), expected, 1e-6);
    }
  }
}
