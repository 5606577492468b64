package dev.ashlar.train;

import dev.ashlar.graph.ArrayWeight;
import dev.ashlar.graph.Graph;
import dev.ashlar.graph.Weight;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** A model for tests: a function and its weights, in float64; inputs are named x0, x1 and so on. */
record WeightsModel(Function<SDVariable[], SDVariable> forward, List<ArrayWeight> all)
    implements Model {
  WeightsModel(Function<SDVariable[], SDVariable> forward, ArrayWeight... weights) {
    this(forward, List.of(weights));
  }

  @Override
  public Graph graph(Batch batch, Loss loss, boolean training) {
    List<Graph.Input> inputs = new ArrayList<>();
    batch
        .features()
        .forEach(array -> inputs.add(
            new Graph.Input("x" + inputs.size(), DataType.DOUBLE, Shape.of(array.shape()))));
    return Graph.trace(forward, inputs, training, unused -> {}, Targets.of(batch, loss));
  }

  @Override
  public Collection<? extends Weight> weights() {
    return all;
  }

  @Override
  public Collection<? extends Weight> weights(String pattern) {
    return all.stream().filter(weight -> weight.name().matches(pattern + ".*")).toList();
  }
}
