package dev.ashlar.train;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.ops.SDMath;

/** The losses that {@link Loss} offers. */
enum StandardLoss implements Loss {
  SOFTMAX_CROSS_ENTROPY {
    @Override
    public SDVariable of(SDVariable prediction, SDVariable labels) {
      SDMath math = prediction.getSameDiff().math();
      SDVariable shifted = prediction.sub(prediction.max(true, -1)); // ND4J's log_softmax underflows
      SDVariable logarithms = shifted.sub(math.log(math.exp(shifted).sum(true, -1)));
      return labels.mul(logarithms).sum(-1).mean().neg();
    }
  },
  MEAN_SQUARED_ERROR {
    @Override
    public SDVariable of(SDVariable prediction, SDVariable labels) {
      SDVariable difference = prediction.sub(labels);
      return difference.mul(difference).mean();
    }
  }
}
