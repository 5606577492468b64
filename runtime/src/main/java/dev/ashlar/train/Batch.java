package dev.ashlar.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Examples and what they should lead to.
 *
 * @param features the examples, {@code (batch, …)}: one array an input of the model
 * @param labels what its output should be, {@code (batch, …)}
 * @param mask what counts in the loss and in metrics, 1, and what does not, 0; see {@link Loss}
 * @param weights how much each counts in the loss; see {@link Loss}
 */
public record Batch(
    List<INDArray> features, INDArray labels, Optional<INDArray> mask, Optional<INDArray> weights) {
  /**
   * Copies the list.
   *
   * @param features the examples, {@code (batch, …)}: one array an input of the model
   * @param labels what its output should be, {@code (batch, …)}
   * @param mask what counts in the loss and in metrics, 1, and what does not, 0; see {@link Loss}
   * @param weights how much each counts in the loss; see {@link Loss}
   */
  public Batch {
    features = List.copyOf(features);
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(mask, "mask");
    Objects.requireNonNull(weights, "weights");
  }

  /**
   * Takes a data set apart: its labels' mask is the mask; weights are those of a
   * {@link WeightedDataSet}.
   *
   * @param data features, labels and masks of one batch
   * @return the batch
   * @throws IllegalArgumentException if it lacks features or labels, or has a mask for features,
   *     which would be ignored
   */
  public static Batch of(DataSet data) {
    requireNoFeaturesMask(data.getFeaturesMaskArray());
    return of(
        List.of(requireFeatures(data.getFeatures())),
        data.getLabels(),
        data.getLabelsMaskArray(),
        data instanceof WeightedDataSet weighted ? weighted.weights() : null);
  }

  /**
   * Takes a data set of several inputs apart. A model has one output, so there is one array of
   * labels.
   *
   * @param data features, labels and masks of one batch
   * @return the batch
   * @throws IllegalArgumentException if it lacks features or labels, has several arrays of labels,
   *     or has a mask for features, which would be ignored
   */
  public static Batch of(MultiDataSet data) {
    INDArray[] features = data.getFeatures();
    INDArray[] labels = data.getLabels();
    if (labels != null && labels.length > 1) {
      throw new IllegalArgumentException(
          "a model has one output: expected one array of labels," + " found " + labels.length);
    }
    if (data.getFeaturesMaskArrays() != null) {
      Arrays.stream(data.getFeaturesMaskArrays()).forEach(Batch::requireNoFeaturesMask);
    }
    return of(
        features(features),
        labels == null || labels.length == 0 ? null : labels[0],
        data.getLabelsMaskArrays() == null ? null : data.getLabelsMaskArrays()[0],
        null);
  }

  private static void requireNoFeaturesMask(@Nullable INDArray mask) {
    if (mask != null) {
      throw new IllegalArgumentException("the data has a mask for its features, of which a model"
          + " knows nothing: give the mask to the model as one of its inputs, or take it away;"
          + " a mask for labels says what counts in the loss");
    }
  }

  private static List<INDArray> features(@Nullable INDArray @Nullable [] features) {
    if (features == null) {
      return List.of(requireFeatures(null));
    }
    List<INDArray> inputs = new ArrayList<>();
    for (INDArray array : features) {
      inputs.add(requireFeatures(array));
    }
    return inputs;
  }

  private static INDArray requireFeatures(@Nullable INDArray features) {
    if (features == null) {
      throw new IllegalArgumentException("a data set needs features and labels, found no features");
    }
    return features;
  }

  private static Batch of(
      List<INDArray> features,
      @Nullable INDArray labels,
      @Nullable INDArray mask,
      @Nullable INDArray weights) {
    if (labels == null) {
      throw new IllegalArgumentException(
          "a data set needs features and labels, found features but no labels");
    }
    return new Batch(features, labels, Optional.ofNullable(mask), Optional.ofNullable(weights));
  }

  /** {@return how many examples these are} */
  public long size() {
    return features.get(0).size(0);
  }

  /** {@return the features as an array} */
  public INDArray[] inputs() {
    return features.toArray(new INDArray[0]);
  }

  /** Over how much the loss is a mean: the examples, or what the mask leaves of them. */
  double count() {
    return mask.isPresent()
        ? mask.get().sumNumber().doubleValue() * size() / mask.get().length()
        : size();
  }
}
