package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ReluGradientStageTest {
  private static final double[] X = {-1, 0, -0.0, 2, 1e-45, 3e38, -7};
  private static final double[] GRADIENT = {1, Double.POSITIVE_INFINITY, 4, 5, 6, 7, Double.NaN};

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void whatIsNotFiniteIsPassedBackOnlyWhereTheFunctionRises(DataType type) {
    SameDiff graph = SameDiff.create();
    INDArray x = Nd4j.create(X, new long[] {X.length}, DataType.DOUBLE).castTo(type);
    SDVariable variable = graph.var("x", x);
    SDVariable factors = graph.placeHolder("factors", type, X.length);
    SDVariable sum = graph.nn().relu(variable, 0).mul(factors).sum();
    String gradient = Differentiation.of(
            sum, List.of("x"), List.of(), Set.of(), unused -> Shape.of(X.length))
        .get("x");
    Map<String, INDArray> inputs = Map.of(
        "factors", Nd4j.create(GRADIENT, new long[] {X.length}, DataType.DOUBLE).castTo(type));
    List<String> names = List.of(gradient);

    double[] expected = new Session(graph).run(inputs, names).get(gradient).toDoubleVector();
    try (Execution execution = new Execution(graph)) {
      double[] found = execution.run(inputs, names).get(gradient).toDoubleVector();

      assertThat(found).isEqualTo(expected);
      assertThat(found).containsExactly(0, 0, 0, 5, 6, 7, 0);
    }
  }
}
