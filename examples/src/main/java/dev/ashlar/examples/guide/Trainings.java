package dev.ashlar.examples.guide;

import dev.ashlar.Network;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.train.Batches;
import dev.ashlar.train.Curves;
import dev.ashlar.train.History;
import dev.ashlar.train.Loss;
import dev.ashlar.train.Metric;
import dev.ashlar.train.Training;
import dev.ashlar.train.Validation;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** How a model is trained. */
final class Trainings {
  private Trainings() {}

  static History simple(DataSet digits) {
    // @start region="simple"
    Network network = Network.of(new NamedMlp("digits_")).initialize(42);
    Batches batches = Batches.of(digits.getFeatures(), digits.getLabels(), 64).shuffled(42);
    History history = network.fit(batches, Training.adam(1e-3).epochs(20));
    double loss = history.lastLoss();
    // @end
    assert loss > 0;
    return history;
  }

  static History validated(NamedMlp model, DataSet digits, DataSet test, Path file) {
    Batches batches = Batches.of(digits.getFeatures(), digits.getLabels(), 64).shuffled(42);
    Batches held = Batches.of(test.getFeatures(), test.getLabels(), 64);
    Network network = Network.of(model).initialize(42);
    // @start region="validated"
    History history = network.fit(batches, Training.adam(1e-3)
        .epochs(50)
        .validation(Validation.of(held)
            .metrics(Metric.accuracy())
            .monitor("accuracy")
            .patience(5)
            .restoreBest()
            .whenBest(() -> Checkpoint.save(model, file))));
    // @end
    return history;
  }

  static void curves(History history, Path folder) {
    // @start region="curves"
    Curves.of(history).save(folder.resolve("training.html"));
    // @end
  }

  static Training settings() {
    // @start region="settings"
    Training training = Training.with(new Nesterovs(new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 10), 0.9))
        .loss(Loss.softmaxCrossEntropy())
        .epochs(30)
        .weightDecay(1e-4)
        .clipByGlobalNorm(1.0)
        .multiplyRate("hidden", 0.1)
        .seed(7);
    // @end
    return training;
  }

  static INDArray predicted(Network network, INDArray images) {
    // @start region="predict"
    INDArray scores = network.output(images); // what the last layer gives
    INDArray probabilities = network.probabilities(images); // their softmax
    int[] digits = scores.argMax(1).toIntVector();
    // @end
    assert digits.length == images.size(0);
    return probabilities;
  }
}
