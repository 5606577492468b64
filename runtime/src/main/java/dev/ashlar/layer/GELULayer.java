package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Weighs each number by the part of N(0, 1) below it: {@code y = x · Φ(x) = x · (1 + erf(x / √2)) /
 * 2}.
 *
 * <p>Input and output have the same shape. No parameters.
 *
 * <p>Hendrycks and Gimpel, "Gaussian Error Linear Units", arXiv:1606.08415. Gluon's {@code GELU}.
 */
public final class GELULayer extends SpecLayer<GELUSpec> {
  private GELULayer(GELUSpec spec) {
    super(spec);
  }

  /** {@return a layer that does so} */
  public static GELULayer gelu() {
    return new GELULayer(new GELUSpec());
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    return ActivateLayer.apply(Activation.GELU, x);
  }
}
