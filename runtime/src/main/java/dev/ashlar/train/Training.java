package dev.ashlar.train;

import java.util.Objects;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * How to train: the rule by which gradients become changes, how often the data is seen, the loss,
 * the seed of random masks, and who is told. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * network.fit(data, Training.adam(1e-3).epochs(20));
 * }</pre>
 */
public final class Training {
  private static final int EPOCHS = 1;
  private static final Loss LOSS = Loss.softmaxCrossEntropy();
  private static final long SEED = 0;

  private final IUpdater updater;
  private final int epochs;
  private final Loss loss;
  private final long seed;
  private final Progress progress;

  private Training(IUpdater updater, int epochs, Loss loss, long seed, Progress progress) {
    this.updater = updater;
    this.epochs = epochs;
    this.loss = loss;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * Training by one of ND4J's rules, or one of one's own: one epoch,
   * {@linkplain Loss#softmaxCrossEntropy softmax cross-entropy}, seed 0,
   * {@linkplain Progress#standard() progress} on the standard error stream.
   *
   * @param updater the rule, with its learning rate or schedule; iterations and epochs are counted
   *     from 0 in each {@code fit}
   */
  public static Training with(IUpdater updater) {
    return new Training(
        Objects.requireNonNull(updater, "updater").clone(),
        EPOCHS,
        LOSS,
        SEED,
        Progress.standard());
  }

  /**
   * Training by Adam, with ND4J's defaults for what is not said ({@code beta1} 0.9, {@code beta2}
   * 0.999, {@code epsilon} 1e-8). Kingma and Ba, "Adam", arXiv:1412.6980.
   *
   * @see #with(IUpdater)
   */
  public static Training adam(double learningRate) {
    return with(new Adam(positive(learningRate)));
  }

  /**
   * Training by plain gradient descent, {@code w ← w - learningRate · gradient}.
   *
   * @see #with(IUpdater)
   */
  public static Training sgd(double learningRate) {
    return with(new Sgd(positive(learningRate)));
  }

  private static double positive(double learningRate) {
    if (!(learningRate > 0) || !Double.isFinite(learningRate)) {
      throw new IllegalArgumentException(
          "learningRate must be finite and more than 0, found " + learningRate);
    }
    return learningRate;
  }

  /**
   * With the data seen that many times.
   *
   * @param epochs at least 1
   */
  public Training epochs(int epochs) {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be at least 1, found " + epochs);
    }
    return new Training(updater, epochs, loss, seed, progress);
  }

  /** With another loss. */
  public Training loss(Loss loss) {
    return new Training(updater, epochs, Objects.requireNonNull(loss, "loss"), seed, progress);
  }

  /**
   * With another seed of random masks: what dropout leaves out depends on it and on nothing else.
   */
  public Training seed(long seed) {
    return new Training(updater, epochs, loss, seed, progress);
  }

  /** With or without the {@linkplain Progress#standard() usual} report of progress. */
  public Training progress(boolean shown) {
    return progress(shown ? Progress.standard() : Progress.silent());
  }

  /** With another report of progress. */
  public Training progress(Progress progress) {
    return new Training(updater, epochs, loss, seed, Objects.requireNonNull(progress, "progress"));
  }

  /** The rule, a copy. */
  public IUpdater updater() {
    return updater.clone();
  }

  /** How often the data is seen. */
  public int epochs() {
    return epochs;
  }

  /** What is made small. */
  public Loss loss() {
    return loss;
  }

  /** The seed of random masks. */
  public long seed() {
    return seed;
  }

  /** Who is told. */
  public Progress progress() {
    return progress;
  }

  @Override
  public String toString() {
    return "Training(" + updater + ", epochs=" + epochs + ", loss=" + loss + ", seed=" + seed + ")";
  }
}
