package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.shape.Shape;
import dev.ashlar.train.Batch;
import dev.ashlar.train.Loss;
import dev.ashlar.train.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Losses and their gradients by a plan against a {@link Session}, which runs ND4J's operations and
 * their derivatives: to 1e-5 in float32 and 1e-10 in float64.
 */
class PlannedLossTest {
  private static final double DELTA = 0.5; // exact, as are the differences that test the kink
  private static final List<DataType> TYPES = List.of(DataType.FLOAT, DataType.DOUBLE);
  private static final INDArray LABELS = labels(DataType.FLOAT, 4, 3);

  static Stream<Loss> losses() {
    return Stream.of(
        Loss.softmaxCrossEntropy(),
        Loss.sigmoidBinaryCrossEntropy(),
        Loss.meanAbsoluteError(),
        Loss.meanSquaredError(),
        Loss.huber(DELTA));
  }

  /** What both ways have computed: the loss of each, the loss, the gradient by the prediction. */
  private record Computed(
      List<LossOperation> operations,
      Map<String, INDArray> bySession,
      Map<String, INDArray> byPlan) {
    void assertAlike() {
      bySession.forEach((name, expected) -> assertClose(name, expected, byPlan.get(name)));
    }

    double[] planned(String name) {
      return Computed.values(byPlan.get(name));
    }

    static double[] values(INDArray array) {
      return array.castTo(DataType.DOUBLE).dup('c').reshape(array.length()).toDoubleVector();
    }

    private static void assertClose(String name, INDArray expected, INDArray found) {
      assertThat(found.shape()).as(name).isEqualTo(expected.shape());
      double tolerance = expected.dataType() == DataType.FLOAT ? 1e-5 : 1e-10;
      double[] e = values(expected);
      double[] f = values(found);
      double scale = 0.1; // sums that cancel have fewer digits than their terms
      for (double value : e) {
        scale = Math.max(scale, Math.abs(value));
      }
      for (int i = 0; i < e.length; i++) {
        assertThat(Math.abs(e[i] - f[i]))
            .as("%s[%d]: expected %s, found %s", name, i, e[i], f[i])
            .isLessThanOrEqualTo(tolerance * scale);
      }
    }
  }

  private static Computed compute(Loss loss, INDArray x, INDArray y) {
    return compute(loss, x, y, Optional.empty(), Optional.empty());
  }

  private static Computed compute(
      Loss loss, INDArray x, INDArray y, Optional<INDArray> mask, Optional<INDArray> weights) {
    ArrayWeight prediction = new ArrayWeight("prediction", x);
    Tracing tracing = new Tracing(true, weight -> {});
    List<SDVariable> found = new ArrayList<>();
    Map<String, INDArray> feed = new LinkedHashMap<>();
    SDVariable mean = tracing.run(() -> {
      List<SDVariable> inputs = new ArrayList<>();
      Stream.of(Optional.of(y), mask, weights).flatMap(Optional::stream).forEach(array -> {
        String name = "target" + inputs.size();
        feed.put(name, array);
        inputs.add(tracing.input(name, array.dataType(), Shape.of(array.shape())));
      });
      Loss noting = (p, labels) -> {
        found.add(loss.of(p, labels));
        return found.get(0);
      };
      Batch batch = new Batch(List.of(x), y, mask, weights);
      return Targets.of(batch, noting).of(tracing.weight(prediction), inputs);
    });
    String gradient = Differentiation.of(
            mean, Set.of("prediction"), List.of(), tracing.detached(), tracing::shapeOf)
        .get("prediction");
    List<String> names = List.of(found.get(0).name(), mean.name(), gradient);
    List<LossOperation> operations = tracing.graph().getOps().values().stream()
        .map(SameDiffOp::getOp)
        .filter(LossOperation.class::isInstance)
        .map(LossOperation.class::cast)
        .toList();
    try (Plan plan = PlanBuilder.plan(tracing.graph(), feed, names).orElseThrow()) {
      return new Computed(
          operations,
          named(names, new Session(tracing.graph()).run(feed, names)),
          named(names, plan.run(feed)));
    }
  }

  private static Map<String, INDArray> named(List<String> names, Map<String, INDArray> results) {
    Map<String, INDArray> named = new LinkedHashMap<>();
    named.put("each", results.get(names.get(0)));
    named.put("loss", results.get(names.get(1)));
    named.put("gradient", results.get(names.get(2)));
    return named;
  }

  private static INDArray random(long seed, DataType type, double from, double to, long... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    INDArray numbers = Nd4j.create(type, shape);
    for (long i = 0; i < numbers.length(); i++) {
      numbers.putScalar(i, random.nextDouble(from, to));
    }
    return numbers;
  }

