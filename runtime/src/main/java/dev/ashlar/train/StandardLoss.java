package dev.ashlar.train;

import dev.ashlar.graph.Tracing;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.ops.SDMath;

/** The losses that {@link Loss} offers. */
enum StandardLoss implements Loss {
  SOFTMAX_CROSS_ENTROPY {
    @Override
    public SDVariable of(SDVariable prediction, SDVariable labels) {
      SDMath math = prediction.getSameDiff().math();
      int classes =
          Tracing.current().shapeOf(prediction).rank() - 1; // ND4J's max along -1 is wrong
      SDVariable shifted =
          prediction.sub(prediction.max(true, classes)); // ND4J's log_softmax underflows
      SDVariable logarithms = shifted.sub(math.log(math.exp(shifted).sum(true, classes)));
      return labels.mul(logarithms).sum(classes).mean().neg();
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
