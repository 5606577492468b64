package dev.ashlar.benchmarks.peers.library;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The sum of two chains over one input, and its maximum with 0. */
final class HandResidual extends HandStep {
  private final HandChain body;
  private final HandChain shortcut;
  private final FloatBuffer left;
  private final FloatBuffer right;
  private final FloatBuffer sum;

  HandResidual(HandChain body, HandChain shortcut, INDArray x) {
    super(x, false, body.output().shape());
    this.body = body;
    this.shortcut = shortcut;
    this.left = buffer(body.output());
    this.right = buffer(shortcut.output());
    this.sum = buffer(y);
  }

  @Override
  void forward() {
    body.forward();
    shortcut.forward();
    for (int i = 0; i < sum.capacity(); i++) {
      sum.put(i, Math.max(left.get(i) + right.get(i), 0));
    }
  }

  @Override
  void backward(INDArray dx) {
    throw new UnsupportedOperationException("no model that is trained here has it");
  }
}
