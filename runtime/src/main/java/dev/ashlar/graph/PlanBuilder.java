package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.random.BaseRandomOp;

/**
 * From a traced graph to a {@link Plan}, in four steps: one run of a {@link Session} tells the
 * operations with their shapes and arguments; what is the same in every run becomes a constant;
 * what only has another shape becomes a view; what is left becomes {@link Stage}s, in the order in
 * which the graph was written down.
 */
final class PlanBuilder {
  private static final Set<String> OF_SHAPES =
      Set.of("shape_of", "size", "rank", "size_at", "zeros_as", "ones_as", "zeroslike", "oneslike");
  private static final Set<String> OF_FIRST_SHAPE = // and of the numbers after it
      Set.of("reduce_mean_bp", "reduce_sum_bp");
  private static final Set<String> VIEWS = Set.of("reshape", "reshapeas", "squeeze", "expand_dims");
  private static final String IDENTITY = "identity";
  private static final int RANK_OF_IMAGES = 4;
  private static final long FORTRAN_ORDER = -102; // how reshape is told

  private final SameDiff graph;
  private final Map<String, Variable> variables;
  private final Map<String, Weight> weights;
  private final @Nullable OneDnn oneDnn; // null: none, or nothing is for it
  private final Threads threads;
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Value> inputs = new LinkedHashMap<>();
  private final List<Stage> stages = new ArrayList<>();

  private final Rewriting rewriting;

  private PlanBuilder(
      SameDiff graph,
      Map<String, Weight> weights,
      List<String> names,
      @Nullable OneDnn oneDnn,
      Threads threads) {
    this.graph = graph;
    this.weights = weights;
    this.oneDnn = oneDnn;
    this.threads = threads;
    this.variables = graph.getVariables();
    this.rewriting = new Rewriting(name -> !names.contains(name) && readers(name) == 1, oneDnn);
  }

  /** {@link #plan(SameDiff, Map, Map, List)} on weights of which nothing is known. */
  static Optional<Plan> plan(SameDiff graph, Map<String, INDArray> inputs, List<String> names) {
    return plan(graph, Map.of(), inputs, names);
  }

  /**
   * A plan for some variables of a graph; empty where none can be made, since what the graph does
   * depends on more than its inputs' shapes.
   *
   * @param weights what is known of the variables that are weights, by their names
   * @param inputs an example of the placeholders' values by name, which fixes their shapes
   * @param names which variables it computes
   */
  static Optional<Plan> plan(
      SameDiff graph,
      Map<String, Weight> weights,
      Map<String, INDArray> inputs,
      List<String> names) {
    return plan(graph, weights, inputs, names, true);
  }

  /**
   * {@link #plan(SameDiff, Map, Map, List)} with oneDNN, or without it as on a machine for which it
   * has no natives.
   */
  static Optional<Plan> plan(
      SameDiff graph,
      Map<String, Weight> weights,
      Map<String, INDArray> inputs,
      List<String> names,
      boolean byOneDnn) {
    Map<String, Operation> operations = new HashMap<>();
    return new Session(graph)
        .observe(
            inputs,
            names,
            operation -> operations.put(operation.function().getOwnName(), operation),
            () -> build(graph, weights, operations, names, byOneDnn));
  }

  private static Optional<Plan> build(
      SameDiff graph,
      Map<String, Weight> weights,
      Map<String, Operation> operations,
      List<String> names,
      boolean byOneDnn) {
    boolean wanted = operations.values().stream().anyMatch(PlanBuilder::isForOneDnn);
    OneDnn oneDnn = wanted && byOneDnn && OneDnn.isAvailable() ? new OneDnn() : null;
    boolean small = !wanted && operations.values().stream().anyMatch(PlanBuilder::isSingle);
    Threads threads = oneDnn != null || small ? Threads.OPENMP : Threads.OPENBLAS;
    threads.enter(); // primitives are made for so many threads
    try {
      Optional<Plan> plan =
          new PlanBuilder(graph, weights, names, oneDnn, threads).build(operations, names);
      if (plan.isEmpty() && oneDnn != null) {
        oneDnn.close();
      }
      return plan;
    } finally {
      Threads.leave();
    }
  }

  /**
   * Whether oneDNN may do it, and do it faster: it takes a tenth of a second to load, so a model
   * that has nothing for it starts without.
   */
  private static boolean isForOneDnn(Operation operation) {
    if (!isSingle(operation)) {
      return false;
    }
    INDArray first = array(operation, 0);
    if (!operation.name().equals("matmul") || first.rank() != 2) {
      return first.rank() == RANK_OF_IMAGES;
    }
    long inner = operation.inputs().get(0).length() / first.size(0);
    return DenseStage.isLarge(first.size(0), inner * first.size(1));
  }

  private static boolean isSingle(Operation operation) {
    INDArray first = operation.outputs().get(0);
    return first != null && first.dataType() == DataType.FLOAT;
  }

