package dev.ashlar;

import dev.ashlar.graph.Graph;
import dev.ashlar.graph.NativeLibraries;
import dev.ashlar.graph.Weight;
import dev.ashlar.init.Initializer;
import dev.ashlar.outline.Outline;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import dev.ashlar.train.Batch;
import dev.ashlar.train.Evaluator;
import dev.ashlar.train.History;
import dev.ashlar.train.Loss;
import dev.ashlar.train.Model;
import dev.ashlar.train.TargetArrays;
import dev.ashlar.train.Targets;
import dev.ashlar.train.Trainer;
import dev.ashlar.train.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs and trains a model.
 *
 * <pre>{@code
 * Network network = Network.of(new NamedMlp()).initialize(42);
 * network.fit(data, Training.adam(1e-3).epochs(20));
 * INDArray scores = network.output(images);
 * }</pre>
 *
 * <p>It keeps no values of its own: they are the parameters', so what changes those
 * ({@link Parameter#set}, a loaded checkpoint, another network over the same model) is seen at
 * once; so is a replaced child. Inputs have the batch as their first dimension; those of another
 * number type than the parameters' are cast. Arrays that it returns are the caller's own.
 *
 * <p>Safe for use by several threads: {@link #output} of several threads runs at the same time,
 * each in memory of its own over the same parameters; all else one at a time. Two networks over one
 * model must not be used at the same time while one of them trains.
 *
 * <p>For each shape of input a network keeps memory in which it computes, for the 17 used last, or
 * fewer where those before the last would take more than a quarter of the machine's memory.
 * {@link #close}, after which the network cannot be used, gives that back, and so does the garbage
 * collector when the network is not used any more.
 */
public final class Network implements AutoCloseable {
  private static final long EXAMPLE_BATCH = 1;

  private final Layer model;
  private final GraphCache graphs = new GraphCache();
  private final ReentrantReadWriteLock outputs =
      new ReentrantReadWriteLock(); // read: computing one; write: changing parameters
  private volatile Structure structure;
  private @Nullable Initialization initialization; // null: not initialized
  private boolean closed;

  private Network(Layer model) {
    this.model = model;
    this.structure = Structure.of(model);
  }

  /**
   * {@return a network that runs the given model}
   *
   * @param model the model
   * @throws IllegalStateException if the model has no name yet, or ND4J's native code is missing;
   *     the message names the artifact to add
   * @throws NameCollisionException if two different layers or parameters in it have one name
   */
  public static Network of(Layer model) {
    Objects.requireNonNull(model, "model");
    if (!model.node().isPlaced()) {
      throw new IllegalStateException("this " + model.node()
          + " has no name yet: place it first, as in Network.of(Scope.root().add(layer))");
    }
    NativeLibraries.load();
    Network network = new Network(model);
    model.collectParameters(); // names may meet
    return network;
  }

  /**
   * Gives back the memory in which it computes, once an {@link #output} that runs now is done. The
   * parameters keep their values; whoever goes on with them makes another network of the same
   * model. After this every use of this network but {@link #model} and {@code close} is an
   * {@link IllegalStateException}.
   */
  @Override
  public synchronized void close() {
    closed = true;
    graphs.close();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the network of " + model.node()
              + " was closed: make another by Network.of(model); the parameters have kept their values");
    }
  }

  /** {@return the model} */
  public Layer model() {
    return model;
  }

  /**
   * Gives every parameter its first values, by {@link Initializer#standard()} where it brings no
   * rule of its own.
   *
   * @param seed what the first values are drawn from, with the parameters' names
   * @return this network
   */
  public Network initialize(long seed) {
    return initialize(seed, Initializer.standard());
  }

  /**
   * Gives every parameter its first values, whatever values it has; trained and loaded ones are
   * lost. A parameter's values depend on the seed and its structural name alone (the first one,
   * where it has several). Where a shape is not known yet and the model does not tell its input's
   * shape, the values come with the first input, and are the same.
   *
   * @param seed what the first values are drawn from, with the parameters' names
   * @param initializer the rule for parameters that bring none of their own
   * @return this network
   * @throws IllegalArgumentException if the rule does not suit a parameter's shape, or the layers
   *     do not fit each other
   */
  public Network initialize(long seed, Initializer initializer) {
    return alone(() -> initializeAlone(seed, initializer));
  }

  private Network initializeAlone(long seed, Initializer initializer) {
    refresh();
    Initialization drawn = new Initialization(seed, initializer);
    Parameters parameters = model.collectParameters();
    parameters.forEach(drawn::check);
    initialization = drawn;
    boolean complete = true;
    for (Parameter parameter : parameters) {
      if (parameter.shape().isKnown()) {
        drawn.fill(parameter, structure.nameOf(parameter));
      } else {
        complete = false;
      }
    }
    Node node = model.node();
    if (!complete && node.inputNames().size() == 1 && node.input().isKnown()) {
      graph(List.of(node.input().batch(EXAMPLE_BATCH)), false, Optional.empty());
    }
    return this;
  }

  /**
   * {@return the model's output for a batch, in prediction: nothing is left out at random} It is
   * what the last layer gives, so scores where that has no activation; see {@link #probabilities}.
   *
   * @param inputs one array an input of the model
   * @throws IllegalArgumentException if the number of inputs, a type or a shape does not fit
   * @throws IllegalStateException if a parameter has no value
   */
  public INDArray output(INDArray... inputs) {
    GraphCache.Loan loan = lend(inputs);
    try {
      return loan.graph().output(inputs);
    } finally {
      giveBack(loan);
    }
  }

  /**
   * {@link #output}, written to an array of the caller's: no array is allocated in a call whose
   * inputs have the shapes of the last one.
   *
   * @param target an array of the output's shape, of any type; not one of the inputs
   * @param inputs one array an input of the model
   * @throws IllegalArgumentException if the number of inputs, a type or a shape does not fit; then
   *     the target is as it was
   * @throws IllegalStateException if a parameter has no value
   */
  public void outputTo(INDArray target, INDArray... inputs) {
    Objects.requireNonNull(target, "target");
    GraphCache.Loan loan = lend(inputs);
    try {
      loan.graph().outputTo(target, inputs);
    } finally {
      giveBack(loan);
    }
  }

  /** A graph for the caller's own use, until it is given back; no training begins meanwhile. */
  private GraphCache.Loan lend(INDArray... inputs) {
    Objects.requireNonNull(inputs, "inputs");
    GraphCache.Loan ready = null;
    outputs.readLock().lock();
    try {
      ready = structure.isThatOf(model) ? graphs.takeReady(inputs) : null;
    } finally {
      if (ready == null) {
        outputs.readLock().unlock(); // or no training would ever begin
      }
    }
    return ready == null ? lendAnother(inputs) : ready;
  }

  private synchronized GraphCache.Loan lendAnother(INDArray... inputs) {
    requireOpen();
    List<Shape> shapes = shapes(inputs);
    refresh();
    GraphCache.Loan loan = graphs.take(
        new GraphCache.Key(shapes, false, Optional.empty()),
        () -> trace(shapes, false, Optional.empty()));
    outputs.readLock().lock(); // at once: who holds the other lock holds this network too
    return loan;
  }

  private void giveBack(GraphCache.Loan loan) {
    graphs.giveBack(loan);
    outputs.readLock().unlock();
  }

  /**
   * Does what changes parameters: while no output is being computed, and none begins. What it keeps
   * is in no workspace of the caller's.
   */
  @SuppressWarnings("try") // the scope is only held open
  private synchronized <T> T alone(Supplier<T> work) {
    requireOpen();
    outputs.writeLock().lock();
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return work.get();
    } finally {
      outputs.writeLock().unlock();
    }
  }

  /**
   * {@return the softmax of {@link #output} over the last dimension: {@code exp(x) / Σ exp(x)}}
   *
   * @param inputs one array an input of the model, the batch first
   * @see #output
   */
  public INDArray probabilities(INDArray... inputs) {
    return Loss.softmaxCrossEntropy().predictions(output(inputs));
  }

  /**
   * Trains the parameters that are not frozen.
   *
   * @param data batches of examples and labels; reset before each epoch
   * @param training how to train
   * @return what came of it, epoch by epoch
   * @throws IllegalArgumentException if the data is empty or does not fit, or a setting names
   *     parameters that are not there
   * @throws IllegalStateException if a parameter has no value, none is trained, or another thread
   *     trains one of them
   * @throws dev.ashlar.train.DivergedException if a loss or a gradient is not finite; the
   *     parameters stay as they were before that batch; or if at the end of an epoch a parameter is
   *     not finite, since its last update was too large
   */
  public History fit(DataSetIterator data, Training training) {
    return trainer(training).fit(data);
  }

  /**
   * {@link #fit(DataSetIterator, Training)} for a model of several inputs: each data set holds one
   * array an input, in their order, and one array of labels.
   *
   * @param data batches of examples and labels; reset before each epoch
   * @param training how to train
   * @return what came of it, epoch by epoch
   */
  public History fit(MultiDataSetIterator data, Training training) {
    return trainer(training).fit(data);
  }

  /**
   * {@return a training that can go on: it keeps the optimizer's state, by the parameters, from one
   * {@code fit} to the next, also where layers are replaced or frozen between them}
   *
   * @param training how to train
   */
  public Trainer trainer(Training training) {
    return new Trainer(training, new Trained());
  }

  /** This network as a trainer sees it. */
  private final class Trained implements Model {
    @Override
    public Graph graph(Batch batch, Loss loss, boolean training) {
      requireOpen();
      Graph ready = structure.isThatOf(model) ? graphs.ready(batch, loss, training) : null;
      return ready != null
          ? ready // as in training, step after step
          : Network.this.graph(
              shapes(batch.inputs()), training, Optional.of(Targets.of(batch, loss)));
    }

    @Override
    public Collection<Parameter> weights() {
      List<Parameter> parameters = new ArrayList<>();
      model.collectParameters().forEach(parameters::add);
      return parameters;
    }

    @Override
    public Collection<Parameter> weights(String pattern) {
      return ParameterSelection.of(model, pattern);
    }

    @Override
    public History train(Supplier<History> training) {
      return alone(() -> Trainings.train(model.structuralParameters().values(), training));
    }
  }

  /**
   * Compares the class of the largest output with that of the label, for every example of the data.
   *
   * @param data batches of examples, {@code (batch, …)}, and labels: one-hot, {@code (batch,
   *     classes)}, or indices of classes; masked examples are left out
   * @return the evaluation
   * @throws IllegalArgumentException if the data is empty or does not fit
   */
  public Evaluation evaluate(DataSetIterator data) {
    Evaluation evaluation = new Evaluation();
    evaluate(data, Loss.softmaxCrossEntropy(), evaluation);
    return evaluation;
  }

  /**
   * Lets ND4J's evaluations see predictions and labels of all the data.
   *
   * @param data batches of examples and labels
   * @param loss what tells how outputs are read, see {@link Loss#predictions}
   * @param evaluations what sees predictions and labels; each is changed
   * @return the mean loss
   * @throws IllegalArgumentException if the data is empty or does not fit
   */
  public synchronized double evaluate(
      DataSetIterator data, Loss loss, IEvaluation<?>... evaluations) {
    return new Evaluator(new Trained(), loss).evaluate(data, evaluations);
  }

  /**
   * {@link #evaluate(DataSetIterator, Loss, IEvaluation...)} for a model of several inputs.
   *
   * @param data batches of examples and labels
   * @param loss what tells how outputs are read, see {@link Loss#predictions}
   * @param evaluations what sees predictions and labels; each is changed
   * @return the mean loss
   */
  public synchronized double evaluate(
      MultiDataSetIterator data, Loss loss, IEvaluation<?>... evaluations) {
    return new Evaluator(new Trained(), loss).evaluate(data, evaluations);
  }

  /**
   * {@return the loss of a batch, in prediction: nothing is left out at random}
   *
   * @param data a batch of examples and labels
   * @param loss from outputs and labels to the number
   * @throws IllegalArgumentException if the data does not fit
   */
  public synchronized double loss(DataSet data, Loss loss) {
    Batch batch = Batch.of(data);
    Graph graph = new Trained().graph(batch, loss, false);
    return graph
        .evaluate(TargetArrays.of(batch, loss, graph.outputShape()), batch.inputs())
        .loss();
  }

  /**
   * {@return the gradient of {@link #loss} by each trained parameter, by name}
   *
   * @param data a batch of examples and labels
   * @param loss whose gradient it is
   * @throws IllegalArgumentException if the data does not fit
   */
  public synchronized Map<String, INDArray> gradients(DataSet data, Loss loss) {
    Batch batch = Batch.of(data);
    Graph graph = new Trained().graph(batch, loss, false);
    List<INDArray> targets = TargetArrays.of(batch, loss, graph.outputShape());
    RandomGenerator unused = new SplittableRandom(); // no masks in prediction
    return graph.step(targets, unused, batch.inputs()).gradients();
  }

  /**
   * Keeps training from changing some parameters.
   *
   * @param patterns regular expressions; each means the parameters in whose structural or full name
   *     it matches from the start, as {@code "features"} does for all that is below the child of
   *     that name
   * @return this network
   * @throws IllegalArgumentException if a pattern matches nothing; then nothing is frozen
   */
  public synchronized Network freeze(String... patterns) {
    requireOpen();
    ParameterSelection.of(model, patterns).forEach(Parameter::freeze);
    return this;
  }

  /**
   * Lets training change some parameters again.
   *
   * @param patterns regular expressions, as for {@link #freeze}
   * @return this network
   * @see #freeze
   */
  public synchronized Network unfreeze(String... patterns) {
    requireOpen();
    ParameterSelection.of(model, patterns).forEach(Parameter::unfreeze);
    return this;
  }

  /**
   * {@return the tree of layers, with the shapes that the network has seen last} Where it has seen
   * none, the model declares the sizes of its only input and every parameter has, or can get, a
   * value, it traces the model for that.
   */
  public synchronized Outline outline() {
    requireOpen();
    Node node = model.node();
    boolean canTrace = node.inputNames().size() == 1
        && node.input().isKnown()
        && (initialization != null || withoutValue().isEmpty());
    Outline outline = LayerOutline.of(model);
    if (canTrace && outline.walk().anyMatch(layer -> !layer.input().isKnown())) {
      graph(List.of(node.input().batch(EXAMPLE_BATCH)), false, Optional.empty());
      return LayerOutline.of(model);
    }
    return outline;
  }

  /**
   * {@link #outline} as a table: the tree, names, shapes of inputs and outputs, parameters, whether
   * trained, multiply-adds, megabytes, and the totals.
   *
   * @return the table
   */
  public synchronized String summary() {
    Outline outline = outline();
    boolean isEarly = initialization == null && outline.totals().unknownLayers() > 0;
    return outline.summary()
        + (isEarly && !withoutValue().isEmpty()
            ? "(?: not known before Network.initialize(seed), or a checkpoint's load)\n"
            : "");
  }

  /** Names the model. */
  @Override
  public String toString() {
    return "Network of " + model.node();
  }

  private List<Shape> shapes(INDArray... inputs) {
    model.node().requireInputs(inputs.length);
    List<String> names = model.node().inputNames();
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      shapes.add(checkedShape(names.get(i), inputs[i]));
    }
    Shape declared = model.node().input();
    if (declared.hasRank() && !declared.fits(shapes.get(0).example())) {
      throw new ShapeMismatchException(
              "(batch, …) with " + declared + " after the batch",
              OtherShape.of(declared, shapes.get(0)))
          .at(what(names.get(0)));
    }
    return shapes;
  }

  private Shape checkedShape(String name, @Nullable INDArray input) {
    if (input == null) {
      throw new IllegalArgumentException(what(name) + ": expected an array, found null");
    }
    if (input.wasClosed()) {
      throw new IllegalArgumentException(what(name) + ": the array was closed");
    }
    if (!input.dataType().isNumerical()) {
      throw new IllegalArgumentException(
          what(name) + ": expected numbers, found " + input.dataType());
    }
    if (input.rank() == 0 || input.isEmpty()) {
      throw new ShapeMismatchException(
              "at least one example, the first dimension being the batch",
              Arrays.toString(input.shape()))
          .at(what(name));
    }
    return Shape.of(input.shape());
  }

  private String what(String input) {
    return "the input '" + input + "' of " + model.node();
  }

  private Graph graph(List<Shape> inputs, boolean training, Optional<Targets> targets) {
    requireOpen();
    refresh();
    return graphs.get(
        new GraphCache.Key(inputs, training, targets), () -> trace(inputs, training, targets));
  }

  /** Looks whether the model is still made of the same layers. */
  private void refresh() {
    if (!structure.isThatOf(model)) {
      model.collectParameters(); // names may meet now
      structure = Structure.of(model);
      graphs.close();
    }
  }

  private Graph trace(List<Shape> shapes, boolean training, Optional<Targets> targets) {
    List<Parameter> waiting = withoutValue();
    if (initialization == null && !waiting.isEmpty()) {
      throw new IllegalStateException(waiting.get(0) + " has no value"
          + switch (waiting.size()) {
            case 1 -> "";
            case 2 -> ", nor has 1 other";
            default -> ", nor have " + (waiting.size() - 1) + " others";
          }
          + ": call Network.initialize(seed), or load a checkpoint");
    }
    List<Graph.Input> inputs = inputs(shapes);
    Map<Parameter, Shape> before = new LinkedHashMap<>();
    waiting.forEach(parameter -> before.put(parameter, parameter.shape()));
    boolean done = false;
    try {
      Graph graph = targets.isPresent()
          ? Graph.trace(model::forward, inputs, training, this::materialize, targets.get())
          : Graph.trace(model::forward, inputs, training, this::materialize);
      graph.weights().values().forEach(this::requireOwn);
      done = true;
      return graph;
    } catch (ShapeMismatchException mismatch) {
      throw mismatch.given("for an input of shape " + shapes.get(0));
    } finally {
      if (!done) {
        before.forEach(Parameter::forget);
      }
    }
  }

  private List<Parameter> withoutValue() {
    List<Parameter> waiting = new ArrayList<>();
    for (Parameter parameter : model.collectParameters()) {
      if (!parameter.hasValue()) {
        waiting.add(parameter);
      }
    }
    return waiting;
  }

  private String requireOwn(Weight weight) {
    return structure.nameOf((Parameter) weight); // there is no other kind of weight
  }

  private void materialize(Weight weight) {
    Parameter parameter = (Parameter) weight;
    String name = requireOwn(weight);
    if (!parameter.shape().isKnown()) {
      throw new IllegalStateException(
          parameter + " is used before its shape is known: declare it with a shape, or resolve it");
    }
    Objects.requireNonNull(initialization).fill(parameter, name); // trace() has looked
  }

  private List<Graph.Input> inputs(List<Shape> shapes) {
    DataType dtype = Weight.dataType(dtype());
    List<Graph.Input> inputs = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      inputs.add(new Graph.Input(model.node().inputNames().get(i), dtype, shapes.get(i)));
    }
    return inputs;
  }

  /** The type that all parameters have, and that inputs are cast to. */
  private DType dtype() {
    Parameter first = null;
    for (Parameter parameter : model.collectParameters()) {
      if (first == null) {
        first = parameter;
      } else if (parameter.dtype() != first.dtype()) {
        throw new IllegalStateException("the parameters have different types: " + first + " and "
            + parameter + "; cast them all, as in collectParameters().cast(DType.FLOAT32)");
      }
    }
    return first == null ? DType.FLOAT32 : first.dtype();
  }
}
