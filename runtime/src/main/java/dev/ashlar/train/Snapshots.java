package dev.ashlar.train;

import dev.ashlar.graph.Weight;
import dev.ashlar.shape.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes snapshots of a training, and checks those from which one is to go on. */
final class Snapshots {
  private static final String UPDATER = "updater";
  private static final String SEED = "seed";

  private Snapshots() {}

  static Snapshot of(
      Training training,
      Model model,
      Position position,
      WeightUpdates updates,
      Optional<BestEpoch> best) {
    Map<String, String> facts = position.facts();
    facts.put(UPDATER, updater(training));
    facts.put(SEED, Long.toString(training.seed()));
    Map<String, INDArray> bestParameters = new LinkedHashMap<>();
    best.ifPresent(epoch -> {
      facts.put("best.epoch", Integer.toString(epoch.epoch().orElse(0)));
      facts.put("best.value", Double.toString(epoch.value()));
      facts.put("best.since", Integer.toString(epoch.since()));
      bestParameters.putAll(epoch.parameters());
    });
    Map<String, INDArray> parameters = new LinkedHashMap<>();
    model.weights().forEach(weight -> parameters.put(weight.name(), weight.memory()));
    return new Snapshot(facts, parameters, bestParameters, updates.steps(), updates.state());
  }

  private static String updater(Training training) {
    return training.updater().getClass().getSimpleName();
  }

  /**
   * Checks that a snapshot is one of this training.
   *
   * @return where it stands
   * @throws IllegalArgumentException if it is not
   */
  static Position check(Snapshot snapshot, Training training, Model model) {
    Facts facts = new Facts(snapshot.facts());
    require("rule", updater(training), facts.word(UPDATER));
    require(SEED, Long.toString(training.seed()), facts.word(SEED));
    Position position = Position.of(snapshot.facts());
    for (Weight weight : model.weights()) {
      INDArray saved = snapshot.parameter(weight.name());
      Shape found = Shape.of(saved.shape());
      if (!weight.shape().fits(found)) {
        throw new IllegalArgumentException("the snapshot's parameter " + weight.name()
            + ": expected the shape " + weight.shape() + ", found " + found);
      }
    }
    return position;
  }

  private static void require(String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw new IllegalArgumentException("the snapshot is of a training with another " + what
          + ": expected " + expected + ", found " + found);
    }
  }

  /** Lets the comparison of epochs go on from a snapshot, where that had one too. */
  static void resume(Snapshot snapshot, BestEpoch best) {
    if (snapshot.facts().containsKey("best.epoch")) {
      Facts facts = new Facts(snapshot.facts());
      best.resume(
          facts.number("best.value"),
          facts.whole("best.epoch"),
          facts.whole("best.since"),
          snapshot.best());
    }
  }
}
