package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class PlacementTest {
  private static final int LINE = 64; // bytes of 16 numbers in float32

  /** Reads and writes, and nothing else. */
  private record Use(List<Value> reads, List<Value> writes) implements Stage {
    @Override
    public Kernel kernel(Arena arena) {
      throw new UnsupportedOperationException();
    }
  }

  private static Value value(int lines) {
    return Value.planned(DataType.FLOAT, lines, LINE / Float.BYTES);
  }

  @Test
  void aChainTakesTheMemoryOfTwo() {
    List<Value> values = new ArrayList<>(List.of(value(1)));
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      values.add(value(1));
      stages.add(new Use(List.of(values.get(i)), List.of(values.get(i + 1))));
    }

    Placement placement = Placement.of(List.of(values.get(0)), stages, List.of(values.get(100)));

    assertThat(placement.bytes()).isEqualTo(2 * LINE);
  }

  @Test
  void whatIsReadAtTheEndStays() {
    Value input = value(1);
    Value early = value(1);
    Value late = value(1);
    List<Stage> stages =
        List.of(new Use(List.of(input), List.of(early)), new Use(List.of(input), List.of(late)));

    Placement placement = Placement.of(List.of(input), stages, List.of(early, late));

    assertThat(Set.of(placement.offset(early), placement.offset(late), placement.offset(input)))
        .hasSize(3);
  }

  @Test
  void whatIsKeptFromRunToRunSharesItsPlaceWithNothing() {
    try (OneDnn oneDnn = new OneDnn()) {
      Value packed = Value.kept(Layout.plain(oneDnn, 1, LINE / Float.BYTES), 1, LINE / Float.BYTES);
      Value before = value(1);
      Value after = value(1);
      List<Stage> stages = List.of(
          new Use(List.of(before), List.of(packed)), new Use(List.of(packed), List.of(after)));

      Placement placement = Placement.of(List.of(before), stages, List.of(after));

      assertThat(List.of(placement.offset(before), placement.offset(after)))
          .doesNotContain(placement.offset(packed));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noTwoValuesThatAreNeededTogetherOverlap(long seed) {
    Random random = new Random(seed);
    List<Value> values = new ArrayList<>(List.of(value(2), value(3)));
    List<Value> inputs = List.copyOf(values);
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Set<Value> read = new LinkedHashSet<>();
      for (int k = random.nextInt(3); k >= 0; k--) {
        read.add(values.get(Math.max(0, values.size() - 1 - random.nextInt(6))));
      }
      Value written = value(1 + random.nextInt(5));
      stages.add(new Use(List.copyOf(read), List.of(written)));
      values.add(random.nextInt(4) == 0 ? written.view(written.length()) : written);
    }
    List<Value> results = List.of(values.get(values.size() - 1), values.get(10));

    Placement placement = Placement.of(inputs, stages, results);

    long most = 0;
    for (int stage = 0; stage < stages.size(); stage++) {
      Set<Value> needed = neededAt(stage, inputs, stages, results);
      boolean[] taken = new boolean[(int) (placement.bytes() / LINE)];
      for (Value value : needed) {
        assertThat(placement.offset(value) % Placement.ALIGNMENT).isZero();
        int first = (int) (placement.offset(value) / LINE);
        for (int line = first; line < first + value.bytes() / LINE; line++) {
          assertThat(taken[line]).as("stage %d, line %d", stage, line).isFalse();
          taken[line] = true;
        }
      }
      most = Math.max(most, needed.stream().mapToLong(Value::bytes).sum());
    }
    assertThat(placement.bytes()).isBetween(most, 2 * most);
  }

  /** What was written before the end of a stage, and is read in it or later, or written in it. */
  private static Set<Value> neededAt(
      int stage, List<Value> inputs, List<Stage> stages, List<Value> results) {
    Set<Value> before = new LinkedHashSet<>(inputs);
    stages.subList(0, stage + 1).forEach(each -> before.addAll(each.writes()));
    Set<Value> later = new LinkedHashSet<>();
    results.forEach(value -> later.add(value.root()));
    for (Stage each : stages.subList(stage, stages.size())) {
      each.reads().forEach(value -> later.add(value.root()));
    }
    later.addAll(stages.get(stage).writes());
    before.retainAll(later);
    return before;
  }
}
