package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Lets a part of negative numbers through: {@code y = x} where {@code x > 0}, else {@code alpha ·
 * x}.
 *
 * <p>Input and output have the same shape. No parameters.
 *
 * <p>Maas, Hannun and Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic Models", ICML
 * 2013. Gluon's {@code LeakyReLU}.
 */
public final class LeakyReLULayer extends SpecLayer<LeakyReLUSpec> {
  private LeakyReLULayer(LeakyReLUSpec spec) {
    super(spec);
  }

  /**
   * {@return a layer that multiplies negative numbers by {@code alpha}}
   *
   * @param alpha what negative numbers are multiplied by, at least 0
   */
  public static LeakyReLULayer leakyReLU(double alpha) {
    return new LeakyReLULayer(new LeakyReLUSpec(alpha));
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    return x.getSameDiff().nn().leakyRelu(x, spec().alpha());
  }
}
