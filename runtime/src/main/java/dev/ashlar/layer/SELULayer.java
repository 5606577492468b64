package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Bends and scales numbers so that deep networks keep mean 0 and variance 1: {@code y = λ · x}
 * where {@code x > 0}, else {@code λ · α · (exp(x) - 1)}, with λ = 1.0507009873554805 and α =
 * 1.6732632423543772.
 *
 * <p>Input and output have the same shape. No parameters.
 *
 * <p>Klambauer et al., "Self-Normalizing Neural Networks", arXiv:1706.02515. Gluon's {@code SELU}.
 */
public final class SELULayer extends SpecLayer<SELUSpec> {
  private SELULayer(SELUSpec spec) {
    super(spec);
  }

  /** {@return a layer that does so} */
  public static SELULayer selu() {
    return new SELULayer(new SELUSpec());
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    return ActivateLayer.apply(Activation.SELU, x);
  }
}
