package dev.ashlar.examples;

import static dev.ashlar.layer.Activation.RELU;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.checkpoint.LoadReport;
import dev.ashlar.layer.Dense;
import dev.ashlar.layer.Dropout;
import dev.ashlar.train.Batches;
import dev.ashlar.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a small network on handwritten digits, saves it, loads the file into a second network, and lets both predict.
 *
 * <p>Arguments: the file to save to; without one, a temporary file is used.
 */
public final class Digits {
  private static final long SEED = 7;
  private static final int BATCH = 64;
  private static final int EPOCHS = 40;
  private static final double LEARNING_RATE = 2e-3;

  /** The network: dense layers, run in their order; dropout keeps them from learning the digits by heart. */
  @Block(input = 64)
  public abstract static class Mlp {
    @Child @Dense(units = 128, activation = RELU) Layer hidden;
    @Child @Dropout(rate = 0.3) Layer dropout;
    @Child @Dense(units = 64, activation = RELU) Layer middle;
    @Child(prefix = "out_") @Dense(units = 10) Layer output;
  }

  private Digits() {}

  /** Runs the example. */
  public static void main(String[] arguments) throws IOException {
    boolean keep = arguments.length > 0;
    Path file = keep ? Path.of(arguments[0]) : Files.createTempFile("digits", ".safetensors");
    try {
      run(file);
    } finally {
      if (!keep) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Trains, saves, loads and predicts.
   *
   * @return the accuracy on the digits that were not trained with
   */
  static double run(Path file) {
    DigitsData digits = DigitsData.load(SEED);

    NamedDigits_Mlp mlp = new NamedDigits_Mlp("digits_");
    Network network = Network.of(mlp).initialize(SEED);
    System.out.println(network.summary());

    Batches training =
        Batches.of(digits.training().getFeatures(), digits.training().getLabels(), BATCH).shuffled(SEED);
    network.fit(training, Training.adam(LEARNING_RATE).epochs(EPOCHS));

    Batches test = Batches.of(digits.test().getFeatures(), digits.test().getLabels(), BATCH);
    Evaluation evaluation = network.evaluate(test);
    System.out.println(evaluation.confusionToString());

    Checkpoint.save(mlp, file);
    NamedDigits_Mlp second = new NamedDigits_Mlp();
    LoadReport report = Checkpoint.load(second, file);
    System.out.println(report);

    INDArray images = digits.test().getFeatures();
    boolean same = network.output(images).equals(Network.of(second).output(images));
    System.out.println(mlp.name() + " and " + second.name() + " predict the same: " + same);
    if (!same) {
      throw new IllegalStateException("the loaded network predicts something else");
    }
    System.out.printf(Locale.ROOT, "test accuracy: %.4f%n", evaluation.accuracy());
    return evaluation.accuracy();
  }
}
