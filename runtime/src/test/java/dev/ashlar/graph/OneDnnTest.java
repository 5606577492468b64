package dev.ashlar.graph;

import static dev.ashlar.Numbers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.graph.PrimitiveStage.Argument;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

class OneDnnTest {
  private final OneDnn oneDnn = new OneDnn();

  @AfterEach
  void close() {
    oneDnn.close();
  }

  @Test
  void aProductOnPackedWeightsInAPlanIsNd4js() {
    INDArray a = random(1, 5, 70).castTo(DataType.FLOAT);
    INDArray b = random(2, 70, 33).castTo(DataType.FLOAT);
    Layout ofA = Layout.plain(oneDnn, a.shape());
    Layout ofB = Layout.plain(oneDnn, b.shape());
    Layout ofZ = Layout.plain(oneDnn, 5, 33);
    Primitive product = Primitive.of(
        oneDnn,
        "a product",
        PostOps.none().relu(),
        (descriptor, attributes) -> dnnl.dnnl_matmul_primitive_desc_create(
            descriptor,
            OneDnn.engine(),
            ofA.descriptor(),
            Layout.any(oneDnn, b.shape()).descriptor(),
            null,
            ofZ.descriptor(),
            attributes));
    Value x = Value.planned(DataType.FLOAT, a.shape());
    Value packed = Value.laidOut(product.weights(), b.shape());
    Value z = Value.planned(DataType.FLOAT, 5, 33);
    Stage reorder = PrimitiveStage.of(
        Primitive.reorder(oneDnn, ofB, product.weights()),
        List.of(new Argument(dnnl.DNNL_ARG_FROM, Value.weight(b, null), ofB)),
        List.of(new Argument(dnnl.DNNL_ARG_TO, packed, product.weights())));
    Stage multiply = PrimitiveStage.of(
        product,
        List.of(
            new Argument(dnnl.DNNL_ARG_SRC, x, ofA),
            new Argument(dnnl.DNNL_ARG_WEIGHTS, packed, product.weights())),
        List.of(new Argument(dnnl.DNNL_ARG_DST, z, ofZ)));

    try (Plan plan = Plan.of(
        Threads.OPENMP, Map.of("a", x), List.of(reorder, multiply), Map.of("z", z), oneDnn)) {
      for (int i = 0; i < 3; i++) {
        INDArray expected = Transforms.relu(a.mmul(b));
        assertThat(plan.run(Map.of("a", a)).get("z").distance2(expected)).isLessThan(1e-4);
        b.muli(-1); // which the weight's memory tells
      }
    }
  }

  @Test
  void whatItRefusesIsNamed() {
    Layout four = Layout.plain(oneDnn, 4, 4);
    Layout five = Layout.plain(oneDnn, 5, 5);

    assertThatThrownBy(() -> Primitive.reorder(oneDnn, four, five))
        .isInstanceOf(OneDnnException.class)
        .hasMessage("oneDNN cannot make or run a change of layout: invalid arguments");
  }
}
