package dev.ashlar.graph;

import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * What the trace of a model has written down.
 *
 * @param tracing the trace
 * @param inputs the model's inputs
 * @param output its output
 * @param target its objective, if it has one
 */
record TracedModel(
    Tracing tracing, List<Graph.Input> inputs, SDVariable output, Optional<Target> target) {

  /**
   * An objective in the graph.
   *
   * @param loss the name of the scalar
   * @param inputs what it needs besides the model's output, by the names in the graph
   */
  record Target(String loss, Map<String, Graph.Input> inputs) {}

  /** Traces a model. */
  static TracedModel of(
      Tracing tracing,
      Function<SDVariable[], SDVariable> forward,
      List<Graph.Input> inputs,
      Optional<Objective> objective) {
    return tracing.run(() -> {
      SDVariable prediction = predict(tracing, forward, inputs);
      return new TracedModel(
          tracing,
          List.copyOf(inputs),
          prediction,
          objective.map(wanted -> target(tracing, prediction, wanted)));
    });
  }

  private static SDVariable predict(
      Tracing tracing, Function<SDVariable[], SDVariable> forward, List<Graph.Input> inputs) {
    List<SDVariable> variables = new ArrayList<>();
    for (Graph.Input input : inputs) {
      variables.add(tracing.input(input.name(), input.dtype(), input.shape()));
    }
    SDVariable prediction = forward.apply(variables.toArray(new SDVariable[0]));
    if (prediction == null) {
      throw new IllegalStateException("the model's forward returned null");
    }
    return prediction;
  }

  private static Target target(Tracing tracing, SDVariable prediction, Objective objective) {
    Map<String, Graph.Input> inputs = new LinkedHashMap<>();
    List<SDVariable> variables = new ArrayList<>();
    for (Graph.Input input : objective.inputs(tracing.shapeOf(prediction), prediction.dataType())) {
      String name = input.name();
      while (tracing.graph().hasVariable(name)) {
        name += "_";
      }
      inputs.put(name, input);
      variables.add(tracing.input(name, input.dtype(), input.shape()));
    }
    SDVariable value = objective.of(prediction, variables);
    Shape shape = tracing.shapeOf(value);
    if (shape.rank() != 0) {
      throw new IllegalStateException(
          "a loss must be a scalar, the mean over the batch, found the shape " + shape);
    }
    return new Target(value.name(), Collections.unmodifiableMap(inputs));
  }
}
