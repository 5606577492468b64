package dev.ashlar.train;

import dev.ashlar.graph.Graph;
import dev.ashlar.graph.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.longer.MatchCondition;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The training loop. One instance is one training: it holds the optimizer's state, by the weights'
 * names.
 */
public final class Trainer {
  private final Training training;
  private final IUpdater updater;
  private final Function<INDArray, Graph> graphs;
  private final Map<String, WeightUpdate> updates = new HashMap<>();
  private final RandomGenerator random;
  private int iteration;
  private long batchesAnEpoch = Progress.UNKNOWN;

  /**
   * A training that has not begun.
   *
   * @param training how to train
   * @param graphs the training graph, with the training's loss, for a batch of examples
   */
  public Trainer(Training training, Function<INDArray, Graph> graphs) {
    this.training = training;
    this.updater = training.updater();
    this.graphs = graphs;
    this.random = new SplittableRandom(training.seed());
  }

  /**
   * Sees the data as often as the training says, and changes the weights that are trained after
   * each batch.
   *
   * @throws IllegalArgumentException if the iterator gives nothing, or cannot be reset where that
   *     is needed, or a batch does not fit the model
   * @throws IllegalStateException if no weight is trained
   * @throws DivergedException if a loss or a gradient is not finite
   */
  public History fit(DataSetIterator data) {
    if (training.epochs() > 1 && !data.resetSupported()) {
      throw new IllegalArgumentException(
          "the data can be seen only once, since its iterator cannot be reset, and "
              + training.epochs() + " epochs are asked for");
    }
    List<Double> losses = new ArrayList<>();
    for (int epoch = 0; epoch < training.epochs(); epoch++) {
      if (data.resetSupported()) {
        data.reset();
      }
      losses.add(epoch(data, epoch));
    }
    return new History(losses, iteration);
  }

  private double epoch(DataSetIterator data, int epoch) {
    Mean mean = new Mean();
    long batches = 0;
    try (Progress.Epoch shown =
        training.progress().begin(epoch + 1, training.epochs(), batchesAnEpoch)) {
      while (data.hasNext()) {
        Batch batch = Batch.of(data.next());
        mean.add(step(batch, epoch), batch.size());
        batches++;
        shown.step(mean.value());
      }
      if (batches == 0) {
        throw new IllegalArgumentException(
            "the data is empty: its iterator gave no batch in epoch " + (epoch + 1));
      }
      shown.finish(mean.value());
    }
    batchesAnEpoch = batches;
    return mean.value();
  }

  private double step(Batch batch, int epoch) {
    Graph graph = graphs.apply(batch.features());
    Graph.Step step = graph.step(batch.labels(), random, batch.features());
    if (step.gradients().isEmpty()) {
      throw new IllegalStateException("no parameter of the model is trained: unfreeze some");
    }
    requireFinite(step, batch, epoch);
    graph.update(step);
    step.gradients()
        .forEach((name, gradient) ->
            update(graph.weights().get(name)).apply(gradient, iteration, epoch));
    iteration++;
    return step.loss();
  }

  private WeightUpdate update(Weight weight) {
    return updates.computeIfAbsent(weight.name(), name -> new WeightUpdate(weight, updater));
  }

  // Before any weight is changed.
  private void requireFinite(Graph.Step step, Batch batch, int epoch) {
    if (!Double.isFinite(step.loss())) {
      throw diverged("the loss is " + step.loss(), batch, epoch);
    }
    step.gradients().forEach((name, gradient) -> {
      if (!isFinite(gradient)) {
        throw diverged("the gradient of " + name + " is not finite", batch, epoch);
      }
    });
  }

  private DivergedException diverged(String what, Batch batch, int epoch) {
    String cause = isFinite(batch.features()) && isFinite(batch.labels())
        ? "try a smaller learning rate than " + updater.getLearningRate(iteration, epoch)
        : "the batch holds NaN or infinite numbers: correct the data";
    return new DivergedException(what + " in epoch " + (epoch + 1) + ", at step " + (iteration + 1)
        + " of the training; " + cause + ". The parameters are as they were before this step.");
  }

  private static boolean isFinite(INDArray array) {
    return !array.dataType().isFPType()
        || Nd4j.getExecutioner()
                .exec(new MatchCondition(array, Conditions.notFinite()))
                .getLong(0)
            == 0;
  }

  /** A mean over examples, of means over batches. */
  private static final class Mean {
    private double sum;
    private long count;

    void add(double mean, long examples) {
      sum += mean * examples;
      count += examples;
    }

    double value() {
      return sum / count;
    }
  }
}
