package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Makes all dimensions but the batch one: {@code (batch, d1, d2, …)} becomes {@code (batch, d1 · d2
 * · …)}. No parameters.
 *
 * <p>Gluon's {@code Flatten}.
 */
public final class FlattenLayer extends SpecLayer<FlattenSpec> {
  private FlattenLayer(FlattenSpec spec) {
    super(spec);
  }

  /** {@return a layer that makes all dimensions but the batch one} */
  public static FlattenLayer flatten() {
    return new FlattenLayer(new FlattenSpec());
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    return x.reshape(shape.size(0), shape.example().elements());
  }
}
