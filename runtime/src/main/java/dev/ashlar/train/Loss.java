package dev.ashlar.train;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * How far a model's output is from what it should be: one number, the mean over the batch.
 *
 * <p>Labels always have the shape of the output; a network refuses others. An implementation of
 * one's own must return a scalar, and should be kept in one place, since a network traces its graph
 * anew for each instance that is not equal to the one before.
 */
@FunctionalInterface
public interface Loss {
  /**
   * Adds the loss to the graph that its arguments belong to.
   *
   * @param prediction the model's output, {@code (batch, …)}
   * @param labels what it should be, of the same shape and type
   * @return a scalar
   */
  SDVariable of(SDVariable prediction, SDVariable labels);

  /**
   * Softmax cross-entropy from raw scores: {@code -1/n · Σ labels · log softmax(prediction)}, where
   * the softmax is taken over the last dimension, the classes, and {@code n} is the number of score
   * vectors, for {@code (batch, classes)} the batch. The labels are one-hot, or probabilities that
   * add up to 1. Scores of any size are safe: {@code log softmax(x) = x - m - log Σ exp(x - m)},
   * {@code m} the largest.
   *
   * <p>Gluon's {@code SoftmaxCrossEntropyLoss(sparse_label=False)}, averaged.
   */
  static Loss softmaxCrossEntropy() {
    return StandardLoss.SOFTMAX_CROSS_ENTROPY;
  }

  /**
   * The mean of {@code (prediction - labels)²} over all elements, as in Keras and PyTorch. (Gluon's
   * {@code L2Loss} is half of it.)
   */
  static Loss meanSquaredError() {
    return StandardLoss.MEAN_SQUARED_ERROR;
  }
}
