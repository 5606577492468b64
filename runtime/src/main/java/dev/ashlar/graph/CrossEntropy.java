package dev.ashlar.graph;

import dev.ashlar.shape.Shape;
import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.ops.SDMath;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.same.Negative;

/**
 * The last operation of softmax cross-entropy, {@code -Σ labels · log softmax(scores)} over the
 * last dimension. A session runs it, and those before it, as the operations of ND4J's that they
 * are; it knows besides what they compute together, so that a plan has {@link CrossEntropyStage}
 * for all of them.
 */
final class CrossEntropy extends Negative {
  private final SDVariable scores;
  private final SDVariable labels;
  private final SDVariable powers; // of scores less the largest
  private final SDVariable sum; // of the powers
  private final Shape shape; // of the scores

  private CrossEntropy(
      SDVariable scores,
      SDVariable labels,
      SDVariable powers,
      SDVariable sum,
      SDVariable negative,
      Shape shape) {
    super(scores.getSameDiff(), negative);
    this.scores = scores;
    this.labels = labels;
    this.powers = powers;
    this.sum = sum;
    this.shape = shape;
  }

  /**
   * Adds it to a graph.
   *
   * @param scores any numbers, {@code (batch, …, classes)}
   * @param labels what the probabilities should be, of the same shape
   * @return of the shape without the classes
   */
  static SDVariable of(Tracing tracing, SDVariable scores, SDVariable labels) {
    Shape shape = tracing.shapeOf(scores);
    SDMath math = tracing.graph().math();
    int classes = shape.rank() - 1; // ND4J's max along -1 is wrong
    SDVariable largest = tracing.detached(scores.max(true, classes)); // it cancels out
    SDVariable shifted = scores.sub(largest); // ND4J's log_softmax underflows
    SDVariable powers = math.exp(shifted);
    SDVariable sum = powers.sum(true, classes);
    SDVariable negative = labels.mul(shifted.sub(math.log(sum))).sum(classes);
    return new CrossEntropy(scores, labels, powers, sum, negative, shape).outputVariable();
  }

  SDVariable scores() {
    return scores;
  }

  SDVariable labels() {
    return labels;
  }

  /**
   * Adds the gradient by the scores to the graph: {@code factor · (softmax(scores) · Σ labels -
   * labels)}.
   *
   * @param factor the gradient by what this computes
   */
  SDVariable gradient(SDVariable factor) {
    int classes = shape.rank() - 1;
    SDVariable wanted = powers.div(sum).mul(labels.sum(true, classes));
    long[] column = Arrays.copyOf(shape.sizes(), shape.rank());
    column[classes] = 1;
    return new Gradient(this, wanted.sub(labels), factor, factor.reshape(column)).outputVariable();
  }

  /** The last operation of its gradient. */
  static final class Gradient extends MulOp {
    private final CrossEntropy of;
    private final SDVariable factor;

    private Gradient(CrossEntropy of, SDVariable difference, SDVariable factor, SDVariable column) {
      super(graph(difference), difference, column);
      this.of = of;
      this.factor = factor;
    }

    private static SameDiff graph(SDVariable variable) {
      return variable.getSameDiff();
    }

    CrossEntropy of() {
      return of;
    }

    SDVariable factor() {
      return factor;
    }
  }
}
