package dev.ashlar.train;

import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch as ND4J's evaluations take it: labels and predictions are matrices, a row a position and
 * a column a class or value; rows that are masked are left out.
 *
 * @param labels one-hot, or the values that are right
 * @param predictions of the same shape
 */
record EvaluationArrays(INDArray labels, INDArray predictions) {
  /**
   * Prepares a batch.
   *
   * @param output the model's output for it
   * @return empty if all is masked
   * @throws ShapeMismatchException if the labels or the mask do not fit
   */
  static Optional<EvaluationArrays> of(Batch batch, Loss loss, INDArray output) {
    Shape shape = Shape.of(output.shape());
    Shape found = Shape.of(batch.labels().shape());
    long columns = shape.rank() < 2 ? 1 : shape.size(shape.rank() - 1);
    long rows = output.length() / columns;
    INDArray labels;
    if (loss.areIndices(shape, found)) {
      labels = oneHot(batch.labels(), rows, columns, output.dataType());
    } else if (found.equals(shape)) {
      labels = batch.labels().dup('c').reshape('c', rows, columns);
    } else {
      throw new ShapeMismatchException(shape + ", the output's shape", found.toString())
          .at("the labels");
    }
    INDArray predictions = loss.predictions(output).dup('c').reshape('c', rows, columns);
    EvaluationArrays all = new EvaluationArrays(labels, predictions);
    return batch.mask().map(all::without).orElse(Optional.of(all));
  }

  private static INDArray oneHot(INDArray indices, long rows, long columns, DataType type) {
    INDArray labels = Nd4j.zeros(type, rows, columns);
    double[] values = ArrayValues.of(indices);
    for (int i = 0; i < values.length; i++) {
      if (values[i] >= 0 && values[i] < columns) { // others are masked: the loss has checked them
        labels.putScalar(i, (long) values[i], 1);
      }
    }
    return labels;
  }

  private Optional<EvaluationArrays> without(INDArray mask) {
    double[] kept = ArrayValues.of(mask);
    long rows = labels.size(0);
    if (rows % kept.length != 0) {
      throw new ShapeMismatchException(
              "one number for each of the " + rows + " rows of predictions, or for several of them",
              Shape.of(mask.shape()).toString())
          .at("the mask, for metrics");
    }
    int each = (int) (rows / kept.length);
    int[] left =
        IntStream.range(0, (int) rows).filter(row -> kept[row / each] != 0).toArray();
    if (left.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new EvaluationArrays(Nd4j.pullRows(labels, 1, left), Nd4j.pullRows(predictions, 1, left)));
  }

  /** Adds the batch to an evaluation. */
  void addTo(IEvaluation<?> evaluation) {
    evaluation.eval(labels, predictions);
  }
}
