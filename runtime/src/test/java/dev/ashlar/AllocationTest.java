package dev.ashlar;

import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.MaxPool2DLayer.maxPool2D;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Sequential;
import dev.ashlar.train.Training;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What a prediction and a step of training allocate on Java's heap, as the JVM counts it: small
 * objects, such as pointers, the same for any batch, but nothing of an array's size.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int BATCH = 64;
  private static final int REPEATED = 20;
  private static final int OF_A_PREDICTION = 2_048; // 888 and 1,512 were found
  private static final int OF_A_STEP = 8_192; // 2,541 to 5,776

  /** The models. */
  enum Kind {
    MLP {
      @Override
      void addTo(Sequential<Layer> layers) {
        layers.add(dense(128).activation(Activation.RELU));
        layers.add(dense(64).activation(Activation.RELU));
        layers.add(dense(10));
      }
    },
    LENET {
      @Override
      void addTo(Sequential<Layer> layers) {
        layers.add(conv2D(20, 5).activation(Activation.RELU));
        layers.add(maxPool2D());
        layers.add(conv2D(50, 5).activation(Activation.RELU));
        layers.add(maxPool2D());
        layers.add(dense(500).activation(Activation.RELU));
        layers.add(dense(10));
      }
    };

    abstract void addTo(Sequential<Layer> layers);
  }

  private static Network network(Kind kind) {
    Sequential<Layer> layers = new Sequential<>(Scope.newRoot());
    kind.addTo(layers);
    return Network.of(layers).initialize(1);
  }

  private static INDArray images(int batch) {
    return Numbers.random(1, batch, 1, 28, 28).castTo(DataType.FLOAT);
  }

  /** Bytes that each of the later ones of so many repetitions allocates on this thread. */
  private static double bytes(Runnable one) {
    for (int i = 0; i < REPEATED; i++) {
      one.run();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < REPEATED; i++) {
      one.run();
    }
    return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / REPEATED;
  }

  private static double bytesOfAStep(Network network, IUpdater updater, DataSet batch) {
    var trainer = network.trainer(Training.with(updater).progress(false));
    trainer.fit(repeated(batch, REPEATED));
    long before = THREADS.getCurrentThreadAllocatedBytes();
    trainer.fit(repeated(batch, REPEATED));
    long of = THREADS.getCurrentThreadAllocatedBytes() - before;
    before = THREADS.getCurrentThreadAllocatedBytes();
    trainer.fit(repeated(batch, 2 * REPEATED));
    long ofTwice = THREADS.getCurrentThreadAllocatedBytes() - before;
    return (double) (ofTwice - of) / REPEATED;
  }

  private static DataSets repeated(DataSet batch, int times) {
    DataSet[] batches = new DataSet[times];
    Arrays.fill(batches, batch);
    return DataSets.of(batches);
  }

  @ParameterizedTest
  @EnumSource
  void aPredictionIntoTheCallersArrayAllocatesNoArray(Kind kind) {
    try (Network network = network(kind)) {
      for (int batch : new int[] {1, BATCH}) {
        INDArray x = images(batch);
        INDArray y = Nd4j.create(DataType.FLOAT, batch, 10);

        assertThat(bytes(() -> network.outputTo(y, x)))
            .as("batch %d", batch)
            .isLessThan(OF_A_PREDICTION);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStepAllocatesNoArray(Kind kind) {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, BATCH, 10);
    labels.getColumn(3).assign(1);
    DataSet batch = new DataSet(images(BATCH), labels);
    for (IUpdater updater : new IUpdater[] {new Sgd(0.01), new Adam(1e-3)}) {
      try (Network network = network(kind)) {
        assertThat(bytesOfAStep(network, updater, batch)).as("%s", updater).isLessThan(OF_A_STEP);
      }
    }
  }
}
