package dev.ashlar.graph;

import static dev.ashlar.Numbers.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

class PoolingStageTest {
  private final SameDiff graph = SameDiff.create();

  private static Pooling2DConfig windows(SplittableRandom random) {
    int height = random.nextInt(1, 4);
    int width = random.nextInt(1, 4);
    return Pooling2DConfig.builder()
        .kH(height)
        .kW(width)
        .sH(random.nextInt(1, 4))
        .sW(random.nextInt(1, 4))
        .pH(random.nextInt((height + 1) / 2))
        .pW(random.nextInt((width + 1) / 2))
        .dH(1)
        .dW(1)
        .paddingMode(PaddingMode.VALID)
        .build();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void windowsAreThoseOfNd4jForwardAndBackward(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] shape = {2, 3, random.nextInt(4, 9), random.nextInt(4, 9)};
    INDArray values = random(seed, shape).castTo(DataType.FLOAT);
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, shape);
    SDVariable scale = graph.var("scale", random(seed + 1, shape).castTo(DataType.FLOAT));
    // many elements are 0, so that windows have several largest ones
    SDVariable y = graph.cnn().maxPooling2d(graph.nn().relu(x.mul(scale), 0), windows(random));
    SDVariable sum = y.mul(y).add(y).sum();
    Session session = new Session(graph);
    Map<String, INDArray> inputs = Map.of("x", values);
    String gradient = Differentiation.of(
            sum,
            List.of("scale"),
            List.of(),
            Set.of(),
            variable -> Shape.of(session
                .run(inputs, List.of(variable.name()))
                .get(variable.name())
                .shape()))
        .get("scale");
    List<String> names = List.of(y.name(), gradient);

    Map<String, INDArray> found = new Execution(graph).run(inputs, names);

    Plan without = PlanBuilder.plan(graph, Map.of(), inputs, names, false).orElseThrow();
    Map<String, INDArray> foundWithout = without.run(inputs);
    without.close();

    Map<String, INDArray> expected = session.run(inputs, names);
    assertThat(foundWithout.get(y.name())).isEqualTo(expected.get(y.name()));
    assertThat(foundWithout.get(gradient).distance2(expected.get(gradient))).isLessThan(1e-5);
    assertThat(found.get(y.name())).isEqualTo(expected.get(y.name()));
    assertThat(found.get(gradient).distance2(expected.get(gradient))).isLessThan(1e-5);
  }
}
