package dev.ashlar.train;

import dev.ashlar.graph.Pass;
import dev.ashlar.graph.Weight;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The optimizer: what it knows of each weight, and how a step changes them all. What it knows
 * outlives changes of the model: a weight that stays keeps its state, a new one begins anew.
 */
final class WeightUpdates {
  /** What stands in place of a learning rate where the rule has none. */
  private static final double NO_RATE = 1;

  private final Map<Weight, Known> known = new IdentityHashMap<>();
  private Training training;
  private Map<Weight, Double> rateFactors = Map.of();
  private Map<Weight, Double> decayFactors = Map.of();

  private final WeightUpdate.Step step = new WeightUpdate.Step();
  private final List<Rule> rules = new ArrayList<>(); // for the gradients of the last step
  private @Nullable List<Pass.Gradient> lastGradients; // null: there are no rules

  WeightUpdates(Training training) {
    this.training = training;
  }

  /** What a step needs to know of a weight. */
  private record Rule(Weight weight, Known of, double rateFactor, double decayFactor) {}

  /** A weight's rule, and how many steps the weight has seen. */
  private static final class Known {
    private final WeightUpdate update;
    private final Object dtype;
    private int steps;

    Known(Weight weight, Shape shape, IUpdater updater) {
      this.update = update(weight, shape, updater);
      this.dtype = weight.dtype();
    }

    /** ND4J's rule itself, or the same in fewer passes; subclasses of a rule are another rule. */
    private static WeightUpdate update(Weight weight, Shape shape, IUpdater updater) {
      long most = Integer.MAX_VALUE / Weight.dataType(weight.dtype()).width(); // as views see them
      if (shape.elements() <= most) {
        if (updater.getClass() == Sgd.class) {
          return new SgdUpdate(weight, new UpdaterUpdate(weight, shape, updater));
        } else if (updater.getClass() == Nesterovs.class) {
          return new NesterovsUpdate(weight, shape, (Nesterovs) updater.clone());
        } else if (updater.getClass() == Adam.class) {
          return new AdamUpdate(weight, shape, (Adam) updater.clone());
        }
      }
      return new UpdaterUpdate(weight, shape, updater);
    }
  }

  /**
   * Takes up how to train, and forgets weights that the model does not have any more.
   *
   * @throws IllegalArgumentException if a pattern matches no weight
   */
  void begin(Training newTraining, Model model) {
    training = newTraining;
    lastGradients = null;
    rateFactors = factors(Factor.Setting.RATE, model);
    decayFactors = factors(Factor.Setting.DECAY, model);
    Map<Weight, Boolean> present = new IdentityHashMap<>();
    model.weights().forEach(weight -> present.put(weight, true));
    known.keySet().removeIf(weight -> !present.containsKey(weight));
  }

  private Map<Weight, Double> factors(Factor.Setting of, Model model) {
    Map<Weight, Double> factors = new IdentityHashMap<>();
    for (Factor factor : training.factors()) {
      if (factor.of() == of) {
        model.weights(factor.pattern()).forEach(weight -> factors.put(weight, factor.factor()));
      }
    }
    return factors;
  }

  /** Changes weights by their gradients, which are used up. */
  void apply(List<Pass.Gradient> gradients, int iteration, int epoch) {
    if (training.clipping().isPresent()) {
      training
          .clipping()
          .get()
          .apply(gradients.stream().map(Pass.Gradient::array).toList());
    }
    double rate = rate(iteration, epoch);
    if (gradients != lastGradients || !areCurrent()) {
      rules.clear();
      gradients.forEach(gradient -> rules.add(rule(gradient.weight())));
      lastGradients = gradients;
    }
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      step.number = rule.of.steps++;
      step.epoch = epoch;
      step.rate = rate * rule.rateFactor;
      step.factor = rule.rateFactor;
      step.l2 = training.l2() * rule.decayFactor;
      step.decay = training.weightDecay() * rule.decayFactor * rate * rule.rateFactor;
      rule.of.update.apply(gradients.get(i).array(), step);
    }
  }

  private boolean areCurrent() {
    for (int i = 0; i < rules.size(); i++) { // without an iterator
      Rule rule = rules.get(i);
      if (rule.of.dtype != rule.weight.dtype()) {
        return false;
      }
    }
    return true;
  }

  private Rule rule(Weight weight) {
    return new Rule(
        weight,
        known(weight),
        rateFactors.getOrDefault(weight, 1.0),
        decayFactors.getOrDefault(weight, 1.0));
  }

  /** The learning rate of a step, before any factor. */
  double rate(int iteration, int epoch) {
    return training.hasRate() ? training.rate(iteration, epoch) : NO_RATE;
  }

  private Known known(Weight weight) {
    Known own = known.get(weight);
    if (own == null || own.dtype != weight.dtype()) {
      own = new Known(weight, weight.shape(), training.updater());
      known.put(weight, own);
    }
    return own;
  }

  /** How many steps each weight has seen, by name. */
  Map<String, Integer> steps() {
    Map<String, Integer> steps = new HashMap<>();
    known.forEach((weight, own) -> steps.put(weight.name(), own.steps));
    return steps;
  }

  /** The state itself, by the weights' names and the rule's names for its parts. */
  Map<String, Map<String, INDArray>> state() {
    Map<String, Map<String, INDArray>> state = new LinkedHashMap<>();
    known.forEach((weight, own) -> state.put(weight.name(), own.update.state()));
    return state;
  }

  /**
   * Goes on from a state.
   *
   * @throws IllegalArgumentException if it is not of this rule or these weights; then nothing is
   *     changed
   */
  void restore(Snapshot snapshot, Model model) {
    Map<Weight, Known> restored = new IdentityHashMap<>();
    for (Weight weight : model.weights()) {
      Integer steps = snapshot.steps().get(weight.name());
      if (steps == null) {
        continue; // it was frozen
      }
      Shape shape = Shape.of(snapshot.parameter(weight.name()).shape());
      Known own = new Known(weight, shape, training.updater());
      own.steps = steps;
      Map<String, INDArray> saved = snapshot.state().getOrDefault(weight.name(), Map.of());
      Map<String, INDArray> parts = own.update.state();
      if (!saved.keySet().equals(parts.keySet())) {
        throw new IllegalArgumentException("the optimizer's state of " + weight.name()
            + ": expected " + parts.keySet() + ", found " + saved.keySet());
      }
      saved.forEach((name, value) -> {
        INDArray part = Objects.requireNonNull(parts.get(name), name);
        if (part.length() != value.length()) {
          throw new IllegalArgumentException("the optimizer's state " + name + " of "
              + weight.name() + ": expected " + part.length() + " numbers, found "
              + value.length());
        }
        part.assign(value.reshape(part.shape()));
      });
      restored.put(weight, own);
    }
    known.clear();
    known.putAll(restored);
    lastGradients = null;
  }
}
