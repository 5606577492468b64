package dev.ashlar.train;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A data set whose examples count differently in the loss; any iterator may give such. Metrics do
 * not look at the weights.
 */
public final class WeightedDataSet extends DataSet {
  private static final long serialVersionUID = 1;

  /** How much each example counts. */
  private final INDArray weights;

  /**
   * A weighted data set.
   *
   * @param features the inputs, the batch first
   * @param labels what the model is to give for them
   * @param weights at least 0; their shape is as in {@link Loss}, for example {@code (batch)}
   */
  public WeightedDataSet(INDArray features, INDArray labels, INDArray weights) {
    super(features, labels);
    this.weights = Objects.requireNonNull(weights, "weights");
  }

  /** {@return how much each example, or part of its labels, counts} */
  public INDArray weights() {
    return weights;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightedDataSet that
        && super.equals(other)
        && weights.equals(that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + weights.hashCode();
  }
}
