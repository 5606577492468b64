package dev.ashlar.train;

import org.nd4j.autodiff.samediff.SDVariable;

/** The losses that {@link Loss} offers. */
enum StandardLoss implements Loss {
  SOFTMAX_CROSS_ENTROPY {
    @Override
    public SDVariable of(SDVariable prediction, SDVariable labels) {
      SDVariable logarithms = prediction.getSameDiff().nn().logSoftmax(prediction, -1);
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
