package dev.ashlar.graph;

import static dev.ashlar.Numbers.difference;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Plans of random graphs over images against {@link Session}, SameDiff's own way: values and
 * gradients. {@code -Dashlar.graphs=FIRST-LAST} chooses the graphs.
 */
class RandomImageGraphTest {
  private static final int STEPS = 3;

  static LongStream seeds() {
    String[] range = System.getProperty("ashlar.graphs", "1-100").split("-", 2);
    return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[1]));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPlanComputesWhatSameDiffDoes(long seed) {
    boolean exact = seed % 10 == 0;
    DataType type = exact ? DataType.DOUBLE : DataType.FLOAT;
    RandomImageGraph random = new RandomImageGraph(seed, type, seed % 3 > 0);
    Execution execution = new Execution(random.graph);
    Session session = new Session(random.graph);

    for (int step = 0; step < STEPS; step++) {
      Map<String, INDArray> inputs = random.values();
      Map<String, INDArray> found = execution.run(inputs, random.results);
      Map<String, INDArray> expected = session.run(inputs, random.results);
      for (String name : random.results) {
        double tolerance = exact ? 1e-10 : 1e-5;
        if (!exact && difference(expected.get(name), found.get(name)) > tolerance) {
          INDArray ideal = inFloat64(seed, step, name).castTo(type);
          tolerance = Math.max(tolerance, 10 * difference(ideal, expected.get(name)));
        }
        assertAlike(expected.get(name), found.get(name), tolerance, random.words, name);
      }
      for (INDArray weight : random.weights.values()) { // both see the change
        weight.muli(0.95);
      }
    }
    execution.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void soDoesAPlanOnAMachineForWhichOneDnnHasNoNatives(long seed) {
    RandomImageGraph random = new RandomImageGraph(seed, DataType.FLOAT, seed % 3 > 0);
    Map<String, INDArray> inputs = random.values();
    Map<String, INDArray> expected = new Session(random.graph).run(inputs, random.results);

    Plan plan =
        PlanBuilder.plan(random.graph, Map.of(), inputs, random.results, false).orElseThrow();
    Map<String, INDArray> found = plan.run(inputs);

    for (String name : random.results) {
      assertAlike(expected.get(name), found.get(name), 1e-5, random.words, name);
    }
    plan.close();
  }

  /** What it is to the last digit: where SameDiff loses some in float32, so may a plan. */
  private static INDArray inFloat64(long seed, int step, String name) {
    RandomImageGraph random = new RandomImageGraph(seed, DataType.DOUBLE, seed % 3 > 0);
    Map<String, INDArray> inputs = random.values();
    for (int i = 0; i < step; i++) {
      random.weights.values().forEach(weight -> weight.muli(0.95));
      inputs = random.values();
    }
    return new Session(random.graph).run(inputs, List.of(name)).get(name);
  }

  private static void assertAlike(
      INDArray expected, INDArray found, double tolerance, List<String> words, String name) {
    assertThat(found.shape()).as(name).isEqualTo(expected.shape());
    assertThat(difference(expected, found))
        .as("%s of %s", name, words)
        .isLessThanOrEqualTo(tolerance);
  }
}
