package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One run of a graph forward and backward: the loss, and its gradient by each weight that is
 * trained. All of it is where the graph has computed it, and holds until the graph runs again; the
 * gradients may be changed.
 *
 * @hidden
 */
public final class Pass {
  private final List<Weight> weights; // of the graph
  private final boolean[] trained;
  private final boolean[] frozen;
  private final List<String> names; // the loss first
  private final List<Gradient> gradients = new ArrayList<>();
  private final int[] results; // of the gradients; -1: the loss does not depend on the weight
  private final boolean[] taken; // which results a gradient has in this run
  private final List<Update> updates = new ArrayList<>();
  private @Nullable Computation computation; // null: it has not run

  /** A gradient by a weight, of the weight's shape, in C order. */
  public static final class Gradient {
    private final Weight weight;
    private @Nullable INDArray array; // null: the pass has not run

    private Gradient(Weight weight) {
      this.weight = weight;
    }

    /** {@return the weight} */
    public Weight weight() {
      return weight;
    }

    /** {@return the gradient itself: the caller's until the graph runs again} */
    public INDArray array() {
      return Objects.requireNonNull(array, "a gradient before the run");
    }
  }

  /** What a weight becomes. */
  private record Update(Weight weight, INDArray memory, int result) {}

  /**
   * A pass that has not run.
   *
   * @param parts names and memory
   */
  Pass(Parts parts) {
    weights = List.copyOf(parts.memory().keySet());
    trained = new boolean[weights.size()];
    frozen = new boolean[weights.size()];
    Set<String> wanted = new LinkedHashSet<>(List.of(parts.loss()));
    List<Optional<String>> byWeight = new ArrayList<>();
    for (int i = 0; i < trained.length; i++) {
      Weight weight = weights.get(i);
      trained[i] = weight.isTrained();
      frozen[i] = weight.isFrozen();
      if (trained[i]) {
        gradients.add(new Gradient(weight));
        Optional<String> name = Optional.ofNullable(parts.gradients().get(weight.name()));
        byWeight.add(name);
        name.ifPresent(wanted::add); // two weights may have one gradient
      }
    }
    parts.updates().forEach((weight, name) -> {
      if (!weight.isFrozen()) {
        wanted.add(name);
      }
    });
    names = List.copyOf(wanted);
    taken = new boolean[names.size()];
    results =
        byWeight.stream().mapToInt(name -> name.map(names::indexOf).orElse(-1)).toArray();
    parts.updates().forEach((weight, name) -> {
      if (!weight.isFrozen()) {
        updates.add(new Update(
            weight, Objects.requireNonNull(parts.memory().get(weight)), names.indexOf(name)));
      }
    });
  }

  /**
   * What a pass is made of.
   *
   * @param loss the loss's name
   * @param gradients names of gradients, by the weights' names
   * @param updates names of weights' new values
   * @param memory the graph's weights and their memory, in order
   */
  record Parts(
      String loss,
      Map<String, String> gradients,
      Map<Weight, String> updates,
      Map<Weight, INDArray> memory) {}

  /** Whether the same weights are trained, and the same frozen, as when it was made. */
  boolean isCurrent() {
    for (int i = 0; i < trained.length; i++) {
      Weight weight = weights.get(i);
      if (weight.isTrained() != trained[i] || weight.isFrozen() != frozen[i]) {
        return false;
      }
    }
    return true;
  }

  void run(Execution execution, INDArray[] feed) {
    Computation run = execution.run(feed, names);
    computation = run;
    Arrays.fill(taken, false);
    for (int i = 0; i < results.length; i++) {
      Gradient gradient = gradients.get(i);
      int result = results[i];
      if (result < 0) {
        gradient.array = zeros(gradient);
      } else {
        INDArray lent = run.result(result).lent();
        gradient.array = taken[result] ? lent.dup('c') : lent;
        taken[result] = true;
      }
    }
  }

  private static INDArray zeros(Gradient gradient) {
    return Nd4j.zeros(
        Weight.dataType(gradient.weight.dtype()), gradient.weight.shape().sizes());
  }

  private Computation computation() {
    return Objects.requireNonNull(computation, "a pass that has not run");
  }

  /** {@return the loss} */
  public double loss() {
    return computation().result(0).number();
  }

  /**
   * {@return the gradients, one a weight that is trained, in the order of the weights' first use}
   */
  public List<Gradient> gradients() {
    return gradients;
  }

  /**
   * Gives the weights that layers {@linkplain Tracing#update update} their new values, in place;
   * for a training step that counts, with those that are trained.
   */
  public void update() {
    for (int i = 0; i < updates.size(); i++) { // without an iterator
      Update update = updates.get(i);
      computation().result(update.result()).copyTo(update.memory());
      update.weight().changed();
    }
  }

  /** The new values of weights that layers update, each the caller's own, by the weights' names. */
  Map<String, INDArray> updated() {
    Map<String, INDArray> copies = new LinkedHashMap<>();
    updates.forEach(update ->
        copies.put(update.weight().name(), computation().result(update.result()).copy()));
    return copies;
  }
}
