package dev.ashlar.benchmarks.peers.library;

import dev.ashlar.benchmarks.peers.model.Op;
import dev.ashlar.benchmarks.peers.model.Task;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution through oneDNN, with the normalization that follows it folded in, then the
 * activation in a loop.
 */
final class HandConvolution extends HandStep {
  private static final int YXIO = 0;
  private static final int NCHW = 0;

  private final boolean relu;
  private final Call forward;
  private final FloatBuffer outputs;
  private final FloatBuffer gradients;
  private final INDArray weight;
  private final INDArray bias;
  private final INDArray weightGradient;
  private final INDArray biasGradient;
  private final long[] integers;
  private Call backward;

  /**
   * Prepares it.
   *
   * @param norm null: none follows
   */
  HandConvolution(Op.Conv op, Op.BatchNorm norm, INDArray x, Arrays arrays, boolean training) {
    super(x, training, output(op, x));
    relu = norm == null ? op.relu() : norm.relu();
    weight = arrays.imageWeight(op.weight());
    bias = op.biased() ? arrays.of(op.bias()) : Nd4j.zeros(op.channels());
    if (norm != null) {
      fold(norm, arrays);
    }
    weightGradient = training ? weight.like() : null;
    biasGradient = training ? bias.like() : null;
    integers = new long[] {
      op.kernel(),
      op.kernel(),
      op.stride(),
      op.stride(),
      op.padding(),
      op.padding(),
      1,
      1,
      0,
      NCHW,
      YXIO
    };
    forward = Call.of("conv2d", new INDArray[] {x, weight, bias}, new INDArray[] {y}, integers);
    outputs = buffer(y);
    gradients = training ? buffer(dy) : null;
  }

  private static long[] output(Op.Conv op, INDArray x) {
    int[] image = op.output((int) x.size(1), (int) x.size(2), (int) x.size(3));
    return new long[] {x.size(0), image[0], image[1], image[2]};
  }

  private void fold(Op.BatchNorm norm, Arrays arrays) {
    INDArray factor = arrays
        .of(norm.gamma())
        .div(Nd4j.math().sqrt(arrays.of(norm.variance()).add(Op.BatchNorm.EPSILON)));
    weight.muli(factor.reshape(1, 1, 1, factor.length()).broadcast(weight.shape()));
    bias.subi(arrays.of(norm.mean())).muli(factor).addi(arrays.of(norm.beta()));
  }

  @Override
  void forward() {
    forward.run();
    if (relu) {
      for (int i = 0; i < outputs.capacity(); i++) {
        outputs.put(i, Math.max(outputs.get(i), 0));
      }
    }
  }

  @Override
  void backward(INDArray dx) {
    if (backward == null) {
      INDArray wanted = dx == null ? x.like() : dx; // oneDNN's operation gives it in any case
      backward = Call.of(
          "conv2d_bp",
          new INDArray[] {x, weight, bias, dy},
          new INDArray[] {wanted, weightGradient, biasGradient},
          integers);
    }
    if (relu) {
      for (int i = 0; i < outputs.capacity(); i++) {
        if (outputs.get(i) <= 0) {
          gradients.put(i, 0);
        }
      }
    }
    backward.run();
    weight.subi(weightGradient.muli(Task.LEARNING_RATE));
    bias.subi(biasGradient.muli(Task.LEARNING_RATE));
  }
}
