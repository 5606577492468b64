package acme;

import dev.ashlar.graph.Tracing;
import dev.ashlar.layer.SpecLayer;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The largest of several dense layers: {@code y[u] = max over j of (x · W[u · pieces + j] + b[u · pieces + j])}. Goodfellow et al.,
 * "Maxout Networks", arXiv:1302.4389.
 */
public final class MaxoutLayer extends SpecLayer<MaxoutSpec> {
  private MaxoutLayer(MaxoutSpec spec) {
    super(spec);
  }

  /** Named as the annotation; it takes the members without a default. */
  public static MaxoutLayer maxout(int units) {
    return new MaxoutLayer(new MaxoutSpec(units, MaxoutSpec.PIECES));
  }

  /** Each other member is a method that returns a changed layer. */
  public MaxoutLayer pieces(int pieces) {
    return new MaxoutLayer(new MaxoutSpec(spec().units(), pieces));
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    long batch = shape.size(0);
    SDVariable rows = x.reshape(batch, shape.example().elements());
    SDVariable weight = tracing.graph().permute(parameter("weight").variable(), 1, 0);
    return rows.mmul(weight)
        .add(parameter("bias").variable())
        .reshape(batch, spec().units(), spec().pieces())
        .max(2);
  }
}
