package dev.ashlar.graph;

import static dev.ashlar.Numbers.random;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products of all sizes for which kernels are chosen, against SameDiff's. */
class DenseStageTest {
  private static final int[][] SIZES = {
    {1, 1}, {7, 5}, {70, 33}, {512, 383}, {512, 385}, {2, 131_073}
  };

  static Stream<Arguments> products() {
    return Stream.of(1, 2, 8, 9, 65)
        .flatMap(rows -> Stream.of(SIZES)
            .flatMap(size -> Stream.of(true, false)
                .map(transposed -> Arguments.of(rows, size[0], size[1], transposed))));
  }

  @ParameterizedTest
  @MethodSource("products")
  void aProductWithBiasAndReluIsSameDiffsAndKeepsNaN(
      int rows, int inner, int columns, boolean transposed) {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, rows, inner);
    INDArray weight = single(random(1, transposed ? columns : inner, transposed ? inner : columns));
    SDVariable w = graph.var("w", weight);
    SDVariable product = transposed ? graph.linalg().mmul(x, w, false, true, false) : x.mmul(w);
    graph.nn().relu("y", product.add(graph.var("bias", single(random(2, columns)))), 0);
    List<String> names = List.of("y");
    INDArray input = single(random(3, rows, inner));
    Map<String, INDArray> feed = Map.of("x", input);

    try (Plan plan = PlanBuilder.plan(graph, feed, names).orElseThrow()) {
      for (int run = 0; run < 3; run++) {
        INDArray expected = new Session(graph).run(feed, names).get("y");
        INDArray found = plan.run(feed).get("y");

        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(found.sub(expected).amaxNumber().doubleValue())
            .as("run %d", run)
            .isLessThan(1e-5 * Math.max(1, expected.amaxNumber().doubleValue()));
        weight.muli(-1); // which its memory tells
      }
      input.putScalar(rows - 1, inner - 1, Double.NaN);
      assertThat(plan.run(feed).get("y").getRow(rows - 1).toFloatVector()).containsOnly(Float.NaN);
    }
  }

  private static INDArray single(INDArray array) {
    return array.castTo(DataType.FLOAT);
  }
}
