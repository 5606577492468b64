package dev.ashlar.train;

import java.util.Collection;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Keeps gradients from being too large.
 *
 * @param by how
 * @param limit more than 0
 */
record Clipping(By by, double limit) {
  /** What is limited. */
  enum By {
    /** Each number: {@code max(-limit, min(limit, g))}. */
    VALUE,
    /** Each gradient's Euclidean norm: {@code g · limit / |g|} where that is larger. */
    NORM,
    /** The norm of all gradients together, as if they were one vector. */
    GLOBAL_NORM
  }

  Clipping {
    if (!(limit > 0) || !Double.isFinite(limit)) {
      throw new IllegalArgumentException(
          "the limit of gradients must be finite and more than 0, found " + limit);
    }
  }

  /** Changes the gradients in place. */
  void apply(Collection<INDArray> gradients) {
    switch (by) {
      case VALUE ->
        gradients.forEach(
            gradient -> gradient.assign(Nd4j.math().clipByValue(gradient, -limit, limit)));
      case NORM -> gradients.forEach(gradient -> shrink(gradient, norm(gradient)));
      case GLOBAL_NORM -> {
        double squares = 0;
        for (INDArray gradient : gradients) {
          double norm = norm(gradient);
          squares += norm * norm;
        }
        double norm = Math.sqrt(squares);
        gradients.forEach(gradient -> shrink(gradient, norm));
      }
    }
  }

  private void shrink(INDArray gradient, double norm) {
    if (norm > limit) {
      gradient.muli(limit / norm);
    }
  }

  private static double norm(INDArray gradient) {
    double norm = gradient.norm2Number().doubleValue();
    return Double.isFinite(norm) // squares of float32 overflow beyond 1e19
        ? norm
        : gradient.castTo(DataType.DOUBLE).norm2Number().doubleValue();
  }
}
