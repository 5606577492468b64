package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs one SameDiff graph for inputs of fixed shapes: by a {@link Plan}, made when the variables
 * are first asked for, or by a {@link Session} where no plan can be made. It keeps those of the
 * variables that were asked for last.
 */
final class Execution implements AutoCloseable {
  private static final int KEPT = 8;

  private final SameDiff graph;
  private final Map<String, Weight> weights;
  private final List<String> placeholders;
  private final Map<String, List<Indices>> indices;
  private final Map<List<String>, Computation> computations =
      new LinkedHashMap<>(KEPT, 0.75f, true); // the eldest use first
  private volatile long bytes; // of the computations, for any thread
  private @Nullable List<String> lastNames; // null: none yet
  private @Nullable Computation last; // null: none yet

  /** An execution on weights of which nothing is known. */
  Execution(SameDiff graph) {
    this(graph, Map.of(), graph.inputs(), Map.of());
  }

  /**
   * An execution that has made nothing yet.
   *
   * @param weights what is known of the variables that are weights, by their names
   * @param placeholders the names of all values that a run is given
   * @param indices what must hold of variables that are indices, by their names; those that are
   *     computed are checked in each run
   */
  Execution(
      SameDiff graph,
      Map<String, Weight> weights,
      List<String> placeholders,
      Map<String, List<Indices>> indices) {
    this.graph = graph;
    this.weights = weights;
    this.indices = new LinkedHashMap<>(indices);
    this.indices.keySet().removeAll(placeholders);
    this.placeholders = List.copyOf(placeholders);
  }

  /**
   * Computes variables of the graph.
   *
   * @param feed the placeholders' values in their order, each in its type and shape, one piece of
   *     memory in C order
   * @param names which variables to compute
   * @return what holds the results, until the next run
   */
  Computation run(INDArray[] feed, List<String> names) {
    Computation computation = names == lastNames ? last : null;
    if (computation == null) {
      computation = computation(feed, names);
      lastNames = names;
      last = computation;
    }
    computation.run(feed);
    if (!indices.isEmpty()) {
      check(computation, names);
    }
    return computation;
  }

  private void check(Computation computation, List<String> names) {
    List<String> all = withIndices(names);
    indices.forEach((name, each) -> {
      INDArray values = computation.result(all.indexOf(name)).copy();
      each.forEach(one -> one.checked(values));
    });
  }

  private List<String> withIndices(List<String> names) {
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(indices.keySet());
    return List.copyOf(all);
  }

  /**
   * Computes variables of the graph.
   *
   * @param inputs the values of the placeholders by name
   * @return the caller's own arrays by name, in C order
   */
  Map<String, INDArray> run(Map<String, INDArray> inputs, List<String> names) {
    INDArray[] feed = placeholders.stream().map(inputs::get).toArray(INDArray[]::new);
    Computation computation = run(feed, names);
    Map<String, INDArray> results = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      results.put(names.get(i), computation.result(i).copy());
    }
    return results;
  }

  private Computation computation(INDArray[] feed, List<String> names) {
    Computation known = computations.get(names);
    if (known != null) {
      return known;
    }
    Computation made = make(feed, names);
    computations.put(List.copyOf(names), made);
    if (computations.size() > KEPT) {
      Iterator<Computation> oldest = computations.values().iterator();
      oldest.next().close();
      oldest.remove();
    }
    bytes = computations.values().stream().mapToLong(Computation::bytes).sum();
    return made;
  }

  @SuppressWarnings("try") // the scope is only held open
  private Computation make(INDArray[] feed, List<String> wanted) {
    List<String> names = withIndices(wanted);
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return PlanBuilder.plan(graph, weights, named(placeholders, feed), names)
          .map(plan -> Computation.of(plan, placeholders))
          .orElseGet(() -> Computation.of(new Session(graph), placeholders, names));
    }
  }

  /** How many bytes its plans keep outside Java's heap, for any thread. */
  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    new ArrayList<>(computations.values()).forEach(Computation::close);
    computations.clear();
    bytes = 0;
    lastNames = null;
    last = null;
  }

  /** The values by name, none of them a view: ND4J's operations are not all right on views. */
  static Map<String, INDArray> named(List<String> names, INDArray[] values) {
    Map<String, INDArray> whole = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      INDArray array = values[i];
      if (array != null) {
        whole.put(names.get(i), array.isView() ? array.dup('c') : array);
      }
    }
    return whole;
  }
}
