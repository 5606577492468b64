package dev.ashlar.train;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** See {@link Loss#huber}. With {@code q = min(d, delta)} it is {@code q²/2 + delta · (d - q)}. */
record HuberLoss(double delta) implements Loss {
  HuberLoss {
    if (!(delta > 0) || !Double.isFinite(delta)) {
      throw new IllegalArgumentException("delta must be finite and more than 0, found " + delta);
    }
  }

  @Override
  public SDVariable of(SDVariable prediction, SDVariable labels) {
    StandardLoss.requireSameShape(prediction, labels);
    SameDiff graph = prediction.getSameDiff();
    SDVariable distance = graph.math().abs(prediction.sub(labels));
    SDVariable beyond = graph.nn().relu(distance.sub(delta), 0);
    SDVariable within = distance.sub(beyond);
    return within.mul(within).mul(0.5).add(beyond.mul(delta));
  }
}
