package dev.ashlar.graph;

/**
 * A loss together with its gradient, as a plan computes them in one pass. A session runs operations
 * of ND4J's that say the same; {@link Tracing#inOnePass} is told both.
 *
 * @hidden
 */
@FunctionalInterface
public interface LossFunction {
  /**
   * Computes results and gradients of some rows. It allocates nothing.
   *
   * @param rows what they are computed from and where they go
   * @param count how many rows there are
   */
  void compute(Rows rows, int count);

  /**
   * Rows of a prediction, each of which has one loss, one row after the other. They are in float64
   * where the graph is in float32 too.
   *
   * @param width how many numbers a row has
   * @param prediction its numbers
   * @param labels what they should be
   * @param factors the gradient by the loss of each row
   * @param results the loss of each row
   * @param gradient by the prediction: the row's factor times the derivative of its loss
   */
  record Rows(
      int width,
      double[] prediction,
      double[] labels,
      double[] factors,
      double[] results,
      double[] gradient) {

    /** At most so many rows, all numbers 0. */
    static Rows of(int most, int width) {
      int numbers = Math.multiplyExact(most, width);
      return new Rows(
          width,
          new double[numbers],
          new double[numbers],
          new double[most],
          new double[most],
          new double[numbers]);
    }
  }
}
