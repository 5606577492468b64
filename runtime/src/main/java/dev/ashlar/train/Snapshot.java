package dev.ashlar.train;

import java.util.Map;
import java.util.TreeSet;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All that a training needs to go on as if it had not been interrupted. The arrays are the
 * training's own, not copies.
 *
 * @param facts numbers and words: which epoch, which batch, the losses so far
 * @param parameters all parameters, by name
 * @param best the parameters of the best epoch, by name; empty where they are not kept
 * @param steps how many steps each trained parameter has seen, by name
 * @param state the optimizer's state, by the parameters' names and its own names for its parts
 */
public record Snapshot(
    Map<String, String> facts,
    Map<String, INDArray> parameters,
    Map<String, INDArray> best,
    Map<String, Integer> steps,
    Map<String, Map<String, INDArray>> state) {
  /**
   * The parameter of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  INDArray parameter(String name) {
    INDArray parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("the snapshot lacks the parameter " + name + ", and holds "
          + new TreeSet<>(parameters.keySet()));
    }
    return parameter;
  }
}
