package dev.ashlar.train;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** See {@link Loss#huber}. With {@code q = min(d, delta)} it is {@code q²/2 + delta · (d - q)}. */
record HuberLoss(double delta) implements PointwiseLoss {
  HuberLoss {
    if (!(delta > 0) || !Double.isFinite(delta)) {
      throw new IllegalArgumentException("delta must be finite and more than 0, found " + delta);
    }
  }

  @Override
  public SDVariable each(SDVariable prediction, SDVariable labels) {
    SameDiff graph = prediction.getSameDiff();
    SDVariable distance = graph.math().abs(prediction.sub(labels));
    SDVariable beyond = graph.nn().relu(distance.sub(delta), 0);
    SDVariable within = distance.sub(beyond);
    return within.mul(within).mul(0.5).add(beyond.mul(delta));
  }

  @Override
  public void compute(Rows rows, int count) {
    for (int i = 0; i < count; i++) {
      double difference = rows.prediction()[i] - rows.labels()[i];
      double distance = Math.abs(difference);
      double within = Math.min(distance, delta);
      rows.results()[i] = 0.5 * within * within + delta * (distance - within);
      double slope = Math.max(-delta, Math.min(difference, delta));
      rows.gradient()[i] = rows.factors()[i] * slope;
    }
  }
}
