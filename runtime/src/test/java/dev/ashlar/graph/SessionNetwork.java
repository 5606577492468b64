package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.Layer;
import dev.ashlar.Parameter;
import dev.ashlar.shape.Shape;
import dev.ashlar.train.Batch;
import dev.ashlar.train.Loss;
import dev.ashlar.train.TargetArrays;
import dev.ashlar.train.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Runs and trains a model as SameDiff does, operation by operation, and updates its parameters by
 * ND4J's own rules, one after the other: the slow reference for networks, with no part of a plan.
 */
public final class SessionNetwork {
  private final Layer model;
  private final Map<Object, Traced> traced = new HashMap<>();
  private final Map<Parameter, GradientUpdater<?>> rules = new HashMap<>();
  private final Set<Tracing> planned = new HashSet<>();
  private int iteration;

  /**
   * How to train, besides the loss.
   *
   * @param updater ND4J's rule
   * @param seed what masks depend on
   * @param l2 what multiplies a weight before it is added to its gradient
   * @param decay what part of a weight is taken off, times the rate
   * @param globalNorm the largest norm of all gradients together
   */
  public record Settings(IUpdater updater, long seed, double l2, double decay, double globalNorm) {
    public Settings(IUpdater updater, long seed) {
      this(updater, seed, 0, 0, Double.POSITIVE_INFINITY);
    }
  }

  /** What a step gives; gradients are by the parameters' names, before the norm is limited. */
  public record Step(double loss, Map<String, INDArray> gradients) {}

  private record Traced(
      Tracing tracing, String output, Shape shape, String loss, List<String> targets) {}

  /** A model whose parameters all have their values. */
  public SessionNetwork(Layer model) {
    this.model = model;
  }

  /** Gives a model copies of another's values, parameter by parameter in their order. */
  public static void copyValues(Layer from, Layer to) {
    List<Parameter> sources = new ArrayList<>();
    from.collectParameters().forEach(sources::add);
    int i = 0;
    for (Parameter target : to.collectParameters()) {
      Parameter source = sources.get(i++);
      target.cast(source.dtype());
      target.set(source.value());
    }
  }

  /** The output in prediction. */
  public INDArray output(INDArray... inputs) {
    Traced graph = traced(false, null, null, inputs);
    Map<String, INDArray> feed = feed(graph, null, null, inputs);
    List<String> names = List.of(graph.output());
    requirePlan(graph.tracing(), feed, names);
    return new Session(graph.tracing().graph()).run(feed, names).get(graph.output());
  }

  /** The loss and its gradients, in prediction. */
  public Step gradients(Batch batch, Loss loss) {
    Traced graph = traced(false, batch, loss, batch.inputs());
    return step(graph, feed(graph, batch, loss, batch.inputs())).step();
  }

  /** The loss in prediction. */
  public double loss(Batch batch, Loss loss) {
    Traced graph = traced(false, batch, loss, batch.inputs());
    return new Session(graph.tracing().graph())
        .run(feed(graph, batch, loss, batch.inputs()), List.of(graph.loss()))
        .get(graph.loss())
        .getDouble(0);
  }

  /** One step of training. */
  public Step train(Batch batch, Loss loss, Settings settings) {
    Traced graph = traced(true, batch, loss, batch.inputs());
    Map<String, INDArray> feed = feed(graph, batch, loss, batch.inputs());
    SplittableRandom random =
        new SplittableRandom(new SplittableRandom(settings.seed()).nextLong() + iteration);
    graph.tracing().masks().forEach((name, mask) -> {
      double[] values = new double[(int) mask.shape().elements()];
      Arrays.setAll(values, i -> random.nextDouble() < mask.keep() ? 1 / mask.keep() : 0);
      feed.put(name, Nd4j.create(values, mask.shape().sizes(), mask.dtype()));
    });
    Computed computed = step(graph, feed);
    update(computed.step().gradients(), settings);
    computed
        .updates()
        .forEach((name, value) -> graph.tracing().weights().get(name).value().assign(value));
    iteration++;
    return computed.step();
  }

  private record Computed(Step step, Map<String, INDArray> updates) {}

  /** What layers and losses make of a model, a network never runs as this class does. */
  private void requirePlan(Tracing tracing, Map<String, INDArray> feed, List<String> names) {
    if (planned.add(tracing)) {
      Optional<Plan> plan = PlanBuilder.plan(tracing.graph(), feed, names);
      assertThat(plan).as("a plan for %s", model).isPresent();
      plan.get().close();
    }
  }

