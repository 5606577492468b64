package dev.ashlar.train;

import dev.ashlar.graph.Graph;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays of a batch as a graph takes them for a training step, in lists that are made once for
 * all batches that the graph is for.
 */
final class StepArrays {
  private final Graph graph;
  private final TargetArrays form;
  private final INDArray[] inputs;
  private final List<INDArray> targets = new ArrayList<>();

  /**
   * No arrays yet.
   *
   * @param graph takes them
   * @param loss what reads the labels
   * @param example a batch that the graph is for
   */
  StepArrays(Graph graph, Loss loss, Batch example) {
    this.graph = graph;
    this.form =
        new TargetArrays(loss, graph.outputShape(), Shape.of(example.labels().shape()));
    this.inputs = new INDArray[example.features().size()];
  }

  Graph graph() {
    return graph;
  }

  /**
   * Takes a batch's arrays.
   *
   * @throws IllegalArgumentException as {@link TargetArrays#of} does
   */
  void take(Batch batch) {
    batch.features().toArray(inputs);
    form.addTo(targets, batch);
  }

  /** Forgets the arrays, which are their callers'. */
  void clear() {
    Arrays.fill(inputs, null);
    targets.clear();
  }

  INDArray[] inputs() {
    return inputs;
  }

  List<INDArray> targets() {
    return targets;
  }
}
