package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The search for the layer in which the numbers of a step first stop being finite.
 *
 * @param landmarks what layers have computed, in the order of the computation
 * @param gradients names of gradients, by the variables' names
 * @param execution what computes them
 */
record NotFinite(
    List<Tracing.Landmark> landmarks, Map<String, String> gradients, Execution execution) {

  /** Words for the place, with the layer's name; empty if all are finite. */
  Optional<String> first(INDArray[] feed) {
    Map<String, Boolean> forward =
        areFinite(feed, landmarks.stream().map(Tracing.Landmark::variable).toList());
    for (Tracing.Landmark landmark : landmarks) {
      if (Boolean.FALSE.equals(forward.get(landmark.variable()))) {
        return Optional.of("the output of " + landmark.layer());
      }
    }
    List<Tracing.Landmark> last = new ArrayList<>(landmarks);
    Collections.reverse(last);
    last.removeIf(landmark -> !gradients.containsKey(landmark.variable()));
    Map<String, Boolean> backward = areFinite(
        feed, last.stream().map(landmark -> gradients.get(landmark.variable())).toList());
    return last.stream()
        .filter(landmark -> Boolean.FALSE.equals(backward.get(gradients.get(landmark.variable()))))
        .findFirst()
        .map(landmark -> "the gradient by the output of " + landmark.layer());
  }

  private Map<String, Boolean> areFinite(INDArray[] feed, List<String> names) {
    Map<String, Boolean> finite = new LinkedHashMap<>();
    List<String> wanted = names.stream().distinct().toList();
    if (!wanted.isEmpty()) {
      Computation computation = execution.run(feed, wanted);
      for (int i = 0; i < wanted.size(); i++) {
        finite.put(wanted.get(i), Vectors.areFinite(computation.result(i).copy()));
      }
    }
    return finite;
  }
}
