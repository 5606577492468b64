package dev.ashlar.train;

import dev.ashlar.graph.Graph;
import dev.ashlar.graph.Weight;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * What a trainer knows of the network that it trains.
 *
 * @hidden
 */
public interface Model {
  /**
   * {@return the graph for batches of that form, with the loss}
   *
   * @param batch a batch of that form
   * @param loss what is made small
   * @param training whether it is for training rather than for prediction
   * @throws IllegalArgumentException if the batch does not fit the model
   */
  Graph graph(Batch batch, Loss loss, boolean training);

  /** {@return all weights, each once, in the model's order} */
  Collection<? extends Weight> weights();

  /**
   * {@return the weights in whose structural or full name a regular expression matches from the
   * start}
   *
   * @param pattern the regular expression
   * @throws IllegalArgumentException if it matches none
   */
  Collection<? extends Weight> weights(String pattern);

  /**
   * {@return what a training returns, while which no other thread uses the network or saves, loads
   * or trains one of its weights}
   *
   * @param training does it
   * @throws IllegalStateException if another thread trains one of the weights, or the network was
   *     closed
   */
  default History train(Supplier<History> training) {
    return training.get();
  }
}
