package dev.ashlar;

import static dev.ashlar.Numbers.random;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.MaxPool2DLayer.maxPool2D;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Sequential;
import dev.ashlar.train.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.AllocationsTracker;
import org.nd4j.linalg.api.memory.enums.AllocationKind;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What networks hold of native memory, as ND4J counts its arrays and JavaCPP the plans' blocks. */
class NetworkMemoryTest {
  private static final int EXAMPLES = 16;
  private static final int NETWORKS = 12;
  private static final int ENOUGH = 50; // rounds of collecting garbage

  private final INDArray x = random(1, EXAMPLES, 2, 20, 20).castTo(DataType.FLOAT);
  private final DataSet batch = new DataSet(x, random(2, EXAMPLES, 5).castTo(DataType.FLOAT));

  private static Network network() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(conv2D(8, 3).inChannels(2).activation(Activation.RELU));
    model.add(maxPool2D());
    model.add(dense(30).activation(Activation.RELU));
    model.add(dense(5));
    return Network.of(model).initialize(3);
  }

  private void use(Network network, int steps) {
    DataSet[] batches = new DataSet[steps];
    Arrays.fill(batches, batch);
    network.fit(DataSets.of(batches), Training.momentum(0.001, 0.9).progress(false));
    for (int i = 0; i < steps; i++) {
      network.output(x);
    }
  }

  private static long arrays() {
    return AllocationsTracker.getInstance().bytesOnDevice(AllocationKind.GENERAL, 0);
  }

  private static long blocks() {
    return Pointer.totalBytes();
  }

  /** Collects garbage until at most so many bytes are left; tells how many are. */
  private static long collected(long goal) throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ENOUGH && least > goal; i++) {
      System.gc();
      Thread.sleep(20); // who frees is another thread
      least = Math.min(least, arrays() + blocks());
    }
    return least;
  }

  @Test
  void stepsAndPredictionsLeaveNothingBehind() throws Exception {
    try (Network network = network()) {
      use(network, 10);
      long before = collected(0);

      use(network, 150);

      assertThat(collected(before)).isLessThanOrEqualTo(before);
    }
  }

  @Test
  void aNetworkThatNobodyHoldsGivesItsMemoryBack() throws Exception {
    use(network(), 1); // what the libraries make once
    long before = collected(0);
    List<Network> held = new ArrayList<>();
    for (int i = 0; i < NETWORKS; i++) {
      held.add(network());
      use(held.get(i), 1);
    }
    long ofOne = (collected(0) - before) / NETWORKS;
    assertThat(ofOne).isGreaterThan(100_000);

    held.clear();

    assertThat(collected(before) - before).isLessThan(ofOne / 2);
  }

  /** Each shape is a little smaller than the one before, so only what is kept too long adds up. */
  @Test
  void plansOfShapesThatCameLongAgoAreGivenBack() throws Exception {
    try (Network network = network()) {
      long before = collected(0);
      for (int examples = 80; examples > 60; examples--) {
        network.output(random(1, examples, 2, 20, 20).castTo(DataType.FLOAT));
      }
      long ofTwenty = blocks();
      assertThat(ofTwenty - before).isGreaterThan(100_000);

      for (int examples = 60; examples > 0; examples--) {
        network.output(random(1, examples, 2, 20, 20).castTo(DataType.FLOAT));
      }

      assertThat(blocks()).isLessThanOrEqualTo(ofTwenty);
    }
  }

  @Test
  void closeGivesTheBlocksOfAllPlansBackAtOnce() throws Exception {
    use(network(), 1);
    collected(0);
    long before = blocks();
    Network network = network();
    use(network, 2);
    long used = blocks() - before;
    assertThat(used).isGreaterThan(100_000);

    network.close();

    assertThat(blocks() - before).isLessThan(used / 10);
  }
}
