package dev.ashlar.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs one SameDiff graph for inputs of fixed shapes: by a {@link Plan}, made when the variables
 * are first asked for, or by a {@link Session} where no plan can be made.
 */
final class Execution implements AutoCloseable {
  private final SameDiff graph;
  private final Map<String, Weight> weights;
  private final Map<List<String>, Optional<Plan>> plans = new LinkedHashMap<>();

  /** An execution on weights of which nothing is known. */
  Execution(SameDiff graph) {
    this(graph, Map.of());
  }

  /**
   * An execution.
   *
   * @param weights what is known of the variables that are weights, by their names
   */
  Execution(SameDiff graph, Map<String, Weight> weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /**
   * Computes variables of the graph.
   *
   * @param inputs the values of the placeholders by name, each one piece of memory in C order
   * @param names which variables to compute
   * @return the caller's own arrays by name, in C order
   */
  @SuppressWarnings("try") // the scope is only held open
  Map<String, INDArray> run(Map<String, INDArray> inputs, List<String> names) {
    Threads.settle();
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      Optional<Plan> plan = plans.get(names);
      if (plan == null) {
        plan = PlanBuilder.plan(graph, weights, withoutViews(inputs), names);
        plans.put(List.copyOf(names), plan);
      }
      return plan.isPresent()
          ? plan.get().run(inputs)
          : new Session(graph).run(withoutViews(inputs), names);
    }
  }

  @Override
  public void close() {
    plans.values().forEach(plan -> plan.ifPresent(Plan::close));
    plans.clear();
  }

  // ND4J's operations are not all right on views.
  private static Map<String, INDArray> withoutViews(Map<String, INDArray> inputs) {
    Map<String, INDArray> whole = new LinkedHashMap<>();
    inputs.forEach((name, array) -> whole.put(name, array.isView() ? array.dup('c') : array));
    return whole;
  }
}