  private static INDArray labels(DataType type, long... shape) {
    return random(2, type, 0, 1, shape);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void randomNumbers(Loss loss) {
    for (DataType type : TYPES) {
      for (long[] shape : new long[][] {{1, 1}, {1, 4}, {64, 10}, {3, 4, 5}, {7, 400}}) {
        compute(loss, random(1, type, -4, 4, shape), labels(type, shape)).assertAlike();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void whereTheLossHasAKink(Loss loss) {
    for (DataType type : TYPES) {
      INDArray labels =
          Nd4j.createFromArray(0.0, 0.25, 1, 0, 0, 1, 1, 0.5).reshape(2, 4).castTo(type);
      INDArray differences = Nd4j.createFromArray(0.0, 0, 0, DELTA, -DELTA, DELTA, -DELTA, -0.5)
          .reshape(2, 4)
          .castTo(type);
      compute(loss, labels.add(differences), labels).assertAlike();
    }
  }

  @Test
  void theDerivativeOfTheAbsoluteErrorIsZeroAtZero() {
    for (DataType type : TYPES) {
      INDArray labels = labels(type, 2, 3);
      assertThat(compute(Loss.meanAbsoluteError(), labels.dup(), labels).planned("gradient"))
          .containsOnly(0);
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void hugeNumbers(Loss loss) {
    for (DataType type : TYPES) {
      for (double sign : new double[] {1, -1}) {
        INDArray x = random(3, type, 0.9e4, 1e4, 4, 3).mul(sign);
        x.putScalar(1, 1, -sign * 1e4);
        Computed computed = compute(loss, x, labels(type, 4, 3));
        computed.assertAlike();
        for (String name : List.of("each", "loss", "gradient")) {
          for (double value : computed.planned(name)) {
            assertThat(value).isFinite();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void numbersThatAreNotFiniteReachTheLoss(Loss loss) {
    for (DataType type : TYPES) {
      for (double bad :
          new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
        INDArray x = random(4, type, -2, 2, 3, 2);
        INDArray labels = labels(type, 3, 2);
        double[] good = compute(loss, x.dup(), labels).planned("each");
        x.putScalar(1, 1, bad);
        Computed computed = compute(loss, x, labels);
        double[] each = computed.planned("each");
        int place = each.length / 3 * 2 - 1; // the last of the middle row
        for (int i = 0; i < each.length; i++) {
          if (i == place) {
            assertThat(each[i]).isNotFinite();
          } else {
            assertThat(each[i]).isEqualTo(good[i]);
          }
        }
        assertThat(computed.planned("loss")[0]).isNotFinite();
        assertThat(computed.bySession().get("loss").getDouble(0)).isNotFinite();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void masksAndWeights(Loss loss) {
    for (DataType type : TYPES) {
      INDArray x = random(5, type, -2, 2, 4, 3, 2);
      INDArray mask = Nd4j.createFromArray(1.0, 0, 1, 1).castTo(type);
      for (long[] shape : new long[][] {{4}, {4, 1}, {4, 3}}) {
        Optional<INDArray> weights = Optional.of(random(6, type, 0, 3, shape));
        compute(loss, x, labels(type, 4, 3, 2), Optional.empty(), weights).assertAlike();
        compute(loss, x, labels(type, 4, 3, 2), Optional.of(mask), weights).assertAlike();
      }
      compute(loss, x, labels(type, 4, 3, 2), Optional.of(mask), Optional.empty())
          .assertAlike();
    }
  }

  static Stream<Loss> ownLosses() {
    Loss squared = Loss.meanSquaredError();
    Loss absolute = Loss.meanAbsoluteError();
    Loss huber = Loss.huber(DELTA);
    Loss binary = Loss.sigmoidBinaryCrossEntropy();
    return Stream.of(
        (p, y) -> squared.of(p.mul(2), y).add(absolute.of(p, y).mul(0.1)), // of something else too
        (p, y) -> squared.of(p, y).mul(squared.of(p, y)), // twice the same
        (p, y) -> huber.of(p, y).mul(absolute.of(p.mul(p), y)), // factors depend on another loss
        (p, y) -> binary.of(p, y).mul(binary.of(p, y).neg().add(1)), // and on itself
        (p, y) -> squared.of(p, y.mul(p)), // labels that depend on the prediction
        (p, y) -> absolute.of(y, p), // exchanged
        (p, y) -> huber.of(squared.of(p, y), y), // one in another
        (p, y) -> Loss.softmaxCrossEntropy().of(p, y).add(squared.of(p, y).mean(1)),
        (p, y) -> squared.of(p, y).mean()); // a scalar
  }

  @ParameterizedTest
  @MethodSource("ownLosses")
  void lossesOfOnesOwnMadeOfOthers(Loss loss) {
    for (DataType type : TYPES) {
      compute(loss, random(7, type, -2, 2, 4, 3), labels(type, 4, 3)).assertAlike();
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void lossAndGradientAreWhatAPlanKnows(Loss loss) {
    Computed computed = compute(loss, random(8, DataType.FLOAT, -2, 2, 4, 3), LABELS);

    assertThat(computed.operations()).hasSize(2);
    LossOperation itself = computed.operations().get(0);
    LossOperation gradient = computed.operations().get(1);
    assertThat(itself.factor()).isNull();
    assertThat(gradient.factor()).isNotNull();
    assertThat(itself.function()).isSameAs(loss);
    assertThat(gradient.function()).isSameAs(loss);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void lossAndGradientAreComputedAtOnce(Loss loss) {
    AtomicInteger passes = new AtomicInteger();
    LossFunction counted = (rows, count) -> {
      passes.incrementAndGet();
      ((LossFunction) loss).compute(rows, count);
    };
    Loss counting = (p, y) -> Tracing.current().inOnePass(loss.of(p, y), p, y, counted);

    compute(counting, random(8, DataType.FLOAT, -2, 2, 4, 3), LABELS).assertAlike();

    assertThat(passes).hasValue(1); // of one run
  }
}