  private Optional<Plan> build(Map<String, Operation> operations, List<String> names) {
    for (String name : graph.getOps().keySet()) { // in the order of their creation
      Operation operation = operations.get(name);
      if (operation != null && !add(operation)) {
        return Optional.empty();
      }
    }
    Map<String, Value> results = new LinkedHashMap<>();
    names.forEach(name -> results.put(name, value(name)));
    List<Stage> fused = LossStage.merged(Fusion.of(stages, results.values()));
    if (oneDnn == null) {
      return Optional.of(Plan.of(threads, inputs, fused, results, () -> {}));
    }
    List<Stage> chosen = fused.stream().map(ElementwiseStage::of).toList();
    return Optional.of(
        Plan.of(threads, inputs, Layouts.of(oneDnn, chosen, results.values()), results, oneDnn));
  }

  private int readers(String variable) {
    List<String> operations =
        Objects.requireNonNull(variables.get(variable), variable).getInputsForOp();
    return operations == null ? 0 : operations.size();
  }

  /** Whether the operation could be taken over. */
  private boolean add(Operation operation) {
    DifferentialFunction function = operation.function();
    String[] outputs = function.outputVariablesNames();
    if (operation.name().equals(IDENTITY)) {
      Value same = value(function.arg().name());
      values.put(outputs[0], function instanceof LossOperation loss ? inOnePass(loss, same) : same);
      return true;
    }
    if (operation.outputs().contains(null) || !isPlannable(operation)) {
      return false;
    }
    List<Value> reads = new ArrayList<>();
    for (SDVariable variable : function.args()) {
      reads.add(value(variable.name()));
    }
    // a context of fewer arrays: the operation has taken the others as arguments
    List<Value> taken = reads.subList(operation.inputs().size(), reads.size());
    if (!ShapeRules.isFixed(operation.name(), function instanceof CustomOp, reads)
        || !OF_SHAPES.contains(operation.name()) && !taken.stream().allMatch(Value::isConstant)) {
      return false;
    }
    int first = OF_FIRST_SHAPE.contains(operation.name()) ? 1 : 0;
    if (OF_SHAPES.contains(operation.name())
        || reads.stream().skip(first).allMatch(Value::isConstant)) {
      for (int i = 0; i < outputs.length; i++) {
        values.put(outputs[i], Value.constant(kept(array(operation, i))));
      }
      return true;
    }
    Value view = view(operation, reads);
    if (view != null) {
      values.put(outputs[0], view);
      return true;
    }
    List<Value> writes = new ArrayList<>();
    for (int i = 0; i < outputs.length; i++) {
      INDArray array = array(operation, i);
      if (array.isEmpty() || !Arena.holds(array.dataType(), array.length())) {
        return false;
      }
      writes.add(Value.planned(array.dataType(), array.shape()));
    }
    List<Value> inputs = List.copyOf(reads.subList(0, operation.inputs().size()));
    stages.addAll(rewriting.stages(operation, inputs, writes));
    for (int i = 0; i < outputs.length; i++) {
      values.put(outputs[i], writes.get(i));
    }
    return true;
  }

  /**
   * A loss or its gradient by a stage of its own, where that can be: then nobody needs what the
   * operations have computed.
   */
  private Value inOnePass(LossOperation loss, Value computed) {
    Value prediction = value(loss.prediction().name());
    Value labels = value(loss.labels().name());
    Value result = Value.planned(computed.type(), computed.shape());
    SDVariable factor = loss.factor();
    List<Value> reads = factor == null
        ? List.of(prediction, labels)
        : List.of(prediction, labels, value(factor.name()));
    if (computed.isConstant() || !LossStage.takes(reads)) {
      return computed;
    }
    stages.add(
        factor == null
            ? LossStage.of(loss.function(), prediction, labels, result)
            : LossStage.gradient(
                loss.function(), prediction, labels, value(factor.name()), result));
    return result;
  }

  private boolean isPlannable(Operation operation) {
    DifferentialFunction function = operation.function();
    return (function instanceof CustomOp || function instanceof Op)
        && !(function instanceof BaseRandomOp)
        && operation.inputs().size() <= function.args().length;
  }

  private static INDArray array(Operation operation, int output) {
    return Objects.requireNonNull(operation.outputs().get(output));
  }

  // The run's own arrays are freed when it is over.
  private static INDArray kept(INDArray array) {
    return array.isEmpty() ? array : array.dup('c');
  }

  private Value value(String name) {
    return values.computeIfAbsent(name, this::leaf);
  }

  private Value leaf(String name) {
    SDVariable variable = graph.getVariable(name);
    if (variable.isPlaceHolder()) {
      Value input = Value.planned(variable.dataType(), variable.placeholderShape());
      inputs.put(name, input);
      return input;
    }
    INDArray array = variable.getArr();
    return variable.isConstant() ? Value.constant(array) : Value.weight(array, weights.get(name));
  }

  private static @Nullable Value view(Operation operation, List<Value> reads) {
    long[] arguments = operation.integers();
    boolean other =
        operation.name().equals("reshape") && arguments.length > 0 && arguments[0] == FORTRAN_ORDER;
    INDArray output = array(operation, 0);
    return VIEWS.contains(operation.name())
            && !other
            && reads.get(0).isDense()
            && reads.get(0).type() == output.dataType()
        ? reads.get(0).view(output.shape())
        : null;
  }
}
