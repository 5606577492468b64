package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Weighs each number by its sigmoid: {@code y = x · sigmoid(beta · x) = x / (1 + exp(-beta · x))}.
 *
 * <p>Input and output have the same shape. No parameters.
 *
 * <p>Ramachandran, Zoph and Le, "Searching for Activation Functions", arXiv:1710.05941. Gluon's
 * {@code Swish}.
 */
public final class SwishLayer extends SpecLayer<SwishSpec> {
  private SwishLayer(SwishSpec spec) {
    super(spec);
  }

  /** {@return a layer with a {@code beta} of 1} */
  public static SwishLayer swish() {
    return new SwishLayer(new SwishSpec(SwishSpec.BETA));
  }

  /**
   * {@return a new layer like this one with the given {@code beta}}
   *
   * @param beta what numbers are multiplied by before the sigmoid
   */
  public SwishLayer beta(double beta) {
    return new SwishLayer(new SwishSpec(beta));
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    if (spec().beta() == SwishSpec.BETA) {
      return ActivateLayer.apply(Activation.SWISH, x);
    }
    return x.mul(ActivateLayer.apply(Activation.SIGMOID, x.mul(spec().beta())));
  }
}