  private Computed step(Traced graph, Map<String, INDArray> feed) {
    Tracing tracing = graph.tracing();
    SDVariable loss = tracing.graph().getVariable(graph.loss());
    Map<String, String> names =
        Differentiation.of(loss, tracing.weights().keySet(), List.of(), Set.of(), tracing::shapeOf);
    Set<String> wanted = new LinkedHashSet<>(List.of(graph.loss()));
    tracing.weights().forEach((name, weight) -> {
      if (weight.isTrained() && names.containsKey(name)) {
        wanted.add(names.get(name));
      }
    });
    tracing.updates().forEach((name, value) -> {
      if (!tracing.weights().get(name).isFrozen()) {
        wanted.add(value);
      }
    });
    requirePlan(tracing, feed, List.copyOf(wanted));
    Map<String, INDArray> results = new Session(tracing.graph()).run(feed, List.copyOf(wanted));
    Map<String, INDArray> gradients = new LinkedHashMap<>();
    tracing.weights().forEach((name, weight) -> {
      if (weight.isTrained()) {
        INDArray gradient = results.get(names.get(name));
        gradients.put(name, gradient == null ? Nd4j.zerosLike(weight.value()) : gradient.dup('c'));
      }
    });
    Map<String, INDArray> updates = new LinkedHashMap<>();
    tracing.updates().forEach((name, value) -> {
      if (results.containsKey(value)) {
        updates.put(name, results.get(value));
      }
    });
    return new Computed(new Step(results.get(graph.loss()).getDouble(0), gradients), updates);
  }

  private void update(Map<String, INDArray> gradients, Settings settings) {
    double squares = 0;
    for (INDArray gradient : gradients.values()) {
      double norm = gradient.castTo(DataType.DOUBLE).norm2Number().doubleValue();
      squares += norm * norm;
    }
    double norm = Math.sqrt(squares);
    double factor = norm > settings.globalNorm() ? settings.globalNorm() / norm : 1;
    IUpdater updater = settings.updater();
    double rate = updater.hasLearningRate() ? updater.getLearningRate(iteration, 0) : 1;
    for (Parameter parameter : model.collectParameters()) {
      INDArray gradient = gradients.get(parameter.name());
      if (gradient == null) {
        continue;
      }
      INDArray row = gradient.mul(factor).reshape('c', 1, gradient.length());
      INDArray value = parameter.value().dup('c').reshape('c', 1, gradient.length());
      row.addi(value.mul(settings.l2()));
      rules
          .computeIfAbsent(parameter, unused -> rule(updater, row))
          .applyUpdater(row, iteration, 0);
      value.subi(row.add(value.mul(settings.decay() * rate)));
      parameter.set(value.reshape('c', parameter.value().shape()));
    }
  }

  private static GradientUpdater<?> rule(IUpdater updater, INDArray row) {
    IUpdater own = updater.clone();
    long size = own.stateSize(row.length());
    return own.instantiate(size == 0 ? null : Nd4j.zeros(row.dataType(), 1, size), true);
  }

  private Traced traced(boolean training, Batch batch, Loss loss, INDArray... inputs) {
    List<Shape> shapes = Arrays.stream(inputs).map(x -> Shape.of(x.shape())).toList();
    Targets targets = loss == null ? null : Targets.of(batch, loss);
    return traced.computeIfAbsent(
        Arrays.asList(training, targets, shapes), unused -> trace(training, targets, shapes));
  }

  private Traced trace(boolean training, Targets targets, List<Shape> shapes) {
    Tracing tracing = new Tracing(training, weight -> {
      throw new IllegalStateException(weight.name() + " has no value");
    });
    return tracing.run(() -> {
      DataType type =
          Weight.dataType(model.collectParameters().iterator().next().dtype());
      List<SDVariable> variables = new ArrayList<>();
      for (int i = 0; i < shapes.size(); i++) {
        variables.add(tracing.input("input" + i, type, shapes.get(i)));
      }
      SDVariable output = model.forward(variables.toArray(new SDVariable[0]));
      Shape shape = tracing.shapeOf(output);
      if (targets == null) {
        return new Traced(tracing, output.name(), shape, null, List.of());
      }
      List<SDVariable> further = new ArrayList<>();
      for (Graph.Input input : targets.inputs(shape, type)) {
        further.add(tracing.input("target_" + input.name(), input.dtype(), input.shape()));
      }
      SDVariable loss = targets.of(output, further);
      return new Traced(
          tracing,
          output.name(),
          shape,
          loss.name(),
          further.stream().map(SDVariable::name).toList());
    });
  }

  private static Map<String, INDArray> feed(
      Traced graph, Batch batch, Loss loss, INDArray... inputs) {
    Map<String, INDArray> feed = new LinkedHashMap<>();
    Tracing tracing = graph.tracing();
    for (int i = 0; i < inputs.length; i++) {
      String name = "input" + i;
      feed.put(name, typed(tracing, name, inputs[i]));
      String indices = tracing.indexInputs().get(name);
      if (indices != null) {
        feed.put(indices, typed(tracing, indices, inputs[i]));
      }
    }
    if (loss != null) {
      List<INDArray> targets = TargetArrays.of(batch, loss, graph.shape());
      for (int i = 0; i < targets.size(); i++) {
        String name = graph.targets().get(i);
        feed.put(name, typed(tracing, name, targets.get(i)));
      }
    }
    return feed;
  }

  private static INDArray typed(Tracing tracing, String name, INDArray array) {
    return array.castTo(tracing.graph().getVariable(name).dataType()).dup('c');
  }
}
