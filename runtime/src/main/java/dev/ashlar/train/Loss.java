package dev.ashlar.train;

import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far a model's output is from what it should be. What is made small is the mean over the
 * batch: {@code Σ mᵢ wᵢ lossᵢ / Σ mᵢ}, where {@code m} is the labels' mask, 0 for what is left out
 * and else 1, and {@code w} the weights; both are 1 unless the data brings them.
 *
 * <p>Weights scale, so an example of weight 2 counts as if it were there twice, and the mean is
 * still over the number of examples: as {@code sample_weight} does in Keras and Gluon. A mask or
 * weights have one number for each number that {@link #of} gives, or fewer dimensions, which then
 * stand for all that follow: {@code (batch)} or {@code (batch, 1)} for the examples. A batch that
 * is masked as a whole has the loss 0 and changes nothing.
 *
 * <p>A network computes each of the losses below together with its gradient, in one pass, also
 * where an implementation of one's own calls it.
 *
 * <p>An implementation of one's own should be kept in one place, since a network traces its graph
 * anew for each instance that is not equal to the one before.
 */
@FunctionalInterface
public interface Loss {
  /**
   * Adds the loss to the graph that its arguments belong to.
   *
   * @param prediction the model's output, {@code (batch, …)}
   * @param labels what it should be; of the output's type, or integers where {@link #areIndices}
   *     says so
   * @return one number for each that counts, {@code (batch, …)}; or a scalar, the mean already, and
   *     then neither masks nor weights can be had
   */
  SDVariable of(SDVariable prediction, SDVariable labels);

  /**
   * {@return whether such labels are indices of classes, the output's last dimension} Then they
   * become integers in the graph and are checked to be in range.
   *
   * @param output the shape of the model's output, the batch first
   * @param labels the labels' shape
   */
  default boolean areIndices(Shape output, Shape labels) {
    return false;
  }

  /**
   * What an output says of the labels, for metrics: probabilities, where the model gives their
   * logarithms' differences.
   *
   * @param output the model's output
   * @return of the same shape
   */
  default INDArray predictions(INDArray output) {
    return output;
  }

  /**
   * {@return softmax cross-entropy from raw scores: {@code -Σ labels · log softmax(prediction)},
   * where softmax and sum are over the last dimension, the classes}
   *
   * <p>Labels: the output's shape, one-hot or probabilities that add up to 1; or without the
   * classes, {@code (batch, …)} or {@code (batch, …, 1)}, and then each is the index of the right
   * class, from 0. Scores of any size are safe: {@code log softmax(x) = x - m - log Σ exp(x - m)},
   * {@code m} the largest.
   *
   * <p>Gluon's {@code SoftmaxCrossEntropyLoss}, averaged; Keras's
   * {@code CategoricalCrossentropy(from_logits=True)} and
   * {@code SparseCategoricalCrossentropy(from_logits=True)}; PyTorch's {@code CrossEntropyLoss}.
   */
  static Loss softmaxCrossEntropy() {
    return new SoftmaxCrossEntropy();
  }

  /**
   * {@return sigmoid binary cross-entropy from raw scores, for labels from 0 to 1 of the output's
   * shape: {@code -y log σ(x) - (1 - y) log(1 - σ(x)) = log(1 + exp x) - x y}} Each number of the
   * output is a question of its own, answered yes or no. Scores of any size are safe: {@code log(1
   * + exp x) = m + log(exp(-m) + exp(x - m))}, {@code m = max(x, 0)}.
   *
   * <p>Gluon's {@code SigmoidBinaryCrossEntropyLoss}; Keras's
   * {@code BinaryCrossentropy(from_logits=True)}; PyTorch's {@code BCEWithLogitsLoss}.
   */
  static Loss sigmoidBinaryCrossEntropy() {
    return StandardLoss.SIGMOID_BINARY_CROSS_ENTROPY;
  }

  /**
   * {@return L1, the absolute error: {@code |prediction - labels|}, for labels of the output's
   * shape}
   *
   * <p>Gluon's {@code L1Loss}; Keras's {@code MeanAbsoluteError}; PyTorch's {@code L1Loss}.
   */
  static Loss meanAbsoluteError() {
    return StandardLoss.MEAN_ABSOLUTE_ERROR;
  }

  /**
   * {@return L2, the squared error: {@code (prediction - labels)²}, for labels of the output's
   * shape}
   *
   * <p>Keras's {@code MeanSquaredError}; PyTorch's {@code MSELoss}; Gluon's {@code L2Loss} is half
   * of it.
   */
  static Loss meanSquaredError() {
    return StandardLoss.MEAN_SQUARED_ERROR;
  }

  /**
   * {@return Huber's loss, for labels of the output's shape: with {@code d = |prediction -
   * labels|}, {@code d²/2} where {@code d ≤ delta}, and {@code delta · (d - delta/2)} beyond}
   *
   * <p>Keras's {@code Huber(delta)}; PyTorch's {@code HuberLoss(delta)}; Gluon's
   * {@code HuberLoss(rho)} is this, divided by {@code rho}. Huber, Ann. Math. Statist. 35, 1964.
   *
   * @param delta where the square ends, more than 0
   */
  static Loss huber(double delta) {
    return new HuberLoss(delta);
  }
}
