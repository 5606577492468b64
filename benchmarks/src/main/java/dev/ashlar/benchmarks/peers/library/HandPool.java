package dev.ashlar.benchmarks.peers.library;

import dev.ashlar.benchmarks.peers.model.Op;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Maxima of windows through oneDNN. */
final class HandPool extends HandStep {
  private final Call forward;
  private final long[] integers;
  private Call backward;

  HandPool(Op.MaxPool op, INDArray x, boolean training) {
    super(x, training, output(op, x));
    integers = new long[] {
      op.size(), op.size(), op.stride(), op.stride(), op.padding(), op.padding(), 1, 1, 0, 1, 0
    };
    forward = Call.of("maxpool2d", new INDArray[] {x}, new INDArray[] {y}, integers);
  }

  private static long[] output(Op.MaxPool op, INDArray x) {
    int[] image = op.output((int) x.size(1), (int) x.size(2), (int) x.size(3));
    return new long[] {x.size(0), image[0], image[1], image[2]};
  }

  @Override
  void forward() {
    forward.run();
  }

  @Override
  void backward(INDArray dx) {
    if (dx == null) {
      return;
    }
    if (backward == null) {
      backward = Call.of("maxpool2d_bp", new INDArray[] {x, dy}, new INDArray[] {dx}, integers);
    }
    backward.run();
  }
}
