package dev.ashlar.train;

import dev.ashlar.graph.LossFunction;
import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.ops.SDMath;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** See {@link Loss#softmaxCrossEntropy}. Its gradient is {@code softmax(scores) · Σ y - y}. */
record SoftmaxCrossEntropy() implements Loss, LossFunction {
  @Override
  public SDVariable of(SDVariable prediction, SDVariable labels) {
    Tracing tracing = Tracing.current();
    Shape output = tracing.shapeOf(prediction);
    SDVariable wanted = probabilities(output, tracing.shapeOf(labels), prediction, labels);
    SDMath math = prediction.getSameDiff().math();
    int classes = output.rank() - 1; // ND4J's max along -1 is wrong
    SDVariable largest = tracing.detached(prediction.max(true, classes)); // it cancels out
    SDVariable shifted = prediction.sub(largest); // ND4J's log_softmax underflows
    SDVariable logarithm = math.log(math.exp(shifted).sum(true, classes));
    SDVariable each = wanted.mul(shifted.sub(logarithm)).sum(classes).neg();
    return tracing.inOnePass(each, prediction, wanted, this);
  }

  private SDVariable probabilities(
      Shape output, Shape found, SDVariable prediction, SDVariable labels) {
    if (!areIndices(output, found)) {
      if (output.rank() < 2 || !found.equals(output)) {
        throw new ShapeMismatchException(expected(output), found.toString()).at("the labels");
      }
      return labels;
    }
    long[] sizes = output.sizes();
    SameDiff graph = labels.getSameDiff();
    int last = sizes.length - 1;
    SDVariable rows = graph.reshape(labels, Arrays.copyOf(sizes, last));
    int depth = Math.toIntExact(sizes[last]);
    return graph.oneHot(rows, depth, last, 1, 0, prediction.dataType());
  }

  private static String expected(Shape output) {
    return output.rank() < 2
        ? "an output of (batch, …, classes), which is here " + output
        : output + ", the output's shape, or without its last dimension, for indices of classes";
  }

  @Override
  public boolean areIndices(Shape output, Shape labels) {
    if (output.rank() < 2 || labels.equals(output)) {
      return false;
    }
    long[] positions = Arrays.copyOf(output.sizes(), output.rank() - 1);
    return labels.equals(Shape.of(positions)) || labels.equals(output.withLast(1));
  }

  @Override
  public void compute(Rows rows, int count) {
    for (int row = 0; row < count; row++) {
      compute(rows, row, row * rows.width());
    }
  }

  /** One row, from a place on. */
  private static void compute(Rows rows, int row, int start) {
    int end = start + rows.width();
    double[] scores = rows.prediction();
    double[] labels = rows.labels();
    double[] gradient = rows.gradient(); // at first the powers
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = start; i < end; i++) {
      largest = Math.max(largest, scores[i]); // NaN stays
    }
    double sum = 0;
    double wanted = 0;
    for (int i = start; i < end; i++) {
      gradient[i] = Math.exp(scores[i] - largest);
      sum += gradient[i];
      wanted += labels[i];
    }
    double logarithm = Math.log(sum);
    double scale = wanted / sum;
    double result = 0;
    for (int i = start; i < end; i++) {
      result -= labels[i] * (scores[i] - largest - logarithm);
      gradient[i] = rows.factors()[row] * (gradient[i] * scale - labels[i]);
    }
    rows.results()[row] = result;
  }

  @Override
  public INDArray predictions(INDArray output) {
    int classes = output.rank() - 1;
    INDArray powers = Nd4j.math().exp(output.sub(output.max(true, classes)));
    return powers.div(powers.sum(true, classes));
  }
}
