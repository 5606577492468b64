package dev.ashlar;

import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Sequential;
import dev.ashlar.train.Loss;
import dev.ashlar.train.Trainer;
import dev.ashlar.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

class NetworkThreadsTest {
  private static final int THREADS = 4;
  private static final int CALLS = 50;

  private static Network network() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(dense(32).activation(Activation.RELU));
    model.add(dense(16).activation(Activation.TANH));
    model.add(dense(5));
    return Network.of(model).initialize(7);
  }

  private static INDArray batch(int size, int seed) {
    return Numbers.random(seed, size, 20).castTo(DataType.FLOAT);
  }

  @Test
  void severalThreadsGetTheNumbersThatOneGets() throws Exception {
    Network network = network();
    List<INDArray> inputs = new ArrayList<>();
    List<float[]> expected = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      inputs.add(batch(1 + i % 3, i));
      expected.add(network.output(inputs.get(i)).ravel().toFloatVector());
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<float[]>>> found = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        found.add(threads.submit(() -> {
          List<float[]> outputs = new ArrayList<>();
          inputs.forEach(x -> outputs.add(network.output(x).ravel().toFloatVector()));
          return outputs;
        }));
      }
      for (Future<List<float[]>> outputs : found) {
        for (int i = 0; i < CALLS; i++) {
          assertThat(outputs.get().get(i)).isEqualTo(expected.get(i));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aClosedNetworkKeepsItsParametersAndIsNotUsedAgain() {
    Network network = network();
    INDArray x = batch(3, 1);
    INDArray before = network.output(x);
    Trainer trainer = network.trainer(Training.adam(1e-3).progress(false));
    DataSet data = new DataSet(x, before);

    network.close();
    network.close();

    List<ThrowingCallable> uses = List.of(
        () -> network.output(x),
        () -> network.outputTo(before.dup(), x),
        () -> network.probabilities(x),
        () -> network.fit(DataSets.of(data), Training.adam(1e-3).progress(false)),
        () -> trainer.fit(DataSets.of(data)),
        () -> network.evaluate(DataSets.of(data), Loss.meanSquaredError()),
        () -> network.loss(data, Loss.meanSquaredError()),
        () -> network.gradients(data, Loss.meanSquaredError()),
        () -> network.initialize(1),
        () -> network.freeze(".*"),
        () -> network.unfreeze(".*"),
        network::summary);
    assertThat(uses)
        .allSatisfy(
            use -> assertThatThrownBy(use)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                    "the network of " + network.model().node()
                        + " was closed: make another by Network.of(model); the parameters have kept their values"));
    assertThat(before.wasClosed()).isFalse();
    assertThat(Network.of(network.model()).output(x)).isEqualTo(before);
  }

  @Test
  void viewsAndOtherOrdersAreTakenAsTheyAre() {
    Network network = network();
    INDArray rows = batch(6, 2);
    INDArray expected = network.output(rows.get(NDArrayIndex.interval(2, 4)).dup('c'));

    assertThat(network.output(rows.get(NDArrayIndex.interval(2, 4)))).isEqualTo(expected);
    assertThat(network.output(rows.getRows(2, 3).dup('f'))).isEqualTo(expected);
    assertThat(network.output(rows.getRows(2, 3).castTo(DataType.DOUBLE))).isEqualTo(expected);
  }
}
