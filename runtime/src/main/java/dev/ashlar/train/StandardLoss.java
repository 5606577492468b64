package dev.ashlar.train;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.ops.SDMath;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The pointwise losses without settings that {@link Loss} offers. */
enum StandardLoss implements PointwiseLoss {
  SIGMOID_BINARY_CROSS_ENTROPY {
    @Override
    public SDVariable each(SDVariable prediction, SDVariable labels) {
      SameDiff graph = prediction.getSameDiff();
      SDMath math = graph.math();
      SDVariable larger = graph.nn().relu(prediction, 0); // its derivative cancels out, at 0 too
      SDVariable sum = math.exp(larger.neg()).add(math.exp(prediction.sub(larger)));
      return larger.add(math.log(sum)).sub(prediction.mul(labels));
    }

    @Override
    public void compute(Rows rows, int count) {
      for (int i = 0; i < count; i++) {
        double x = rows.prediction()[i];
        double y = rows.labels()[i];
        double power = Math.exp(-Math.abs(x)); // of the smaller less the larger of x and 0
        rows.results()[i] = Math.max(x, 0) + Math.log(1 + power) - x * y;
        double sigmoid = (x < 0 ? power : 1) / (1 + power);
        rows.gradient()[i] = rows.factors()[i] * (sigmoid - y);
      }
    }

    @Override
    public INDArray predictions(INDArray output) {
      return Nd4j.nn().sigmoid(output);
    }
  },
  MEAN_ABSOLUTE_ERROR {
    @Override
    public SDVariable each(SDVariable prediction, SDVariable labels) {
      return prediction.getSameDiff().math().abs(prediction.sub(labels));
    }

    @Override
    public void compute(Rows rows, int count) {
      for (int i = 0; i < count; i++) {
        double difference = rows.prediction()[i] - rows.labels()[i];
        rows.results()[i] = Math.abs(difference);
        rows.gradient()[i] = rows.factors()[i] * Math.signum(difference); // 0 at 0, as ND4J's
      }
    }
  },
  MEAN_SQUARED_ERROR {
    @Override
    public SDVariable each(SDVariable prediction, SDVariable labels) {
      SDVariable difference = prediction.sub(labels);
      return difference.mul(difference);
    }

    @Override
    public void compute(Rows rows, int count) {
      for (int i = 0; i < count; i++) {
        double difference = rows.prediction()[i] - rows.labels()[i];
        rows.results()[i] = difference * difference;
        rows.gradient()[i] = rows.factors()[i] * 2 * difference;
      }
    }
  }
}
