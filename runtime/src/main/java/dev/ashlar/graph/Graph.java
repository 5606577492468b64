package dev.ashlar.graph;

import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.longer.MatchCondition;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * A model's computation for inputs of fixed shapes, traced once and then run any number of times;
 * with a loss also backward.
 *
 * <p>It works on the memory that its weights had when it was traced, so it sees every change that
 * is made to them in place; {@link #isCurrent()} tells whether that memory is still theirs. Arrays
 * that it returns are the caller's own. Safe for use by several threads, one at a time.
 */
public final class Graph implements AutoCloseable {
  private final Tracing tracing;
  private final List<Input> inputs;
  private final Map<String, Weight> weights;
  private final Map<Weight, INDArray> memory = new IdentityHashMap<>();
  private final Map<String, Tracing.Mask> masks;
  private final Map<String, String> updates;
  private final String output;
  private final Shape outputShape;
  private final Optional<Target> target;
  private final Execution execution;
  private Map<String, String> gradientNames; // by the variables' names; null: not needed yet

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
   *     weights' names; see {@link #update(Step)}
   */
  public record Step(double loss, Map<String, INDArray> gradients, Map<String, INDArray> updates) {}

  /**
   * What one run forward with a loss tells.
   *
   * @param output the model's output
   * @param loss the loss
   */
  public record Evaluated(INDArray output, double loss) {}

  private record Target(String loss, List<Named> inputs) {}

  /** A further input, and the name that it has in the graph. */
  private record Named(String name, Input input) {}

  private Graph(Tracing tracing, List<Input> inputs, SDVariable output, Optional<Target> target) {
    this.tracing = tracing;
    this.inputs = List.copyOf(inputs);
    this.weights = Collections.unmodifiableMap(new LinkedHashMap<>(tracing.weights()));
    this.weights.values().forEach(weight -> memory.put(weight, weight.memory()));
    this.masks = Collections.unmodifiableMap(new LinkedHashMap<>(tracing.masks()));
    this.updates = tracing.updates();
    this.output = output.name();
    this.outputShape = tracing.shapeOf(output);
    this.target = target;
    this.execution = new Execution(tracing.graph(), weights);
  }

  /**
   * Traces a model for prediction or training, without a loss.
   *
   * @param forward the model's computation
   * @param inputs its inputs
   * @param training whether the graph is for training rather than for prediction
   * @param materializer gives a weight that has none yet, and whose shape the trace has made known,
   *     its value
   */
  public static Graph trace(
      Function<SDVariable[], SDVariable> forward,
      List<Input> inputs,
      boolean training,
      Consumer<Weight> materializer) {
    Tracing tracing = new Tracing(training, materializer);
    return tracing.run(
        () -> new Graph(tracing, inputs, predict(tracing, forward, inputs), Optional.empty()));
  }

  /**
   * Traces a model and its loss.
   *
   * @param loss from the model's output and labels of the same shape to a scalar
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
   * @see #trace(Function, List, boolean, Consumer)
   */
  public static Graph trace(
      Function<SDVariable[], SDVariable> forward,
      List<Input> inputs,
      boolean training,
      Consumer<Weight> materializer,
      Objective objective) {
    Tracing tracing = new Tracing(training, materializer);
    return tracing.run(() -> {
      SDVariable prediction = predict(tracing, forward, inputs);
      return new Graph(
          tracing, inputs, prediction, Optional.of(target(tracing, prediction, objective)));
    });
  }

  private static SDVariable predict(
      Tracing tracing, Function<SDVariable[], SDVariable> forward, List<Input> inputs) {
    List<SDVariable> variables = new ArrayList<>();
    for (Input input : inputs) {
      variables.add(tracing.input(input.name(), input.dtype(), input.shape()));
    }
    SDVariable prediction = forward.apply(variables.toArray(new SDVariable[0]));
    if (prediction == null) {
      throw new IllegalStateException("the model's forward returned null");
    }
    return prediction;
  }

  private static Target target(Tracing tracing, SDVariable prediction, Objective objective) {
    List<Named> inputs = new ArrayList<>();
    List<SDVariable> variables = new ArrayList<>();
    for (Input input : objective.inputs(tracing.shapeOf(prediction), prediction.dataType())) {
      String name = input.name();
      while (tracing.graph().hasVariable(name)) {
        name += "_";
      }
      inputs.add(new Named(name, input));
      variables.add(tracing.input(name, input.dtype(), input.shape()));
    }
    SDVariable value = objective.of(prediction, variables);
    Shape shape = tracing.shapeOf(value);
    if (shape.rank() != 0) {
      throw new IllegalStateException(
          "a loss must be a scalar, the mean over the batch, found the shape " + shape);
    }
    return new Target(value.name(), List.copyOf(inputs));
  }

  /** Gives the memory of its plans back; it can be used again, and makes new ones. */
  @Override
  public synchronized void close() {
    execution.close();
  }

  /** The weights in the graph, by name, in the order of their first use. */
  public Map<String, Weight> weights() {
    return weights;
  }

  /** The shape of the output, the batch first. */
  public Shape outputShape() {
    return outputShape;
  }

  /** Whether the memory that this graph works on is still its weights'. */
  public boolean isCurrent() {
    return weights.values().stream()
        .allMatch(weight -> weight.hasValue() && weight.memory() == memory.get(weight));
  }

  /**
   * The model's output.
   *
   * @param values one array an input, of the input's shape
   * @throws IllegalStateException if the graph holds random masks: those are drawn for training
   *     steps only
   */
  public synchronized INDArray output(INDArray... values) {
    return forward(output, feed(values));
  }

  /**
   * The loss, without random masks.
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
   * The output and the loss, without random masks.
   *
   * @param targets one array a further input of the objective
   * @param values one array an input, of the input's shape
   * @throws ShapeMismatchException if an array has another shape than its input
   * @throws IllegalStateException if the graph has no loss, or holds random masks
   */
  public synchronized Evaluated evaluate(List<INDArray> targets, INDArray... values) {
    requireNoMasks();
    String loss = requireTarget().loss();
    Map<String, INDArray> results = run(feed(targets, values), List.of(output, loss));
    return new Evaluated(results.get(output), results.get(loss).getDouble(0));
  }

  private INDArray forward(String name, Map<String, INDArray> feed) {
    requireNoMasks();
    return run(feed, List.of(name)).get(name);
  }

  private void requireNoMasks() {
    if (!masks.isEmpty()) {
      throw new IllegalStateException(
          "this graph is for training and needs random masks: " + masks.keySet());
    }
  }

  /** {@link #step(List, RandomGenerator, INDArray...)} where labels are the only further input. */
  public Step step(INDArray labels, RandomGenerator random, INDArray... values) {
    return step(List.of(labels), random, values);
  }

  /**
   * The loss, and its gradient by each weight that is trained now.
   *
   * @param targets one array a further input of the objective
   * @param random what the random masks are drawn from, in the order of their creation
   * @param values one array an input, of the input's shape
   * @throws ShapeMismatchException if an array has another shape than its input
   * @throws IllegalStateException if the graph has no loss
   */
  public synchronized Step step(
      List<INDArray> targets, RandomGenerator random, INDArray... values) {
    String loss = requireTarget().loss();
    Map<String, INDArray> feed = feed(targets, values);
    masks.forEach((name, mask) -> feed.put(name, draw(mask, random)));

    Set<String> names = new LinkedHashSet<>(List.of(loss));
    List<Weight> trained = weights.values().stream().filter(Weight::isTrained).toList();
    trained.forEach(weight ->
        gradientName(weight.name()).ifPresent(names::add)); // two weights may have one gradient
    updates.forEach((weight, name) -> {
      if (!weights.get(weight).isFrozen()) {
        names.add(name);
      }
    });
    Map<String, INDArray> results = run(feed, List.copyOf(names));

    Map<String, INDArray> gradients = new LinkedHashMap<>();
    for (Weight weight : trained) {
      Optional<String> name = gradientName(weight.name());
      INDArray gradient =
          name.map(results::get).orElseGet(() -> Nd4j.zerosLike(memory.get(weight)));
      boolean taken = name.isPresent() && !names.remove(name.get());
      gradients.put(weight.name(), taken ? gradient.dup() : gradient);
    }
    Map<String, INDArray> changed = new LinkedHashMap<>();
    updates.forEach((weight, name) -> {
      if (results.containsKey(name)) {
        changed.put(weight, results.get(name));
      }
    });
    return new Step(results.get(loss).getDouble(0), gradients, changed);
  }

  /**
   * Gives the weights that layers {@linkplain Tracing#update update} their new values, in place;
   * for a training step that counts, with those that are trained.
   *
   * @param step what {@link #step} has returned
   */
  public synchronized void update(Step step) {
    step.updates().forEach((name, newValue) -> {
      Weight weight = weights.get(name);
      memory.get(weight).assign(newValue);
      weight.changed();
    });
  }

  /**
   * Where the numbers of a step first stop being finite: in the output of a layer, in the order of
   * the computation, or else in the gradient by the output of one, backward. For the message of an
   * error: it computes everything again.
   *
   * @return words for the place, with the layer's name; empty if all are finite
   * @see #step(List, RandomGenerator, INDArray...)
   */
  public synchronized Optional<String> firstNotFinite(
      List<INDArray> targets, RandomGenerator random, INDArray... values) {
    Map<String, INDArray> feed = feed(targets, values);
    masks.forEach((name, mask) -> feed.put(name, draw(mask, random)));
    List<Tracing.Landmark> landmarks = new ArrayList<>(tracing.landmarks());
    List<String> outputs =
        landmarks.stream().map(Tracing.Landmark::variable).distinct().toList();
    Map<String, INDArray> results = outputs.isEmpty() ? Map.of() : run(feed, outputs);
    for (Tracing.Landmark landmark : landmarks) {
      if (!isFinite(results.get(landmark.variable()))) {
        return Optional.of("the output of " + landmark.layer());
      }
    }
    Collections.reverse(landmarks);
    List<String> gradients = landmarks.stream()
        .flatMap(landmark -> gradientName(landmark.variable()).stream())
        .distinct()
        .toList();
    Map<String, INDArray> backward = gradients.isEmpty() ? Map.of() : run(feed, gradients);
    return landmarks.stream()
        .filter(landmark -> gradientName(landmark.variable())
            .filter(name -> !isFinite(backward.get(name)))
            .isPresent())
        .findFirst()
        .map(landmark -> "the gradient by the output of " + landmark.layer());
  }

  private static boolean isFinite(INDArray array) {
    return Nd4j.getExecutioner()
            .exec(new MatchCondition(array, Conditions.notFinite()))
            .getLong(0)
        == 0;
  }

  /** The name of the gradient's variable; empty if the loss does not depend on the variable. */
  private Optional<String> gradientName(String variable) {
    if (gradientNames == null) {
      SDVariable loss = tracing.graph().getVariable(requireTarget().loss());
      List<String> landmarks =
          tracing.landmarks().stream().map(Tracing.Landmark::variable).toList();
      gradientNames = Differentiation.of(loss, weights.keySet(), landmarks, tracing::shapeOf);
    }
    return Optional.ofNullable(gradientNames.get(variable));
  }

  private Map<String, INDArray> run(Map<String, INDArray> feed, List<String> names) {
    Set<String> computed = new LinkedHashSet<>(tracing.indices().keySet());
    computed.removeAll(feed.keySet());
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(computed);
    Map<String, INDArray> results = execution.run(feed, List.copyOf(all));
    computed.forEach(name -> indices(name, results.get(name)));
    return results;
  }

  private INDArray indices(String name, INDArray values) {
    INDArray checked = values;
    for (Indices each : tracing.indices().get(name)) {
      checked = each.checked(values);
    }
    return checked;
  }

  private Target requireTarget() {
    return target.orElseThrow(
        () -> new IllegalStateException("this graph was traced without a loss"));
  }

  private Map<String, INDArray> feed(List<INDArray> targets, INDArray... values) {
    List<Named> further = requireTarget().inputs();
    if (targets.size() != further.size()) {
      throw new IllegalArgumentException("expected " + further.size()
          + " further inputs, such as labels, found " + targets.size());
    }
    Map<String, INDArray> feed = feed(values);
    for (int i = 0; i < targets.size(); i++) {
      Input input = further.get(i).input();
      feed.put(further.get(i).name(), fitting(input, "the " + input.name(), targets.get(i)));
    }
    return feed;
  }

  private Map<String, INDArray> feed(INDArray... values) {
    if (values.length != inputs.size()) {
      throw new IllegalArgumentException(
          "expected " + inputs.size() + " inputs, found " + values.length);
    }
    Map<String, INDArray> feed = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      feed.put(
          inputs.get(i).name(),
          fitting(inputs.get(i), "the input '" + inputs.get(i).name() + "'", values[i]));
      String asIndices = tracing.indexInputs().get(inputs.get(i).name());
      if (asIndices != null) {
        feed.put(asIndices, indices(asIndices, values[i]));
      }
    }
    return feed;
  }

  /** The array in the input's type, as one piece of memory in C order. */
  private static INDArray fitting(Input input, String what, INDArray value) {
    Shape found = Shape.of(value.shape());
    if (!found.equals(input.shape())) {
      throw new ShapeMismatchException(input.shape().toString(), found.toString()).at(what);
    }
    INDArray typed = value.castTo(input.dtype());
    return Value.isDense(typed) ? typed : typed.dup('c');
  }

  private static INDArray draw(Tracing.Mask mask, RandomGenerator random) {
    double[] values = new double[Math.toIntExact(mask.shape().elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() < mask.keep() ? 1 / mask.keep() : 0;
    }
    return Nd4j.create(values, mask.shape().sizes(), mask.dtype());
  }
}
