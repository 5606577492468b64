package dev.ashlar.graph;

import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model's computation for inputs of fixed shapes, traced once and then run any number of times;
 * with a loss also backward.
 *
 * <p>It works on the memory that its weights had when it was traced, so it sees every change that
 * is made to them in place; {@link #isCurrent()} tells whether that memory is still theirs. Arrays
 * that it returns are the caller's own, but for those of a {@link Pass}. Safe for use by several
 * threads, one at a time.
 */
public final class Graph implements AutoCloseable {
  private final Tracing tracing;
  private final Map<String, Weight> weights;
  private final Map<Weight, INDArray> memory = new LinkedHashMap<>();
  private final Weight[] used; // the weights, and below their memory
  private final INDArray[] usedMemory;
  private final Map<Weight, String> updates = new LinkedHashMap<>();
  private final Feed feed;
  private final List<String> output; // its name alone
  private final Shape outputShape;
  private final Optional<TracedModel.Target> target;
  private final Execution execution;
  private @Nullable Map<String, String>
      gradientNames; // by the variables' names; null: not needed yet
  private @Nullable Pass pass; // null: none yet

  /**
   * An input of a graph.
   *
   * @param name its name
   * @param dtype the type of its elements
   * @param shape its shape, known in full, the batch first
   */
  public record Input(String name, DataType dtype, Shape shape) {}

  /**
   * What one run forward and backward tells.
   *
   * @param loss the loss
   * @param gradients its derivative by each trained weight, by the weight's name; each has the
   *     weight's shape
   * @param updates what the weights that layers {@linkplain Tracing#update update} become, by the
   *     weights' names
   */
  public record Step(double loss, Map<String, INDArray> gradients, Map<String, INDArray> updates) {}

  /**
   * What one run forward with a loss tells.
   *
   * @param output the model's output
   * @param loss the loss
   */
  public record Evaluated(INDArray output, double loss) {}

  private Graph(TracedModel model) {
    this.tracing = model.tracing();
    this.weights = Collections.unmodifiableMap(new LinkedHashMap<>(tracing.weights()));
    this.weights.values().forEach(weight -> memory.put(weight, weight.memory()));
    this.used = memory.keySet().toArray(Weight[]::new);
    this.usedMemory = memory.values().toArray(INDArray[]::new);
    tracing.updates().forEach((name, newValue) -> updates.put(weights.get(name), newValue));
    this.output = List.of(model.output().name());
    this.outputShape = tracing.shapeOf(model.output());
    this.target = model.target();
    this.feed =
        new Feed(tracing, model.inputs(), target.map(TracedModel.Target::inputs).orElse(Map.of()));
    this.execution = new Execution(tracing.graph(), weights, feed.names(), tracing.indices());
  }

  /**
   * Traces a model for prediction or training, without a loss.
   *
   * @param forward the model's computation
   * @param inputs its inputs
   * @param training whether the graph is for training rather than for prediction
   * @param materializer gives a weight that has none yet, and whose shape the trace has made known,
   *     its value
   * @return the graph
   */
  public static Graph trace(
      Function<SDVariable[], SDVariable> forward,
      List<Input> inputs,
      boolean training,
      Consumer<Weight> materializer) {
    Tracing tracing = new Tracing(training, materializer);
    return new Graph(TracedModel.of(tracing, forward, inputs, Optional.empty()));
  }

  /**
   * Traces a model and its loss.
   *
   * @param forward the model's computation
   * @param inputs its inputs
   * @param training whether the graph is for training rather than for prediction
   * @param materializer gives a weight that has none yet its value
   * @param loss from the model's output and labels of the same shape to a scalar
   * @return the graph
   * @see #trace(Function, List, boolean, Consumer)
   */
  public static Graph trace(
      Function<SDVariable[], SDVariable> forward,
      List<Input> inputs,
      boolean training,
      Consumer<Weight> materializer,
      BinaryOperator<SDVariable> loss) {
    return trace(forward, inputs, training, materializer, Objective.ofLabels(loss));
  }

  /**
   * Traces a model and an objective.
   *
   * @param forward the model's computation
   * @param inputs its inputs
   * @param training whether the graph is for training rather than for prediction
   * @param materializer gives a weight that has none yet its value
   * @param objective what is made small
   * @return the graph
   * @see #trace(Function, List, boolean, Consumer)
   */
  public static Graph trace(
      Function<SDVariable[], SDVariable> forward,
      List<Input> inputs,
      boolean training,
      Consumer<Weight> materializer,
      Objective objective) {
    Tracing tracing = new Tracing(training, materializer);
    return new Graph(TracedModel.of(tracing, forward, inputs, Optional.of(objective)));
  }

  /** Gives the memory of its plans back; it can be used again, and makes new ones. */
  @Override
  public synchronized void close() {
    execution.close();
    feed.close();
    pass = null;
  }

  /** {@return how many bytes its plans and masks keep outside Java's heap} */
  public long bytes() {
    return execution.bytes() + feed.bytes();
  }

  /** {@return the weights in the graph, by name, in the order of their first use} */
  public Map<String, Weight> weights() {
    return weights;
  }

  /** {@return the shape of the output, the batch first} */
  public Shape outputShape() {
    return outputShape;
  }

  /** {@return whether the memory that this graph works on is still its weights'} */
  public boolean isCurrent() {
    for (int i = 0; i < used.length; i++) {
      if (!used[i].hasValue() || used[i].memory() != usedMemory[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return whether these are arrays that the inputs take as they are: number, types and shapes}
   *
   * @param values one array an input, of the input's shape
   */
  public boolean takes(INDArray... values) {
    return feed.takes(values);
  }

  /**
   * {@return whether these are arrays that the inputs take as they are: number, types and shapes}
   *
   * @param values one array an input, of the input's shape
   */
  public boolean takes(List<INDArray> values) {
    return feed.takes(values);
  }

  /** {@return whether a step draws random masks} */
  public boolean isRandom() {
    return !tracing.masks().isEmpty();
  }

  /**
   * {@return the model's output}
   *
   * @param values one array an input, of the input's shape
   * @throws ShapeMismatchException if an array has another shape than its input
   * @throws IllegalStateException if the graph holds random masks: those are drawn for training
   *     steps only
   */
  public synchronized INDArray output(INDArray... values) {
    requireNoMasks();
    return run(feed.of(values), output).result(0).copy();
  }

  /**
   * Writes the model's output to an array of the caller's.
   *
   * @param target an array of the output's shape, of any type
   * @param values one array an input, of the input's shape
   * @throws ShapeMismatchException if an array has another shape than its input, or the target than
   *     the output
   * @see #output
   */
  public synchronized void outputTo(INDArray target, INDArray... values) {
    requireNoMasks();
    if (!outputShape.hasSizes(target.shape())) {
      throw new ShapeMismatchException(
              outputShape.toString(), Shape.of(target.shape()).toString())
          .at("the array for the output");
    }
    run(feed.of(values), output).result(0).copyTo(target);
  }

  /**
   * {@return the loss, without random masks}
   *
   * @param labels the objective's only further input
   * @param values one array an input, of the input's shape
   * @throws ShapeMismatchException if an array has another shape than its input
   * @throws IllegalStateException if the graph has no loss, or holds random masks
   */
  public double loss(INDArray labels, INDArray... values) {
    return evaluate(List.of(labels), values).loss();
  }

  /**
   * {@return the output and the loss, without random masks}
   *
   * @param targets one array a further input of the objective
   * @param values one array an input, of the input's shape
   * @throws ShapeMismatchException if an array has another shape than its input
   * @throws IllegalStateException if the graph has no loss, or holds random masks
   */
  public synchronized Evaluated evaluate(List<INDArray> targets, INDArray... values) {
    requireNoMasks();
    List<String> names = List.of(output.get(0), requireTarget().loss());
    Computation computation = run(feed.of(targets, values), names);
    return new Evaluated(computation.result(0).copy(), computation.result(1).number());
  }

  private void requireNoMasks() {
    if (isRandom()) {
      throw new IllegalStateException("this graph is for training and needs random masks: "
          + tracing.masks().keySet());
    }
  }

  /**
   * {@link #step(List, RandomGenerator, INDArray...)} where labels are the only further input.
   *
   * @param labels the objective's only further input
   * @param random what the random masks are drawn from, in the order of their creation
   * @param values one array an input, of the input's shape
   * @return the loss and the gradients
   */
  public Step step(INDArray labels, RandomGenerator random, INDArray... values) {
    return step(List.of(labels), random, values);
  }

  /**
   * The loss, and its gradient by each weight that is trained now, in arrays that are the caller's
   * own.
   *
   * @param targets one array a further input of the objective
   * @param random what the random masks are drawn from, in the order of their creation
   * @param values one array an input, of the input's shape
   * @return the loss and the gradients
   * @see #pass
   */
  public synchronized Step step(
      List<INDArray> targets, RandomGenerator random, INDArray... values) {
    Pass run = pass(targets, random, values);
    Map<String, INDArray> gradients = new LinkedHashMap<>();
    run.gradients().forEach(gradient -> {
      INDArray copy = gradient.array().dup('c');
      Garbage.OF_PROCESS.passed(copy);
      gradients.put(gradient.weight().name(), copy);
    });
    return new Step(run.loss(), gradients, run.updated());
  }

  /**
   * Computes the loss, and its gradient by each weight that is trained now.
   *
   * @param targets one array a further input of the objective
   * @param random what the random masks are drawn from, in the order of their creation
   * @param values one array an input, of the input's shape
   * @return what is computed, where it was computed: it holds until this graph runs again
   * @throws ShapeMismatchException if an array has another shape than its input
   * @throws IllegalStateException if the graph has no loss
   */
  public synchronized Pass pass(
      List<INDArray> targets, RandomGenerator random, INDArray... values) {
    if (pass == null || !pass.isCurrent()) {
      pass = new Pass(new Pass.Parts(requireTarget().loss(), gradientNames(), updates, memory));
    }
    try {
      pass.run(execution, feed.of(random, targets, values));
    } finally {
      feed.clear();
    }
    return pass;
  }

  private Computation run(INDArray[] values, List<String> names) {
    try {
      return execution.run(values, names);
    } finally {
      feed.clear();
    }
  }

  /**
   * Where the numbers of a step first stop being finite: in the output of a layer, in the order of
   * the computation, or else in the gradient by the output of one, backward. For the message of an
   * error: it computes everything again.
   *
   * @param targets one array a further input of the objective
   * @param random what the random masks are drawn from, in the order of their creation
   * @param values one array an input, of the input's shape
   * @return words for the place, with the layer's name; empty if all are finite
   * @see #step(List, RandomGenerator, INDArray...)
   */
  public synchronized Optional<String> firstNotFinite(
      List<INDArray> targets, RandomGenerator random, INDArray... values) {
    try {
      return new NotFinite(tracing.landmarks(), gradientNames(), execution)
          .first(feed.of(random, targets, values));
    } finally {
      feed.clear();
    }
  }

  private TracedModel.Target requireTarget() {
    return target.orElseThrow(
        () -> new IllegalStateException("this graph was traced without a loss"));
  }

  /** The names of the gradients' variables, by those of the variables that the loss depends on. */
  private Map<String, String> gradientNames() {
    if (gradientNames == null) {
      SDVariable loss = tracing.graph().getVariable(requireTarget().loss());
      List<String> landmarks =
          tracing.landmarks().stream().map(Tracing.Landmark::variable).toList();
      gradientNames = Differentiation.of(
          loss, weights.keySet(), landmarks, tracing.detached(), tracing::shapeOf);
    }
    return gradientNames;
  }
}
