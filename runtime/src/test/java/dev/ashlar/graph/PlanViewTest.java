package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Another shape of an array is a view of it: it takes no memory of its own. */
class PlanViewTest {
  private static long bytes(UnaryOperator<SDVariable> between) {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, 100, 64);
    SDVariable first = graph.math().exp(x);
    SDVariable sum = graph.math().tanh(between.apply(first)).sum().add(first.sum());
    try (Plan plan = PlanBuilder.plan(
            graph, Map.of("x", Nd4j.ones(DataType.FLOAT, 100, 64)), List.of(sum.name()))
        .orElseThrow()) {
      return plan.bytes();
    }
  }

  @Test
  void anotherShapeTakesNoMemory() {
    long plain = bytes(x -> x);

    assertThat(bytes(x -> x.reshape(64, 100))).isEqualTo(plain);
    assertThat(bytes(x -> x.getSameDiff().expandDims(x, 0))).isEqualTo(plain);
    assertThat(bytes(x -> x.add(1))).isGreaterThan(plain); // which is no view
  }
}
