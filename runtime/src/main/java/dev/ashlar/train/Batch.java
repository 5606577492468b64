package dev.ashlar.train;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;

/**
 * Examples and what they should lead to.
 *
 * @param features the examples, {@code (batch, …)}
 * @param labels of the shape of the model's output
 */
public record Batch(INDArray features, INDArray labels) {
  /**
   * Takes a data set apart.
   *
   * @throws IllegalArgumentException if it lacks features or labels, or has masks, which would be
   *     ignored
   */
  public static Batch of(DataSet data) {
    if (data.getFeatures() == null || data.getLabels() == null) {
      throw new IllegalArgumentException("a data set needs features and labels, found "
          + (data.getFeatures() == null ? "no features" : "features but no labels"));
    }
    if (data.getFeaturesMaskArray() != null || data.getLabelsMaskArray() != null) {
      throw new IllegalArgumentException(
          "data sets with mask arrays are not supported: leave masked examples out of the data");
    }
    return new Batch(data.getFeatures(), data.getLabels());
  }

  /** How many examples these are. */
  public long size() {
    return features.size(0);
  }
}
