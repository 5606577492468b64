package dev.ashlar.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * How to train: the rule by which gradients become changes, how often the data is seen, the loss,
 * what is measured, who is told, what is kept. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * network.fit(data, Training.adam(1e-3).epochs(20).validation(Validation.of(test).metrics(Metric.accuracy())));
 * }</pre>
 *
 * <p>A step computes the gradient {@code g} of the loss by each weight {@code w}, limits it as
 * {@code clipBy…} says, and then, with the learning rate {@code r} of the step: {@code u = rule(g +
 * l2 · w)}, {@code w ← w - u - r · weightDecay · w}. Where a rule has no learning rate (AdaDelta),
 * {@code r} is 1. {@link #multiplyRate} and {@link #multiplyDecay} change {@code r}, or {@code l2}
 * and {@code weightDecay}, for some weights.
 */
public final class Training {
  private IUpdater updater; // fields are set while an instance is made, and never after
  private int epochs = 1;
  private Loss loss = Loss.softmaxCrossEntropy();
  private long seed;
  private double weightDecay;
  private double l2;
  private Optional<Clipping> clipping = Optional.empty();
  private List<Factor> factors = List.of();
  private Optional<Validation> validation = Optional.empty();
  private Progress progress = Progress.standard();
  private List<Listener> listeners = List.of();
  private Optional<SnapshotStore> snapshots = Optional.empty();
  private int snapshotSteps;
  private Optional<SnapshotStore> resumed = Optional.empty();

  private Training(IUpdater updater) {
    this.updater = updater;
  }

  private Training copy() {
    Training copy = new Training(updater);
    copy.epochs = epochs;
    copy.loss = loss;
    copy.seed = seed;
    copy.weightDecay = weightDecay;
    copy.l2 = l2;
    copy.clipping = clipping;
    copy.factors = factors;
    copy.validation = validation;
    copy.progress = progress;
    copy.listeners = listeners;
    copy.snapshots = snapshots;
    copy.snapshotSteps = snapshotSteps;
    copy.resumed = resumed;
    return copy;
  }

  /**
   * {@return training by one of ND4J's rules, or one of one's own: one epoch,
   * {@linkplain Loss#softmaxCrossEntropy softmax cross-entropy}, seed 0, no decay, no clipping,
   * {@linkplain Progress#standard() progress} on the standard error stream}
   *
   * @param updater the rule, with its learning rate or schedule (an {@code ISchedule} by iterations
   *     or by epochs, both counted from 0). ND4J's {@code NoOp} takes gradients as they are, like
   *     {@code Sgd(1)}
   */
  public static Training with(IUpdater updater) {
    return new Training(Objects.requireNonNull(updater, "updater").clone());
  }

  /**
   * {@return training by Adam, with ND4J's defaults for what is not said ({@code beta1} 0.9,
   * {@code beta2} 0.999, {@code epsilon} 1e-8)} Kingma and Ba, "Adam", arXiv:1412.6980.
   *
   * @param learningRate the factor of each step, more than 0
   * @see #with(IUpdater)
   */
  public static Training adam(double learningRate) {
    return with(new Adam(positive(learningRate)));
  }

  /**
   * {@return training by plain gradient descent, {@code w ← w - learningRate · gradient}}
   *
   * @param learningRate the factor of each step, more than 0
   * @see #with(IUpdater)
   */
  public static Training sgd(double learningRate) {
    return with(new Sgd(positive(learningRate)));
  }

  /**
   * {@return training by gradient descent with Nesterov's momentum} Sutskever et al., "On the
   * importance of initialization and momentum in deep learning", ICML 2013.
   *
   * @param learningRate the factor of each step, more than 0
   * @param momentum from 0 to below 1, mostly 0.9
   * @see #with(IUpdater)
   */
  public static Training momentum(double learningRate, double momentum) {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum must be from 0 to below 1, found " + momentum);
    }
    return with(new Nesterovs(positive(learningRate), momentum));
  }

  private static double positive(double learningRate) {
    if (!(learningRate > 0) || !Double.isFinite(learningRate)) {
      throw new IllegalArgumentException(
          "learningRate must be finite and more than 0, found " + learningRate);
    }
    return learningRate;
  }

  /**
   * {@return this training, with the data seen that many times}
   *
   * @param count at least 1
   */
  public Training epochs(int count) {
    Training copy = copy();
    copy.epochs = atLeastOne("epochs", count);
    return copy;
  }

  private static int atLeastOne(String what, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, found " + count);
    }
    return count;
  }

  /**
   * {@return this training, with another loss}
   *
   * @param newLoss what is made small from now on
   */
  public Training loss(Loss newLoss) {
    Training copy = copy();
    copy.loss = Objects.requireNonNull(newLoss, "loss");
    return copy;
  }

  /**
   * {@return this training, with another seed of random masks: what dropout leaves out in a step
   * depends on it and on the step's number, and on nothing else}
   *
   * @param newSeed any number
   */
  public Training seed(long newSeed) {
    Training copy = copy();
    copy.seed = newSeed;
    return copy;
  }

  /**
   * {@return this training, with weight decay, decoupled from the rule: each step takes {@code rate
   * · coefficient · w} off the weight, whatever the rule makes of the gradient, as in AdamW}
   * Loshchilov and Hutter, "Decoupled Weight Decay Regularization", arXiv:1711.05101. All trained
   * weights decay, biases too, unless {@link #multiplyDecay} says otherwise.
   *
   * @param coefficient at least 0
   */
  public Training weightDecay(double coefficient) {
    Training copy = copy();
    copy.weightDecay = coefficient("weightDecay", coefficient);
    return copy;
  }

  /**
   * {@return this training, with an L2 penalty {@code coefficient/2 · |w|²}: {@code coefficient ·
   * w} is added to the gradient before the rule sees it, after clipping} It is not part of the loss
   * that is reported. With plain gradient descent the same as {@link #weightDecay}, with other
   * rules not. Gluon's {@code wd}.
   *
   * @param coefficient at least 0
   */
  public Training l2(double coefficient) {
    Training copy = copy();
    copy.l2 = coefficient("l2", coefficient);
    return copy;
  }

  private static double coefficient(String what, double coefficient) {
    if (!(coefficient >= 0) || !Double.isFinite(coefficient)) {
      throw new IllegalArgumentException(
          what + " must be finite and at least 0, found " + coefficient);
    }
    return coefficient;
  }

  /**
   * {@return this training, with every number of every gradient kept from {@code -limit} to
   * {@code limit}}
   *
   * @param limit more than 0
   */
  public Training clipByValue(double limit) {
    return clip(Clipping.By.VALUE, limit);
  }

  /**
   * {@return this training, with the Euclidean norm of each gradient, one by one, at most
   * {@code limit}}
   *
   * @param limit more than 0
   */
  public Training clipByNorm(double limit) {
    return clip(Clipping.By.NORM, limit);
  }

  /**
   * {@return this training, with the Euclidean norm of all gradients together at most
   * {@code limit}} Pascanu et al., "On the difficulty of training recurrent neural networks", ICML
   * 2013.
   *
   * @param limit more than 0
   */
  public Training clipByGlobalNorm(double limit) {
    return clip(Clipping.By.GLOBAL_NORM, limit);
  }

  private Training clip(Clipping.By by, double limit) {
    Training copy = copy();
    copy.clipping = Optional.of(new Clipping(by, limit));
    return copy;
  }

  /**
   * {@return this training, with another learning rate for some weights: theirs is multiplied}
   * Where several patterns match a weight, the last one counts.
   *
   * @param pattern a regular expression that matches their structural or full names from the start:
   *     {@code "features"} for all that is below the child of that name
   * @param factor at least 0
   */
  public Training multiplyRate(String pattern, double factor) {
    return factor(new Factor(pattern, Factor.Setting.RATE, factor));
  }

  /**
   * {@return this training, with another {@link #weightDecay} and {@link #l2} for some weights;
   * {@code (".*bias", 0)} for none on biases}
   *
   * @param pattern a regular expression that matches the weights' structural or full names from the
   *     start
   * @param factor at least 0
   * @see #multiplyRate
   */
  public Training multiplyDecay(String pattern, double factor) {
    return factor(new Factor(pattern, Factor.Setting.DECAY, factor));
  }

  private Training factor(Factor factor) {
    Training copy = copy();
    copy.factors = with(factors, factor);
    return copy;
  }

  private static <T> List<T> with(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }

  /**
   * {@return this training, with other data looked at after each epoch}
   *
   * @param newValidation which data, and what is measured
   */
  public Training validation(Validation newValidation) {
    Training copy = copy();
    copy.validation = Optional.of(newValidation);
    return copy;
  }

  /**
   * {@return this training, with or without the {@linkplain Progress#standard() usual} report of
   * progress}
   *
   * @param shown whether to report
   */
  public Training progress(boolean shown) {
    return progress(shown ? Progress.standard() : Progress.silent());
  }

  /**
   * {@return this training, with another report of progress}
   *
   * @param newProgress who reports
   */
  public Training progress(Progress newProgress) {
    Training copy = copy();
    copy.progress = Objects.requireNonNull(newProgress, "progress");
    return copy;
  }

  /**
   * {@return this training, with one more listener}
   *
   * @param listener who is told of steps and epochs
   */
  public Training listener(Listener listener) {
    Training copy = copy();
    copy.listeners = with(listeners, Objects.requireNonNull(listener, "listener"));
    return copy;
  }

  /**
   * {@return this training, with a snapshot kept after each epoch, from which {@link #resumeFrom}
   * goes on}
   *
   * @param store where snapshots are kept
   */
  public Training snapshots(SnapshotStore store) {
    Training copy = copy();
    copy.snapshots = Optional.of(store);
    copy.snapshotSteps = 0;
    return copy;
  }

  /**
   * {@return this training, with a snapshot kept after each epoch and, counted over the whole
   * training, after every so many steps}
   *
   * @param store where snapshots are kept
   * @param steps at least 1
   */
  public Training snapshots(SnapshotStore store, int steps) {
    Training copy = snapshots(store);
    copy.snapshotSteps = atLeastOne("steps", steps);
    return copy;
  }

  /**
   * Going on from a snapshot: the parameters, the optimizer's state, the random masks and the place
   * in the data are those of the training that was interrupted, so that with the same settings and
   * data every bit comes out as if it had not been. The number of epochs counts from that
   * training's beginning.
   *
   * @param store where snapshots are kept
   * @return a training like this one with that changed
   */
  public Training resumeFrom(SnapshotStore store) {
    Training copy = copy();
    copy.resumed = Optional.of(store);
    return copy;
  }

  /** {@return the rule, a copy} */
  public IUpdater updater() {
    return updater.clone();
  }

  /** Whether the rule has a learning rate. */
  boolean hasRate() {
    return updater.hasLearningRate();
  }

  /** The learning rate of a step, where the rule has one. */
  double rate(int iteration, int epoch) {
    return updater.getLearningRate(iteration, epoch);
  }

  /** {@return how often the data is seen} */
  public int epochs() {
    return epochs;
  }

  /** {@return what is made small} */
  public Loss loss() {
    return loss;
  }

  /** {@return the seed of random masks} */
  public long seed() {
    return seed;
  }

  double weightDecay() {
    return weightDecay;
  }

  double l2() {
    return l2;
  }

  Optional<Clipping> clipping() {
    return clipping;
  }

  List<Factor> factors() {
    return factors;
  }

  Optional<Validation> validation() {
    return validation;
  }

  Progress progress() {
    return progress;
  }

  List<Listener> listeners() {
    return listeners;
  }

  Optional<SnapshotStore> snapshots() {
    return snapshots;
  }

  /** After how many steps a snapshot is kept; 0: after epochs only. */
  int snapshotSteps() {
    return snapshotSteps;
  }

  Optional<SnapshotStore> resumed() {
    return resumed;
  }

  @Override
  public String toString() {
    return "Training(" + updater + ", epochs=" + epochs + ", loss=" + loss + ", seed=" + seed + ")";
  }
}
