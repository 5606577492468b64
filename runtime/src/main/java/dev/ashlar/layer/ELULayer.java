package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Bends negative numbers: {@code y = x} where {@code x > 0}, else {@code alpha · (exp(x) - 1)}.
 *
 * <p>Input and output have the same shape. No parameters.
 *
 * <p>Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by Exponential
 * Linear Units", arXiv:1511.07289. Gluon's {@code ELU}.
 */
public final class ELULayer extends SpecLayer<ELUSpec> {
  private ELULayer(ELUSpec spec) {
    super(spec);
  }

  /** {@return a layer with an {@code alpha} of 1} */
  public static ELULayer elu() {
    return new ELULayer(new ELUSpec(ELUSpec.ALPHA));
  }

  /**
   * {@return a new layer like this one with the given {@code alpha}}
   *
   * @param alpha what negative numbers approach, without its sign; at least 0
   */
  public ELULayer alpha(double alpha) {
    return new ELULayer(new ELUSpec(alpha));
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    if (spec().alpha() == ELUSpec.ALPHA) {
      return ActivateLayer.apply(Activation.ELU, x);
    }
    SDVariable positive = ActivateLayer.apply(Activation.RELU, x);
    return positive.add(
        ActivateLayer.apply(Activation.ELU, x.sub(positive)).mul(spec().alpha()));
  }
}
