package dev.ashlar.graph;

import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One run of a model's {@code forward} that writes down its graph, for inputs of fixed shapes.
 *
 * <p>While it lasts, and on its thread only, layers find it by {@link #current()}: it gives them
 * the variables of their weights, the shapes of what reaches them, and whether the graph is for
 * training. Weights are variables over the parameters' own memory.
 */
public final class Tracing {
  private static final ThreadLocal<Tracing> CURRENT = new ThreadLocal<>();

  private final SameDiff graph = SameDiff.create();
  private final boolean training;
  private final Consumer<Weight> materializer;
  private final Map<Weight, SDVariable> weights = new IdentityHashMap<>();
  private final Map<String, Weight> weightsByName = new LinkedHashMap<>();
  private final Map<String, Graph.Input> inputs = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<String, Mask> masks = new LinkedHashMap<>();
  private final List<Landmark> landmarks = new ArrayList<>();
  private final Map<String, String> indexInputs = new LinkedHashMap<>();
  private final Map<String, List<Indices>> indices = new LinkedHashMap<>();
  private final Set<String> detached = new HashSet<>();
  private final Map<String, SDVariable> updates = new LinkedHashMap<>(); // by the weights' names

  /**
   * A random input that the graph needs anew for every step.
   *
   * @param shape its shape, with the batch
   * @param dtype its type
   * @param keep the probability that an element is {@code 1 / keep} rather than 0
   */
  record Mask(Shape shape, DataType dtype, double keep) {}

  /**
   * What a layer has computed.
   *
   * @param layer the layer's name
   * @param variable the name of its output
   */
  record Landmark(String layer, String variable) {}

  /**
   * A tracing that has not begun.
   *
   * @param training whether the graph is for training
   * @param materializer gives a weight whose shape is known its value
   */
  Tracing(boolean training, Consumer<Weight> materializer) {
    this.training = training;
    this.materializer = materializer;
  }

  /**
   * {@return the tracing that runs on this thread}
   *
   * @throws IllegalStateException if none does
   */
  public static Tracing current() {
    Tracing current = CURRENT.get();
    if (current == null) {
      throw new IllegalStateException(
          "forward runs only while a network traces its model: call Network.of(layer).output(input) instead");
    }
    return current;
  }

  /** Runs {@code work} as part of this tracing. */
  <T> T run(Supplier<T> work) {
    Tracing outer = CURRENT.get();
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /** {@return whether the graph is for training rather than for prediction} */
  public boolean isTraining() {
    return training;
  }

  /** {@return the graph under construction} */
  public SameDiff graph() {
    return graph;
  }

  /** An input of the graph, fed anew for every run. */
  SDVariable input(String name, DataType dtype, Shape shape) {
    SDVariable variable = graph.placeHolder(name, dtype, shape.sizes());
    inputs.put(name, new Graph.Input(name, dtype, shape));
    shapes.put(variable.name(), shape);
    return variable;
  }

  /**
   * {@return the variable of a weight, the same one each time}
   *
   * @param weight the weight
   * @throws IllegalStateException if another weight has its name
   */
  public SDVariable weight(Weight weight) {
    SDVariable known = weights.get(weight);
    if (known != null) {
      return known;
    }
    if (!weight.hasValue()) {
      materializer.accept(weight);
    }
    if (weightsByName.putIfAbsent(weight.name(), weight) != null) {
      throw new IllegalStateException(
          "two parameters of the graph have the name '" + weight.name() + "'");
    }
    SDVariable variable = graph.var(weight.name(), weight.memory());
    weights.put(weight, variable);
    shapes.put(variable.name(), weight.shape());
    return variable;
  }

  /**
   * A variable as whole numbers by which rows are chosen. An input of the graph comes to it as the
   * caller gives it, past the type of the graph's other numbers, so that large numbers stay exact.
   * Each run checks them and refuses numbers that are not whole or no row's.
   *
   * @param x the numbers
   * @param count how many rows there are
   * @param what what the numbers are, for the message: {@code the input of embedding0}
   * @return numbers of type INT64 from 0 to {@code count - 1}
   */
  public SDVariable indices(SDVariable x, long count, String what) {
    Indices checked = new Indices(what, count);
    if (inputs.containsKey(x.name())) {
      String name = indexInputs.computeIfAbsent(x.name(), input -> {
        String unique = unique(input + "_indices");
        input(unique, DataType.INT64, shapeOf(x));
        return unique;
      });
      indices.computeIfAbsent(name, input -> new ArrayList<>()).add(checked);
      return graph.getVariable(name);
    }
    indices.computeIfAbsent(x.name(), input -> new ArrayList<>()).add(checked);
    SDVariable whole = x.castTo(DataType.INT64);
    SDVariable least = graph.math().max(whole, graph.constant(Nd4j.scalar(0L)));
    return graph.math().min(least, graph.constant(Nd4j.scalar(count - 1)));
  }

  private String unique(String name) {
    String unique = name;
    for (int i = 1; graph.hasVariable(unique); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }

  /**
   * Says that a weight takes a new value after each training step, as a running mean does. Where
   * that is said again, the last new value counts; {@link #updated} lets it build on those before.
   * A frozen weight stays as it is. In a graph for prediction nothing is ever changed.
   *
   * @param weight what changes; not what is trained
   * @param newValue what it becomes, of its shape
   * @throws ShapeMismatchException if the new value has another shape
   */
  public void update(Weight weight, SDVariable newValue) {
    Shape found = shapeOf(newValue);
    if (!found.equals(weight.shape())) {
      throw new ShapeMismatchException(weight.shape().toString(), found.toString())
          .at("the new value of " + weight.name());
    }
    if (training) {
      weight(weight);
      updates.put(weight.name(), newValue);
    }
  }

  /**
   * {@return what a weight will be after the training step, by what is said so far}
   *
   * @param weight the weight
   */
  public SDVariable updated(Weight weight) {
    SDVariable known = weight(weight);
    return updates.getOrDefault(weight.name(), known);
  }

  /**
   * {@return a random variable that is {@code 1 / keep} with probability {@code keep} and else 0,
   * drawn anew for every step}
   *
   * @param name what it is for; one name, one mask
   * @param like the variable whose shape and type it has
   * @param keep the probability with which an element stays, more than 0 and at most 1
   */
  public SDVariable mask(String name, SDVariable like, double keep) {
    Mask mask = new Mask(shapeOf(like), like.dataType(), keep);
    String unique = unique(name);
    masks.put(unique, mask);
    return input(unique, mask.dtype(), mask.shape());
  }

  /**
   * Takes a variable out of the derivative: it counts as a constant there. For what cancels out, as
   * the largest number does that is subtracted before exponentials are taken.
   *
   * @param variable what an operation of this graph has computed
   * @return the same variable
   */
  public SDVariable detached(SDVariable variable) {
    detached.add(variable.name());
    return variable;
  }

  /**
   * Says what operations of this graph compute together: a loss, which a plan computes in one pass
   * with its gradient. A session runs the operations, and what their derivatives are.
   *
   * @param loss what they compute, a number for each row of the prediction; no other number of the
   *     prediction has a part in it
   * @param prediction what the loss is of, rows of numbers
   * @param labels of the prediction's shape
   * @param function the same in Java
   * @return the loss
   * @hidden
   */
  public SDVariable inOnePass(
      SDVariable loss, SDVariable prediction, SDVariable labels, LossFunction function) {
    return LossOperation.of(loss, function, prediction, labels);
  }

  /** The names of variables that count as constants in the derivative. */
  Set<String> detached() {
    return detached;
  }

  /**
   * Notes what a layer has computed, so that an error can say in which layer something came up.
   *
   * @param layer the layer's name
   * @param output the variable that is its output
   */
  public void landmark(String layer, SDVariable output) {
    landmarks.add(new Landmark(layer, output.name()));
  }

  /** What layers have computed, in the order of the computation. */
  List<Landmark> landmarks() {
    return Collections.unmodifiableList(landmarks);
  }

  /**
   * Notes the shape of a variable, batch included, so that nothing need be computed to learn it.
   *
   * @param variable a variable of this graph
   * @param shape its shape, the batch first
   */
  public void record(SDVariable variable, Shape shape) {
    shapes.put(variable.name(), shape);
  }

  /**
   * {@return the shape of a variable of this graph, batch included} Where no layer has noted it,
   * the graph runs up to it on zeros.
   *
   * @param variable a variable of this graph
   */
  public Shape shapeOf(SDVariable variable) {
    if (variable.getSameDiff() != graph) {
      throw new IllegalArgumentException(
          "the variable '" + variable.name() + "' belongs to another graph");
    }
    return shapes.computeIfAbsent(variable.name(), this::computedShape);
  }

  private Shape computedShape(String name) {
    Map<String, INDArray> zeros = new HashMap<>();
    inputs.forEach(
        (input, like) -> zeros.put(input, Nd4j.zeros(like.dtype(), like.shape().sizes())));
    INDArray computed = new Session(graph).run(zeros, List.of(name)).get(name);
    return Shape.of(Objects.requireNonNull(computed, name).shape());
  }

  /** The weights in the graph, by name, in the order of their first use. */
  Map<String, Weight> weights() {
    return weightsByName;
  }

  /** The names of the weights' new values after a training step, by the weights' names. */
  Map<String, String> updates() {
    Map<String, String> names = new LinkedHashMap<>();
    updates.forEach((weight, newValue) -> names.put(weight, newValue.name()));
    return names;
  }

  /** The inputs that take the same numbers as others, as indices; by the others' names. */
  Map<String, String> indexInputs() {
    return indexInputs;
  }

  /** What must hold of variables, inputs or computed ones, that are indices; by their names. */
  Map<String, List<Indices>> indices() {
    return indices;
  }

  /** The random inputs by name. */
  Map<String, Mask> masks() {
    return masks;
  }
}
