package dev.ashlar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.train.Batch;
import dev.ashlar.train.StepReport;
import dev.ashlar.train.Trainer;
import dev.ashlar.train.Training;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What a prediction and a step of training allocate on Java's heap: nothing, but for what a step
 * hands out, and the generator of its random masks.
 */
class AllocationTest {
  private static final int BATCH = 64;
  private static final int REPEATED = 20;

  @SuppressWarnings("unused") // what is kept here is allocated
  private static Object kept;

  private static double ofAStep(Network network, IUpdater updater, DataSet batch) {
    Trainer trainer = network.trainer(Training.with(updater).progress(false));
    DataSets once = repeated(batch, REPEATED);
    DataSets twice = repeated(batch, 2 * REPEATED);
    long ofOnce = Allocations.least(() -> trainer.fit(once));
    long ofTwice = Allocations.least(() -> trainer.fit(twice));
    return (double) (ofTwice - ofOnce) / REPEATED;
  }

  private static DataSets repeated(DataSet batch, int times) {
    DataSet[] batches = new DataSet[times];
    Arrays.fill(batches, batch);
    return DataSets.of(batches);
  }

  private static double handedOut(DataSet batch, boolean random) {
    return Allocations.each(REPEATED, () -> {
      kept = Batch.of(batch);
      kept = new StepReport(1, 1, 1, 1, BATCH, 1, 1);
      if (random) {
        kept = new SplittableRandom(1); // for the seed, and for the step
        kept = new SplittableRandom(2);
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void aPredictionIntoTheCallersArrayAllocatesNothing(SmallModel kind) {
    try (Network network = Network.of(kind.model())) {
      for (int batch : new int[] {1, BATCH}) {
        INDArray[] inputs = {SmallModel.images(batch)}; // or each call makes this array
        INDArray y = SmallModel.scores(batch);

        assertThat(Allocations.each(REPEATED, () -> network.outputTo(y, inputs)))
            .as("batch %d", batch)
            .isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStepAllocatesWhatItHandsOut(SmallModel kind) {
    DataSet batch = SmallModel.examples(BATCH);
    for (IUpdater updater :
        new IUpdater[] {new Sgd(0.01), new Nesterovs(0.01, 0.9), new Adam(1e-3)}) {
      try (Network network = Network.of(kind.model())) {
        assertThat(ofAStep(network, updater, batch))
            .as("%s", updater)
            .isLessThanOrEqualTo(handedOut(batch, kind == SmallModel.DROPOUT));
      }
    }
  }
}
