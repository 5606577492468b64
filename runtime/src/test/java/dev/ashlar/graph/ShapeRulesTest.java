package dev.ashlar.graph;

import static dev.ashlar.Numbers.array;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ShapeRulesTest {
  private final SameDiff graph = SameDiff.create();
  private final SDVariable x = graph.placeHolder("x", DataType.DOUBLE, 4);

  private static INDArray values(double... values) {
    return array(values, values.length);
  }

  /** The same shape going in, another one coming out: a plan would keep the first one. */
  private void assertFollowsValues(
      BiFunction<SameDiff, SDVariable, SDVariable> operation, long first, long second) {
    SDVariable y = operation.apply(graph, x);
    List<String> names = List.of(y.name());
    Map<String, INDArray> one = Map.of("x", values(1, 1, 2, 3));
    Map<String, INDArray> other = Map.of("x", values(2, 2, 2, 2));

    assertThat(PlanBuilder.plan(graph, one, names)).isEmpty();
    try (Execution execution = new Execution(graph)) {
      assertThat(execution.run(one, names).get(y.name()).length()).isEqualTo(first);
      assertThat(execution.run(other, names).get(y.name()).length()).isEqualTo(second);
    }
  }

  @Test
  void asManyElementsAsAreNotInAList() {
    assertFollowsValues((g, v) -> g.math().listDiff(v, g.constant(values(1)))[0], 2, 4);
  }

  @Test
  void asManyPlacesAsTheLargestNumberSays() {
    assertFollowsValues(
        (g, v) -> g.sequenceMask(v.castTo(DataType.INT32), DataType.DOUBLE), 4 * 3, 4 * 2);
  }

  @Test
  void aShapeThatIsComputed() {
    assertFollowsValues(
        (g, v) -> g.fill(v.castTo(DataType.INT64), DataType.DOUBLE, 1), 1 * 1 * 2 * 3, 16);
  }

  @Test
  void aRepetitionThatIsComputed() {
    assertFollowsValues((g, v) -> g.tile(v, v.max().castTo(DataType.INT32).reshape(1)), 12, 8);
  }

  @Test
  void whatIsNotKnownIsNotPlanned() {
    Value input = Value.planned(DataType.DOUBLE, 4);

    assertThat(ShapeRules.isFixed("an_operation_of_tomorrow", true, List.of(input)))
        .isFalse();
    assertThat(ShapeRules.isFixed("random_normal", true, List.of(input))).isFalse();
    assertThat(ShapeRules.isFixed("tensorarrayreadv3", true, List.of(input))).isFalse();
  }

  @Test
  void sizesMayBeConstants() {
    Value input = Value.planned(DataType.DOUBLE, 4);
    Value constant = Value.constant(Nd4j.createFromArray(2, 2));

    assertThat(ShapeRules.isFixed("reshape", true, List.of(input, constant))).isTrue();
    assertThat(ShapeRules.isFixed("reshape", true, List.of(input, input))).isFalse();
    assertThat(ShapeRules.isFixed("fill", true, List.of(constant))).isTrue();
    assertThat(ShapeRules.isFixed("Where", true, List.of(input))).isFalse();
    assertThat(ShapeRules.isFixed("Where", true, List.of(input, input, input))).isTrue();
  }
}
