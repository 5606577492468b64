package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The mean of each channel of an image: {@code y[n, c, 0, 0] = mean x[n, c, i, j]} over all i and
 * j.
 *
 * <p>Input {@code (batch, channels, height, width)}; output {@code (batch, channels, 1, 1)}. No
 * parameters. An input of another form is refused.
 *
 * <p>Gluon's {@code GlobalAvgPool2D} with layout NCHW. Lin, Chen and Yan, "Network In Network",
 * arXiv:1312.4400.
 */
public final class GlobalAvgPool2DLayer extends SpecLayer<GlobalAvgPool2DSpec> {
  private GlobalAvgPool2DLayer(GlobalAvgPool2DSpec spec) {
    super(spec);
  }

  /** {@return the mean of each channel} */
  public static GlobalAvgPool2DLayer globalAvgPool2D() {
    return new GlobalAvgPool2DLayer(new GlobalAvgPool2DSpec());
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    return Pooling.average(x, shape, Pooling.whole(shape), true);
  }
}
