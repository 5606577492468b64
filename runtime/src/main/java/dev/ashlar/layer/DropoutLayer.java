package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Leaves out a part of its input at random while training: each element is 0 with probability
 * {@code rate} and else divided by {@code 1 - rate}, drawn anew for every batch. In prediction the
 * output is the input. Any shape. No parameters.
 *
 * <p>Srivastava et al., "Dropout", JMLR 15, 2014. Gluon's {@code Dropout}.
 */
public final class DropoutLayer extends SpecLayer<DropoutSpec> {
  private DropoutLayer(DropoutSpec spec) {
    super(spec);
  }

  /**
   * {@return a layer that leaves out that part of its input}
   *
   * @param rate the part that is left out, at least 0 and less than 1
   */
  public static DropoutLayer dropout(double rate) {
    return new DropoutLayer(new DropoutSpec(rate));
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    if (!tracing.isTraining() || spec().rate() == 0) {
      return x;
    }
    return x.mul(tracing.mask(node().prefix() + "mask", x, 1 - spec().rate()));
  }
}
