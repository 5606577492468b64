package dev.ashlar.graph;

import static dev.ashlar.Numbers.difference;
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
  private static final double RATE = 0.02;

  static LongStream seeds() {
    String[] range = System.getProperty("ashlar.graphs", "1-200").split("-", 2);
    return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[1]));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPlanComputesWhatSameDiffDoes(long seed) {
    boolean exact = seed % 2 == 0;
    DataType type = exact ? DataType.DOUBLE : DataType.FLOAT;
    RandomGraph planned = new RandomGraph(seed, type);
    RandomGraph reference = new RandomGraph(seed, type);
    List<String> names = planned.results;
    Execution execution = new Execution(planned.graph);
    Session session = new Session(reference.graph);

    assertThat(PlanBuilder.plan(planned.graph, planned.values(), names))
        .as("a plan of %s", planned.words)
        .isPresent();
    for (int step = 0; step < STEPS; step++) {
      Map<String, INDArray> inputs = planned.values();
      Map<String, INDArray> found = execution.run(inputs, names);
      Map<String, INDArray> expected = session.run(inputs, names);
      for (String name : names) {
        double tolerance = exact ? 1e-10 : 1e-5;
        if (!exact && difference(expected.get(name), found.get(name)) > tolerance) {
          tolerance = Math.max(tolerance, 10 * lost(seed, step, name, expected.get(name)));
        }
        assertAlike(expected.get(name), found.get(name), tolerance, planned.words, name);
      }
      descend(planned, found);
      descend(reference, expected);
    }
    execution.close();
  }

  /** Each trains its own weights by its own gradients. */
  private static void descend(RandomGraph random, Map<String, INDArray> results) {
    random.weights.forEach((name, weight) -> {
      INDArray gradient = results.get(random.gradients.get(name));
      if (gradient != null) {
        double largest = Math.max(1, gradient.amaxNumber().doubleValue());
        weight.subi(gradient.mul(RATE / largest));
      }
    });
  }

  /** How far SameDiff's result in float32 is from that in float64: as far may a plan's be. */
  private static double lost(long seed, int step, String name, INDArray single) {
    RandomGraph random = new RandomGraph(seed, DataType.DOUBLE);
    random.values(); // as for the look whether there is a plan
    Session session = new Session(random.graph);
    for (int i = 0; i < step; i++) {
      descend(random, session.run(random.values(), random.results));
    }
    INDArray ideal = session.run(random.values(), List.of(name)).get(name);
    return difference(ideal, single.castTo(DataType.DOUBLE));
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
