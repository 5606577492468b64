package dev.ashlar.examples;

import static dev.ashlar.layer.Activation.RELU;
import static dev.ashlar.layer.DenseLayer.dense;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.init.Initializer;
import dev.ashlar.layer.Conv2D;
import dev.ashlar.layer.Dense;
import dev.ashlar.layer.Dropout;
import dev.ashlar.layer.MaxPool2D;
import dev.ashlar.train.Batches;
import dev.ashlar.train.Metric;
import dev.ashlar.train.Training;
import dev.ashlar.train.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains LeNet on handwritten digits in MNIST's format, and prints how many of other digits it reads. */
@Command(
    name = "Mnist",
    description = "Trains LeNet on handwritten digits in MNIST's format (IDX files, gzip or not). Without files: on the 8,000"
        + " digits that come with the examples.",
    mixinStandardHelpOptions = true)
public final class Mnist implements Callable<Integer> {
  private static final long SEED = 3;
  private static final int BATCH = 64;
  private static final double LEARNING_RATE = 2e-3;
  private static final double LINEAR = 1;
  private static final int IMAGES_SEEN = 49_000; // in all epochs together, where these are not told
  private static final int HELD_OUT_PART = 8;

  /** LeNet, a little wider and with today's activations, for any number of classes. */
  @Block(input = {1, 28, 28})
  public abstract static class LeNet {
    @Child @Conv2D(channels = 16, kernel = 5, activation = RELU) Layer conv1;
    @Child @MaxPool2D(pool = 2) Layer pool1;
    @Child @Conv2D(channels = 32, kernel = 5, activation = RELU) Layer conv2;
    @Child @MaxPool2D(pool = 2) Layer pool2;
    @Child @Dense(units = 128, activation = RELU) Layer hidden;
    @Child @Dropout(rate = 0.3) Layer dropout;
    @Child Layer output;

    LeNet(int classes) {
      output = dense(classes);
    }
  }

  @Option(names = "--train-images", paramLabel = "FILE", description = "the images to train with")
  private Path trainImages;

  @Option(names = "--train-labels", paramLabel = "FILE", description = "their digits")
  private Path trainLabels;

  @Option(names = "--test-images", paramLabel = "FILE", description = "the images to test with; else an eighth of the others is held out")
  private Path testImages;

  @Option(names = "--test-labels", paramLabel = "FILE", description = "their digits")
  private Path testLabels;

  @Option(names = "--epochs", paramLabel = "N", description = "how often each image is seen; else until " + IMAGES_SEEN + " have been")
  private int epochs;

  private Mnist() {}

  /** Runs the example. */
  public static void main(String[] arguments) {
    int code = new CommandLine(new Mnist())
        .setExecutionExceptionHandler((failure, line, parsed) -> {
          if (!(failure instanceof IOException)) {
            throw failure;
          }
          line.getErr().println(failure.getMessage());
          return line.getCommandSpec().exitCodeOnExecutionException();
        })
        .execute(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() throws IOException {
    requirePair("--train-images", trainImages, "--train-labels", trainLabels);
    requirePair("--test-images", testImages, "--test-labels", testLabels);
    MnistData training = trainImages == null ? MnistData.shipped() : MnistData.read(trainImages, trainLabels);
    MnistData test;
    if (testImages == null) {
      MnistData[] parts = training.split(Math.max(1, training.size() / HELD_OUT_PART), SEED);
      training = parts[0];
      test = parts[1];
    } else {
      test = MnistData.read(testImages, testLabels);
    }
    int times = epochs > 0 ? epochs : Math.max(1, Math.round((float) IMAGES_SEEN / training.size()));
    System.out.printf(Locale.ROOT, "test accuracy: %.4f%n", run(training, test, times));
    return 0;
  }

  private static void requirePair(String images, Path imageFile, String labels, Path labelFile) throws IOException {
    if ((imageFile == null) != (labelFile == null)) {
      throw new IOException(images + " and " + labels + " belong together: expected both or none, found only "
          + (imageFile == null ? labels : images));
    }
  }

  /**
   * Trains and tests; the learning rate falls to 0 in a line.
   *
   * @return the accuracy on the digits that were not trained with
   */
  static double run(MnistData training, MnistData test, int epochs) {
    Network network = Network.of(new NamedMnist_LeNet("lenet_", 10)).initialize(SEED, Initializer.xavier());
    System.out.println(network.summary());
    Batches batches = Batches.of(training.images(), training.labels(), BATCH).shuffled(SEED);
    Batches unseen = Batches.of(test.images(), test.labels(), 4 * BATCH);
    PolySchedule falling =
        new PolySchedule(ScheduleType.ITERATION, LEARNING_RATE, LINEAR, epochs * batches.size());
    network.fit(
        batches,
        Training.with(new Adam(falling))
            .epochs(epochs)
            .seed(SEED)
            .validation(Validation.of(unseen).metrics(Metric.accuracy())));
    Evaluation evaluation = network.evaluate(unseen);
    System.out.println(evaluation.confusionToString());
    return evaluation.accuracy();
  }
}
