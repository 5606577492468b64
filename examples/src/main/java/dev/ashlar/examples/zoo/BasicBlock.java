package dev.ashlar.examples.zoo;

import static dev.ashlar.layer.Activation.RELU;
import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.Conv2DLayer.conv2D;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.layer.ActivateLayer;
import dev.ashlar.layer.Sequential;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A residual block of two convolutions: {@code relu(body(x) + downsample(x))}. He, Zhang, Ren and Sun, "Deep Residual Learning for Image
 * Recognition", arXiv:1512.03385; Gluon's {@code BasicBlockV1}. Its sizes come by the constructor; all of its layers are named in the
 * scope around it.
 */
@Block(hint = "basicblockv1")
public abstract class BasicBlock {
  private static final int FIRST_CHANNELS = 64;

  @Child(prefix = "") Sequential<Layer> body;
  @Child(prefix = "") Sequential<Layer> downsample;

  /** A block of ResNet's first stage. */
  protected BasicBlock() {
    this(FIRST_CHANNELS, 1);
  }

  /**
   * A block.
   *
   * @param channels how many channels its output has; those of its input, where the stride is 1
   * @param stride by how many elements the first convolution moves
   */
  protected BasicBlock(int channels, int stride) {
    body = Sequential.unplaced();
    body.add(conv2D(channels).kernel(3).stride(stride).padding(1).useBias(false))
        .add(batchNorm())
        .add(ActivateLayer.activate(RELU))
        .add(conv2D(channels).kernel(3).padding(1).useBias(false).inChannels(channels))
        .add(batchNorm());
    downsample = Sequential.unplaced(); // empty, it passes its input on
    if (stride > 1) {
      downsample.add(conv2D(channels).kernel(1).stride(stride).useBias(false)).add(batchNorm());
    }
  }

  SDVariable forward(SDVariable x) {
    SDVariable sum = body.forward(x).add(downsample.forward(x));
    return sum.getSameDiff().nn().relu(sum, 0);
  }
}
