package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaves out the stages that nobody needs, and puts those together that can be one pass. */
final class Fusion {
  private final List<Stage> stages;
  private final Map<Value, Integer> readers = new IdentityHashMap<>(); // of a root, by stages
  private final Map<Value, Integer> last = new IdentityHashMap<>(); // what can be extended so far

  private Fusion(List<Stage> stages, Collection<Value> results) {
    this.stages = stages;
    for (Stage stage : stages) {
      stage.reads().forEach(this::count);
    }
    results.forEach(this::count);
  }

  private void count(Value value) {
    readers.merge(value.root(), 1, Integer::sum);
  }

  /**
   * The stages that compute the results.
   *
   * @param stages in order
   * @param results what is wanted
   */
  static List<Stage> of(List<Stage> stages, Collection<Value> results) {
    return new Fusion(needed(stages, results), results).fused();
  }

  private static List<Stage> needed(List<Stage> stages, Collection<Value> results) {
    Set<Value> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    results.forEach(value -> wanted.add(value.root()));
    List<Stage> needed = new ArrayList<>();
    for (int i = stages.size() - 1; i >= 0; i--) {
      Stage stage = stages.get(i);
      if (stage instanceof OperationStage operation) {
        stage = operation.of(value -> wanted.contains(value.root()));
      }
      if (stage.writes().stream().anyMatch(value -> wanted.contains(value.root()))) {
        stage.reads().forEach(value -> wanted.add(value.root()));
        needed.add(stage);
      }
    }
    Collections.reverse(needed);
    return needed;
  }

  private List<Stage> fused() {
    List<@Nullable Stage> fused = new ArrayList<>(stages);
    for (int i = 0; i < fused.size(); i++) {
      Stage stage = stages.get(i);
      if (stage instanceof OperationStage operation) {
        Integer before = extensibleBefore(operation);
        Stage more = before == null
            ? null
            : ((Extensible) Objects.requireNonNull(fused.get(before))).extended(operation);
        if (before != null && more != null) {
          fused.set(before, null);
          fused.set(i, more);
          note(more, i);
        }
      } else {
        note(stage, i);
      }
    }
    fused.removeIf(stage -> stage == null);
    return new ArrayList<>(fused);
  }

  private void note(Stage stage, int place) {
    if (stage instanceof Extensible extensible) {
      last.put(extensible.result(), place);
    }
  }

  /** The place of the stage whose result this operation, and no other stage, reads. */
  private @Nullable Integer extensibleBefore(OperationStage stage) {
    for (Value value : stage.reads()) {
      Integer place = last.get(value);
      if (place != null && readers.getOrDefault(value, 0) == 1) {
        return place;
      }
    }
    return null;
  }
}
