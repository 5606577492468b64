package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Plans of random graphs against {@link Session}, SameDiff's own way: values, gradients, and 20
 * steps of training. {@code -Dashlar.graphs=FIRST-LAST} chooses the graphs.
 */
class RandomGraphTest {
  private static final int STEPS = 20;

  static LongStream seeds() {
    String[] range = System.getProperty("ashlar.graphs", "1-200").split("-", 2);
    return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[1]));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPlanComputesWhatSameDiffDoes(long seed) {
    boolean exact = seed % 2 == 0;
    DataType type = exact ? DataType.DOUBLE : DataType.FLOAT;
    RandomGraph random = new RandomGraph(seed, type);
    Execution execution = new Execution(random.graph);
    Session session = new Session(random.graph);

    assertThat(PlanBuilder.plan(random.graph, random.values(), random.results))
        .as("a plan of %s", random.words)
        .isPresent();
    for (int step = 0; step < STEPS; step++) {
      Map<String, INDArray> inputs = random.values();
      Map<String, INDArray> found = execution.run(inputs, random.results);
      Map<String, INDArray> expected = session.run(inputs, random.results);
      for (String name : random.results) {
        assertAlike(expected.get(name), found.get(name), exact ? 1e-10 : 1e-5, random.words, name);
      }
      for (INDArray weight : random.weights.values()) { // both see the change
        weight.muli(0.95);
      }
    }
  }

  private static void assertAlike(
      INDArray expected, INDArray found, double tolerance, List<String> words, String name) {
    assertThat(found.shape()).as(name).isEqualTo(expected.shape());
    double[] e = expected.reshape(expected.length()).toDoubleVector();
    double[] f = found.reshape(found.length()).toDoubleVector();
    double scale = 0.1; // sums that cancel have fewer digits than their terms
    for (double value : e) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < e.length; i++) {
      assertThat(Math.abs(e[i] - f[i]) <= tolerance * scale || Double.compare(e[i], f[i]) == 0)
          .as("%s[%d]: expected %s, found %s in %s", name, i, e[i], f[i], words)
          .isTrue();
    }
  }
}
