package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The largest element of each channel of an image: {@code y[n, c, 0, 0] = max x[n, c, i, j]} over
 * all i and j.
 *
 * <p>Input {@code (batch, channels, height, width)}; output {@code (batch, channels, 1, 1)}. No
 * parameters. An input of another form is refused.
 *
 * <p>Gluon's {@code GlobalMaxPool2D} with layout NCHW.
 */
public final class GlobalMaxPool2DLayer extends SpecLayer<GlobalMaxPool2DSpec> {
  private GlobalMaxPool2DLayer(GlobalMaxPool2DSpec spec) {
    super(spec);
  }

  /** {@return the largest element of each channel} */
  public static GlobalMaxPool2DLayer globalMaxPool2D() {
    return new GlobalMaxPool2DLayer(new GlobalMaxPool2DSpec());
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    return Pooling.max(x, shape, Pooling.whole(shape));
  }
}
