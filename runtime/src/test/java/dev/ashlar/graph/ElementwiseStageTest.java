package dev.ashlar.graph;

import static dev.ashlar.Numbers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.ashlar.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Functions of each element in a plan that uses oneDNN, and their derivatives, against SameDiff's.
 */
class ElementwiseStageTest {
  private static final float[] X = {
    -1,
    0,
    -0.0f,
    2,
    1e-45f,
    3e38f,
    -3e38f,
    -7,
    1e-20f,
    -1e-5f,
    17,
    -90,
    0.3f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  /** A function by its name. */
  enum Function {
    SIGMOID,
    TANH;

    SDVariable of(SDVariable x) {
      SameDiff graph = x.getSameDiff();
      return switch (this) {
        case SIGMOID -> graph.nn().sigmoid(x);
        case TANH -> graph.nn().tanh(x);
      };
    }
  }

  static Stream<Arguments> arrays() {
    return Stream.of(Function.values())
        .flatMap(function -> Stream.of(
                new long[] {16}, new long[] {2, 8}, new long[] {4, 1, 4}, new long[] {2, 2, 2, 1, 2
                })
            .map(shape -> Arguments.of(function, shape)));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void specialNumbersAndTheirGradientsAreSameDiffs(Function function, long[] shape) {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.var("x", Nd4j.create(X, shape, 'c'));
    SDVariable factors = graph.placeHolder("factors", DataType.FLOAT, shape);
    SDVariable y = function.of(x.mul(factors));
    SDVariable product =
        graph.placeHolder("a", DataType.FLOAT, 5, 9).mmul(graph.var("b", single(random(1, 9, 3))));
    SDVariable sum = y.mul(factors).sum().add(product.sum()); // the product brings oneDNN in
    String gradient = Differentiation.of(
            sum, List.of("x"), List.of(), Set.of(), variable -> Shape.of(variable.getShape()))
        .get("x");
    List<String> names = List.of(y.name(), gradient);
    Map<String, INDArray> feed =
        Map.of("a", single(random(2, 5, 9)), "factors", Nd4j.ones(DataType.FLOAT, shape));

    Map<String, INDArray> expected = new Session(graph).run(feed, names);
    try (Execution execution = new Execution(graph)) {
      Map<String, INDArray> found = execution.run(feed, names);

      for (String name : names) {
        float[] theirs = expected.get(name).reshape(X.length).toFloatVector();
        float[] ours = found.get(name).reshape(X.length).toFloatVector();
        for (int i = 0; i < X.length; i++) {
          float allowed = Float.isFinite(theirs[i]) ? 1e-6f * Math.max(1, Math.abs(theirs[i])) : 0;
          assertThat(ours[i]).as("%s of %s", name, X[i]).isEqualTo(theirs[i], offset(allowed));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("extremes")
  void arraysOfNoDimensionAndOfMany(Function function, long[] shape) {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.var("x", Nd4j.ones(DataType.FLOAT, shape));
    SDVariable product =
        graph.placeHolder("a", DataType.FLOAT, 5, 9).mmul(graph.var("b", single(random(1, 9, 3))));
    SDVariable y = function.of(x.mul(product.sum())); // the product brings oneDNN in
    String gradient = Differentiation.of(
            y.sum(), List.of("x"), List.of(), Set.of(), variable -> Shape.of(variable.getShape()))
        .get("x");
    List<String> names = List.of(y.name(), gradient);
    Map<String, INDArray> feed = Map.of("a", single(random(2, 5, 9)));

    Map<String, INDArray> expected = new Session(graph).run(feed, names);
    try (Execution execution = new Execution(graph)) {
      execution
          .run(feed, names)
          .forEach((name, found) -> assertThat(found.getDouble(0))
              .as(name)
              .isEqualTo(expected.get(name).getDouble(0), offset(1e-6)));
    }
  }

  static Stream<Arguments> extremes() {
    return Stream.of(Function.values())
        .flatMap(function -> Stream.of(
                new long[0], LongStream.generate(() -> 1).limit(13).toArray())
            .map(shape -> Arguments.of(function, shape)));
  }

  private static INDArray single(INDArray array) {
    return array.castTo(DataType.FLOAT);
  }
}
