package dev.ashlar.train;

import dev.ashlar.graph.Graph;
import dev.ashlar.graph.Pass;
import dev.ashlar.graph.Vectors;
import dev.ashlar.graph.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * The training loop, with what it learns of a model on the way: the optimizer's state by the
 * weights' names, and the number of steps and epochs. A second {@code fit} goes on with them, also
 * where the model has changed meanwhile: weights that stayed keep their state, those of a replaced
 * layer begin anew. Not for use by several threads, nor while its network is used by another.
 */
public final class Trainer {
  private static final RandomGenerator UNUSED = new SplittableRandom(0);

  private final Model model;
  private final WeightUpdates updates;
  private Training training;
  private Position position = new Position();
  private @Nullable StepArrays arrays; // of the last step's form; null: none while nothing runs

  /**
   * A training that has not begun.
   *
   * @param training how to train
   * @param model what is trained
   */
  public Trainer(Training training, Model model) {
    this.training = training;
    this.model = model;
    this.updates = new WeightUpdates(training);
  }

  /**
   * Goes on in another way: other epochs, rates, data; the optimizer's state stays.
   *
   * @param changed how to train from now on
   * @return this trainer
   * @throws IllegalArgumentException if the rule is of another kind, whose state is another
   */
  public Trainer with(Training changed) {
    if (changed.updater().getClass() != training.updater().getClass()) {
      throw new IllegalArgumentException("the optimizer's state is that of " + training.updater()
          + " and does not suit " + changed.updater() + ": begin a new training");
    }
    training = changed;
    return this;
  }

  /**
   * Sees the data as often as the training says, and changes the weights that are trained after
   * each batch.
   *
   * @param data the data, one data set a batch
   * @return what came of it, epoch by epoch
   * @throws IllegalArgumentException if the iterator gives nothing, or cannot be reset where that
   *     is needed, or a batch does not fit the model
   * @throws IllegalStateException if no weight is trained, or another thread trains one of them
   * @throws DivergedException if a loss or a gradient is not finite, or at the end of an epoch a
   *     weight
   */
  public History fit(DataSetIterator data) {
    return fit(BatchSource.of(data));
  }

  /**
   * {@link #fit(DataSetIterator)} for a model of several inputs.
   *
   * @param data the data, one data set a batch
   * @return what came of it, epoch by epoch
   */
  public History fit(MultiDataSetIterator data) {
    return fit(BatchSource.of(data));
  }

  private History fit(BatchSource data) {
    return model.train(() -> {
      try {
        return train(data);
      } finally {
        arrays = null;
      }
    });
  }

  private History train(BatchSource data) {
    requireRepeatable(data);
    Optional<BestEpoch> best = training.validation().map(BestEpoch::new);
    updates.begin(training, model);
    position.firstEpoch = position.epoch;
    position.epochs.clear();
    position.beginEpoch();
    training.resumed().ifPresent(store -> resume(store.load(), best));
    List<Listener> told = new ArrayList<>(List.of(training.progress().begin()));
    told.addAll(training.listeners());
    Listener[] listeners = told.toArray(Listener[]::new);
    int last = position.firstEpoch + training.epochs();
    try {
      for (Listener listener : listeners) {
        listener.started(last, position.epoch);
      }
      while (position.epoch < last && !best.map(BestEpoch::isOver).orElse(false)) {
        epoch(data, last, listeners, best);
      }
      if (position.epoch < last) {
        OptionalInt bestEpoch = bestEpoch(best);
        for (Listener listener : listeners) {
          listener.stoppedEarly(position.epoch, bestEpoch);
        }
      }
    } finally {
      end(listeners);
    }
    boolean early = position.epoch < last;
    best.ifPresent(epoch -> epoch.restore(model));
    return new History(position.epochs, position.iteration, bestEpoch(best), early);
  }

  private static OptionalInt bestEpoch(Optional<BestEpoch> best) {
    return best.map(BestEpoch::epoch).orElse(OptionalInt.empty());
  }

  private void requireRepeatable(BatchSource data) {
    if (training.epochs() > 1 && !data.isRepeatable()) {
      throw new IllegalArgumentException(
          "the data can be seen only once, since its iterator cannot be reset, and "
              + training.epochs() + " epochs are asked for");
    }
  }

