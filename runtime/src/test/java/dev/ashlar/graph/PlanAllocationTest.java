package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.Allocations;
import dev.ashlar.Layer;
import dev.ashlar.SmallModel;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import dev.ashlar.train.Batch;
import dev.ashlar.train.Loss;
import dev.ashlar.train.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A run of a plan allocates nothing on Java's heap. */
class PlanAllocationTest {
  private static final int REPEATED = 20;

  static Stream<Arguments> plans() {
    return Stream.of(SmallModel.values())
        .flatMap(kind -> Stream.of(DType.values())
            .flatMap(dtype -> Stream.of(1, 8)
                .flatMap(batch -> Stream.of(true, false)
                    .map(oneDnn -> Arguments.of(kind, dtype, batch, oneDnn)))));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void forward(SmallModel kind, DType dtype, int batch, boolean byOneDnn) {
    assertNothing(kind.model(dtype), batch, false, byOneDnn);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void forwardAndBackward(SmallModel kind, DType dtype, int batch, boolean byOneDnn) {
    assertNothing(kind.model(dtype), batch, true, byOneDnn);
  }

  private static void assertNothing(Layer model, int size, boolean training, boolean byOneDnn) {
    Batch batch = Batch.of(SmallModel.examples(size));
    Tracing tracing = new Tracing(training, weight -> {
      throw new IllegalStateException(weight.name() + " has no value");
    });
    DType dtype = model.collectParameters().iterator().next().dtype();
    INDArray images = batch.features().get(0).castTo(Weight.dataType(dtype));
    TracedModel traced = TracedModel.of(
        tracing,
        model::forward,
        List.of(new Graph.Input("x", images.dataType(), Shape.of(images.shape()))),
        Optional.of(Targets.of(batch, Loss.softmaxCrossEntropy())));
    Map<String, INDArray> feed = new LinkedHashMap<>();
    feed.put("x", images);
    tracing
        .masks()
        .forEach(
            (name, mask) -> feed.put(name, new RandomMask(mask).drawn(new SplittableRandom(1))));
    List<String> wanted = List.of(traced.output().name());
    if (training) {
      TracedModel.Target target = traced.target().orElseThrow();
      feed.put(
          target.inputs().keySet().iterator().next(), batch.labels().castTo(images.dataType()));
      wanted = gradients(tracing, target.loss());
    }
    Optional<Plan> made =
        PlanBuilder.plan(tracing.graph(), tracing.weights(), feed, wanted, byOneDnn);
    try (Plan plan = made.orElseThrow()) {
      INDArray[] values = plan.inputs().stream().map(feed::get).toArray(INDArray[]::new);
      int[] places = IntStream.range(0, values.length).toArray();

      assertThat(Allocations.each(REPEATED, () -> plan.run(values, places))).isZero();
    }
  }

  private static List<String> gradients(Tracing tracing, String loss) {
    Set<String> wanted = new LinkedHashSet<>(List.of(loss));
    wanted.addAll(Differentiation.of(
            tracing.graph().getVariable(loss),
            tracing.weights().keySet(),
            List.of(),
            tracing.detached(),
            tracing::shapeOf)
        .values());
    wanted.addAll(tracing.updates().values());
    return new ArrayList<>(wanted);
  }
}
