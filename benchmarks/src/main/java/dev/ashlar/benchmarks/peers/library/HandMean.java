package dev.ashlar.benchmarks.peers.library;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean of each channel. */
final class HandMean extends HandStep {
  private final FloatBuffer inputs;
  private final FloatBuffer outputs;
  private final int pixels;

  HandMean(INDArray x) {
    super(x, false, x.size(0), x.size(1));
    inputs = buffer(x);
    outputs = buffer(y);
    pixels = (int) (x.size(2) * x.size(3));
  }

  @Override
  void forward() {
    for (int channel = 0, i = 0; channel < outputs.capacity(); channel++) {
      float sum = 0;
      for (int pixel = 0; pixel < pixels; pixel++, i++) {
        sum += inputs.get(i);
      }
      outputs.put(channel, sum / pixels);
    }
  }

  @Override
  void backward(INDArray dx) {
    throw new UnsupportedOperationException("no model that is trained here has it");
  }
}
