package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where each value of a plan stands in its memory. Two values share a place only if no stage needs
 * both: the largest are placed first, each as near to the start as those that live at the same time
 * leave room (Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference", 2020,
 * greedy by size).
 */
final class Placement {
  /** What every address is a multiple of: a line of the processor's cache. */
  static final long ALIGNMENT = 64;

  private final Map<Value, Long> offsets = new IdentityHashMap<>();
  private long bytes;

  private Placement() {}

  /** The stages, first to last, between which something must be kept. */
  private static final class Life {
    private final Value value;
    private int first;
    private int last;

    private Life(Value value, int first) {
      this.value = value;
      this.first = first;
      this.last = first;
    }

    private void include(int stage) {
      first = Math.min(first, stage);
      last = Math.max(last, stage);
    }

    private boolean meets(Life other) {
      return first <= other.last && other.first <= last;
    }
  }

  /**
   * Places the values of a plan.
   *
   * @param inputs what is written before the first stage
   * @param stages in the order in which they will run
   * @param results what is read after the last stage
   */
  static Placement of(Iterable<Value> inputs, List<Stage> stages, Iterable<Value> results) {
    Map<Value, Life> lives = new IdentityHashMap<>();
    inputs.forEach(value -> note(value, -1, lives));
    for (int i = 0; i < stages.size(); i++) {
      for (Value value : stages.get(i).reads()) {
        note(value, i, lives);
      }
      for (Value value : stages.get(i).writes()) {
        note(value, i, lives);
      }
    }
    results.forEach(value -> note(value, stages.size(), lives));
    for (Life life : lives.values()) {
      if (life.value.isKept()) {
        life.include(-1);
        life.include(stages.size());
      }
    }
    List<Life> largestFirst = new ArrayList<>(lives.values());
    largestFirst.sort(Comparator.comparingLong((Life life) -> -life.value.bytes())
        .thenComparingInt(life -> life.first)
        .thenComparingInt(life -> life.last));
    Placement placement = new Placement();
    List<Life> placed = new ArrayList<>(); // by their offsets
    for (Life life : largestFirst) {
      placement.place(life, placed);
    }
    return placement;
  }

  private static void note(Value value, int stage, Map<Value, Life> lives) {
    Value root = value.root();
    if (root.fixed() == null) {
      lives.computeIfAbsent(root, unused -> new Life(root, stage)).include(stage);
    }
  }

  private void place(Life life, List<Life> placed) {
    long size = rounded(life.value.bytes());
    long offset = 0;
    for (Life other : placed) {
      if (other.meets(life)) {
        long start = offset(other.value);
        if (start >= offset + size) {
          break; // the gap is wide enough
        }
        offset = Math.max(offset, start + rounded(other.value.bytes()));
      }
    }
    offsets.put(life.value, offset);
    bytes = Math.max(bytes, offset + size);
    placed.add(life);
    placed.sort(Comparator.comparingLong(other -> offset(other.value)));
  }

  private static long rounded(long size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Where a value that is no view begins, in bytes. */
  long offset(Value value) {
    return Objects.requireNonNull(offsets.get(value), "a value that no stage uses");
  }

  /** How much memory all of them need. */
  long bytes() {
    return bytes;
  }
}