  /** Every listener is told, whatever another one throws. */
  private static void end(Listener[] listeners) {
    RuntimeException failure = null;
    for (Listener listener : listeners) {
      try {
        listener.ended();
      } catch (RuntimeException thrown) {
        if (failure == null) {
          failure = thrown;
        } else {
          failure.addSuppressed(thrown);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void epoch(BatchSource data, int last, Listener[] listeners, Optional<BestEpoch> best) {
    int epoch = position.epoch;
    Function<Batch, StepReport> step = batch -> step(batch, last);
    data.seek(epoch, epoch - position.firstEpoch, position.batch);
    while (data.hasNext()) {
      StepReport report = data.next(step);
      if (training.snapshotSteps() > 0 && position.iteration % training.snapshotSteps() == 0) {
        requireFiniteWeights();
        save(best);
      }
      for (Listener listener : listeners) {
        listener.step(report);
      }
    }
    if (position.batch == 0) {
      throw new IllegalArgumentException(
          "the data is empty: its iterator gave no batch in epoch " + (epoch + 1));
    }
    requireFiniteWeights();
    EpochReport report = new EpochReport(
        epoch + 1,
        last,
        position.batch,
        position.examples,
        position.loss.value(),
        updates.rate(position.iteration - 1, epoch),
        validate());
    position.epochs.add(report);
    position.epoch++;
    position.beginEpoch();
    boolean isBest = best.map(known -> known.add(report, model)).orElse(false);
    save(best);
    if (isBest) {
      training.validation().flatMap(Validation::whenBest).ifPresent(Runnable::run);
    }
    for (Listener listener : listeners) {
      listener.epoch(report);
    }
  }

  private Map<String, Double> validate() {
    return training
        .validation()
        .map(validation ->
            new Evaluator(model, training.loss()).evaluate(validation.data(), validation.metrics()))
        .orElse(Map.of());
  }

  private StepReport step(Batch batch, int last) {
    Graph graph = model.graph(batch, training.loss(), true);
    if (arrays == null || arrays.graph() != graph) {
      arrays = new StepArrays(graph, training.loss(), batch);
    }
    StepArrays taken = arrays;
    double loss;
    try {
      taken.take(batch);
      loss = descend(taken);
    } finally {
      taken.clear();
    }
    position.iteration++;
    position.batch++;
    position.examples += batch.size();
    position.loss.add(loss, batch.count());
    return new StepReport(
        position.epoch + 1,
        last,
        position.batch,
        position.iteration,
        batch.size(),
        loss,
        position.loss.value());
  }

  /** Changes the weights, and returns the loss before. */
  private double descend(StepArrays batch) {
    Graph graph = batch.graph();
    Pass pass = graph.pass(batch.targets(), random(graph), batch.inputs());
    if (pass.gradients().isEmpty()) {
      throw new IllegalStateException("no parameter of the model is trained: unfreeze some");
    }
    double loss = pass.loss();
    requireFinite(loss, pass, batch);
    updates.apply(pass.gradients(), position.iteration, position.epoch);
    pass.update();
    return loss;
  }

  /** What a step's masks are drawn from: the seed and the step's number tell all of them. */
  private RandomGenerator random(Graph graph) {
    return graph.isRandom()
        ? new SplittableRandom(
            new SplittableRandom(training.seed()).nextLong() + position.iteration)
        : UNUSED;
  }

  // Before any weight is changed.
  private void requireFinite(double loss, Pass pass, StepArrays batch) {
    if (!Double.isFinite(loss)) {
      throw diverged("the loss is " + loss, batch);
    }
    List<Pass.Gradient> gradients = pass.gradients();
    for (int i = 0; i < gradients.size(); i++) { // without an iterator
      if (!Vectors.areFinite(gradients.get(i).array())) {
        String name = gradients.get(i).weight().name();
        throw diverged("the gradient of " + name + " is not finite", batch);
      }
    }
    if (!isFinite(batch)) { // the rectified result of a convolution may have hidden it
      throw diverged("an input is not finite", batch);
    }
  }

  // Finite gradients may still make a weight too large; the next step would find it, if one comes.
  private void requireFiniteWeights() {
    for (Weight weight : model.weights()) {
      if (weight.isTrained() && weight.hasValue() && !Vectors.areFinite(weight.memory())) {
        throw new DivergedException("the parameter " + weight.name() + " is not finite in epoch "
            + (position.epoch + 1) + ", after step " + position.iteration
            + " of the training: its last update was too large; try a smaller learning rate than "
            + updates.rate(position.iteration - 1, position.epoch)
            + ". Its value is lost: load it, or initialize the network again.");
      }
    }
  }

  private static boolean isFinite(StepArrays batch) {
    for (INDArray array : batch.inputs()) {
      if (!Vectors.areFinite(array)) {
        return false;
      }
    }
    return true;
  }

  private DivergedException diverged(String what, StepArrays batch) {
    String cause = isFinite(batch)
        ? "try a smaller learning rate than " + updates.rate(position.iteration, position.epoch)
        : "the batch holds NaN or infinite numbers: correct the data";
    Graph graph = batch.graph();
    String place = graph
        .firstNotFinite(batch.targets(), random(graph), batch.inputs())
        .map(layer -> "; it appeared first in " + layer)
        .orElse("");
    return new DivergedException(what + " in epoch " + (position.epoch + 1) + ", at step "
        + (position.iteration + 1) + " of the training" + place + "; " + cause
        + ". The parameters are as they were before this step.");
  }

  private void save(Optional<BestEpoch> best) {
    training
        .snapshots()
        .ifPresent(store -> store.save(Snapshots.of(training, model, position, updates, best)));
  }

  private void resume(Snapshot snapshot, Optional<BestEpoch> best) {
    Position saved = Snapshots.check(snapshot, training, model);
    updates.restore(snapshot, model);
    best.ifPresent(epoch -> Snapshots.resume(snapshot, epoch));
    model.weights().forEach(weight -> weight.set(snapshot.parameter(weight.name())));
    position = saved;
  }
}
