package dev.ashlar.examples;

import static dev.ashlar.layer.DenseLayer.dense;

import dev.ashlar.Network;
import dev.ashlar.init.Initializer;
import dev.ashlar.train.Batches;
import dev.ashlar.train.Curves;
import dev.ashlar.train.Listener;
import dev.ashlar.train.StepReport;
import dev.ashlar.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * LeNet learns the digits 0 to 4, then gets a new head for 5 to 9 and learns those; beside it another learns 5 to 9 from
 * nothing, with the same rule and rate but for the new head. How many steps does each need? On the digits that come with the
 * examples, to read 80, 85, 90 and 95 % of 500 unseen ones: 15, 20, 40 and 110 with a new head; 55, 65, 110 and 210 from nothing.
 *
 * <p>Arguments: the file for the curves, a page for the browser; without one, none is written.
 */
public final class FineTuning {
  private static final long SEED = 5;
  private static final int BATCH = 32;
  private static final int CLASSES = 5;
  private static final double FIRST_RATE = 1e-3;
  private static final double LEARNING_RATE = 0.02;
  private static final double NEW_HEAD = 10; // times the learning rate: the other layers have learnt already
  private static final int EVERY = 5;

  /**
   * The accuracy on digits that were not trained with, after every few steps.
   *
   * @param steps the numbers of steps
   * @param accuracies the accuracies
   */
  record Learning(List<Integer> steps, List<Double> accuracies) {
    /** After how many steps an accuracy was reached. */
    OptionalInt stepsTo(double accuracy) {
      for (int i = 0; i < steps.size(); i++) {
        if (accuracies.get(i) >= accuracy) {
          return OptionalInt.of(steps.get(i));
        }
      }
      return OptionalInt.empty();
    }
  }

  /**
   * What the two have learnt.
   *
   * @param tuned with the new head
   * @param scratch from nothing
   */
  record Comparison(Learning tuned, Learning scratch) {}

  private FineTuning() {}

  /** Runs the example. */
  public static void main(String[] arguments) {
    Comparison comparison = run(MnistData.shipped(), 500, 5, 2);
    for (double accuracy : new double[] {0.8, 0.85, 0.9, 0.95}) {
      System.out.printf(
          Locale.ROOT,
          "steps to %.2f: %s with a new head, %s from nothing%n",
          accuracy,
          printed(comparison.tuned().stepsTo(accuracy)),
          printed(comparison.scratch().stepsTo(accuracy)));
    }
    if (arguments.length > 0) {
      Curves curves = Curves.titled("The digits 5 to 9, after 0 to 4 or from nothing", "step");
      curves = line(curves, "with a new head", comparison.tuned());
      line(curves, "from nothing", comparison.scratch()).save(Path.of(arguments[0]));
    }
  }

  private static String printed(OptionalInt steps) {
    return steps.isPresent() ? Integer.toString(steps.getAsInt()) : "never";
  }

  private static Curves line(Curves curves, String name, Learning learning) {
    return curves.line(
        "accuracy on unseen digits",
        name,
        learning.steps().stream().mapToDouble(Integer::doubleValue).toArray(),
        learning.accuracies().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * Lets both learn.
   *
   * @param digits all digits
   * @param unseen how many of 5 to 9 are not trained with
   * @param before how often 0 to 4 are seen first
   * @param epochs how often 5 to 9 are seen
   */
  static Comparison run(MnistData digits, int unseen, int before, int epochs) {
    MnistData low = digits.only(digit -> digit < CLASSES, 0);
    MnistData[] high = digits.only(digit -> digit >= CLASSES, CLASSES).split(unseen, SEED);

    NamedMnist_LeNet lenet = new NamedMnist_LeNet("lenet_", CLASSES);
    Network network = Network.of(lenet).initialize(SEED, Initializer.xavier());
    network.fit(batches(low), Training.adam(FIRST_RATE).seed(SEED).epochs(before));
    lenet.replaceOutput(dense(CLASSES));

    Network fresh = Network.of(new NamedMnist_LeNet("fresh_", CLASSES)).initialize(SEED, Initializer.xavier());
    Training training = Training.sgd(LEARNING_RATE).seed(SEED).epochs(epochs);
    return new Comparison(
        learn(network, training.multiplyRate("output", NEW_HEAD), high), learn(fresh, training, high));
  }

  private static Batches batches(MnistData digits) {
    return Batches.of(digits.images(), digits.labels(), BATCH).shuffled(SEED);
  }

  private static Learning learn(Network network, Training training, MnistData[] digits) {
    Learning learning = new Learning(new ArrayList<>(), new ArrayList<>());
    Batches unseen = Batches.of(digits[1].images(), digits[1].labels(), 256);
    network.fit(batches(digits[0]), training.listener(new Listener() {
      @Override
      public void step(StepReport step) {
        if (step.iteration() % EVERY == 0) {
          learning.steps().add(step.iteration());
          learning.accuracies().add(network.evaluate(unseen).accuracy());
        }
      }
    }));
    return learning;
  }
}
