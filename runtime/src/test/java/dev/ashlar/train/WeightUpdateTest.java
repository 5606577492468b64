package dev.ashlar.train;

import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.Numbers.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.graph.ArrayWeight;
import dev.ashlar.shape.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/** The rules that are written out here against ND4J's own. */
class WeightUpdateTest {
  private static final int STEPS = 10;
  private static final long[] SIZES = {43, 31}; // more than a piece of them at a time

  static Stream<IUpdater> updaters() {
    return Stream.of(new Sgd(0.1), new Nesterovs(0.05, 0.8), new Adam(0.02, 0.8, 0.95, 1e-6));
  }

  private static WeightUpdate own(ArrayWeight weight, IUpdater updater) {
    Shape shape = Shape.of(SIZES);
    if (updater instanceof Nesterovs nesterovs) {
      return new NesterovsUpdate(weight, shape, nesterovs);
    }
    return updater instanceof Adam adam
        ? new AdamUpdate(weight, shape, adam)
        : new SgdUpdate(weight, new UpdaterUpdate(weight, shape, updater));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void stepsAndStateAreNd4js(IUpdater updater) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      for (double[] l2AndDecay : new double[][] {{0, 0}, {0.01, 0}, {0, 0.003}, {0.01, 0.003}}) {
        INDArray start = random(1, SIZES).castTo(type);
        ArrayWeight one = new ArrayWeight("one", start.dup());
        ArrayWeight other = new ArrayWeight("other", start.dup());
        WeightUpdate own = own(one, updater);
        WeightUpdate expected = new UpdaterUpdate(other, Shape.of(SIZES), updater);
        double tolerance = type == DataType.FLOAT ? 1e-6 : 1e-12;

        for (int i = 0; i < STEPS; i++) {
          if (i % 3 == 2) { // the weight goes on in other memory
            INDArray former = one.value();
            one.replaceValue(former.dup());
            former.close();
          }
          INDArray gradient = random(2 + i, SIZES).castTo(type);
          double rate = 0.05 / (1 + i);
          WeightUpdate.Step step = new WeightUpdate.Step();
          step.number = i;
          step.epoch = i / 10;
          step.rate = rate;
          step.factor = 1;
          step.l2 = l2AndDecay[0];
          step.decay = l2AndDecay[1] * rate;
          own.apply(gradient.dup(), step);
          expected.apply(gradient.dup(), step);
        }

        assertClose(one.value(), other.value(), tolerance);
        assertThat(own.state().keySet()).isEqualTo(expected.state().keySet());
        own.state()
            .forEach((name, part) -> assertClose(part, expected.state().get(name), tolerance));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void memoryThatWasGivenBackIsNotWritten(IUpdater updater) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      ArrayWeight weight = new ArrayWeight("weight", random(1, SIZES).castTo(type));
      WeightUpdate own = own(weight, updater);
      INDArray gradient = random(2, SIZES).castTo(type);
      WeightUpdate.Step step = new WeightUpdate.Step();
      step.rate = 0.1;
      own.apply(gradient.dup(), step);

      weight.value().close();

      assertThatThrownBy(() -> own.apply(gradient.dup(), step))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
