package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Lets a learnt part of negative numbers through: {@code y = x} where {@code x > 0}, else
 * {@code alpha · x}.
 *
 * <p>Input and output have the same shape; its channels are the first dimension after the batch.
 * Parameter: {@code alpha} {@code (inChannels,)}, at first 0.25: one for each channel, or one for
 * all. An input of another number of channels is refused.
 *
 * <p>He, Zhang, Ren and Sun, "Delving Deep into Rectifiers", arXiv:1502.01852. Gluon's
 * {@code PReLU}.
 */
public final class PReLULayer extends SpecLayer<PReLUSpec> {
  private PReLULayer(PReLUSpec spec) {
    super(spec);
  }

  /** {@return a layer with one {@code alpha} for all, at first 0.25} */
  public static PReLULayer pReLU() {
    return new PReLULayer(new PReLUSpec(PReLUSpec.ALPHA, PReLUSpec.IN_CHANNELS));
  }

  /**
   * {@return a new layer like this one whose {@code alpha} is the given number at first}
   *
   * @param alpha what {@code alpha} is at first
   */
  public PReLULayer alpha(double alpha) {
    PReLUSpec spec = spec();
    return new PReLULayer(new PReLUSpec(alpha, spec.inChannels()));
  }

  /**
   * {@return a new layer like this one with an {@code alpha} for each of so many channels}
   *
   * @param inChannels how many channels have an {@code alpha} of their own; 1: one for all
   */
  public PReLULayer inChannels(int inChannels) {
    PReLUSpec spec = spec();
    return new PReLULayer(new PReLUSpec(spec.alpha(), inChannels));
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    long[] sizes = new long[shape.rank()];
    Arrays.fill(sizes, 1);
    if (spec().inChannels() > 1) {
      sizes[PReLUSpec.CHANNELS] = spec().inChannels();
    }
    SDVariable positive = ActivateLayer.apply(Activation.RELU, x);
    return positive.add(x.sub(positive).mul(parameter("alpha").variable().reshape(sizes)));
  }
}
