package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Normalises along one dimension: {@code y = gamma · (x - mean(x)) / sqrt(var(x) + epsilon) +
 * beta}, where the mean and the variance (that of the population, divided by n) are taken along the
 * dimension {@code axis}, the last by default.
 *
 * <p>Input and output have the same shape. Parameters, both {@code (size of the dimension,)}:
 * {@code gamma}, at first 1; {@code beta}, at first 0.
 *
 * <p>Ba, Kiros and Hinton, "Layer Normalization", arXiv:1607.06450. Gluon's {@code LayerNorm}.
 */
public final class LayerNormLayer extends SpecLayer<LayerNormSpec> {
  private LayerNormLayer(LayerNormSpec spec) {
    super(spec);
  }

  /** {@return a layer that normalises along the last dimension} */
  public static LayerNormLayer layerNorm() {
    return new LayerNormLayer(new LayerNormSpec(
        LayerNormSpec.AXIS,
        LayerNormSpec.EPSILON,
        LayerNormSpec.CENTER,
        LayerNormSpec.SCALE,
        LayerNormSpec.IN_CHANNELS));
  }

  /**
   * {@return a new layer like this one that normalises along the given dimension}
   *
   * @param axis the dimension that is normalised, counted from the batch's 0, or from the end where
   *     negative; not the batch
   */
  public LayerNormLayer axis(int axis) {
    LayerNormSpec spec = spec();
    return new LayerNormLayer(
        new LayerNormSpec(axis, spec.epsilon(), spec.center(), spec.scale(), spec.inChannels()));
  }

  /**
   * {@return a new layer like this one that adds the given number to the variance}
   *
   * @param epsilon what is added to the variance
   */
  public LayerNormLayer epsilon(double epsilon) {
    LayerNormSpec spec = spec();
    return new LayerNormLayer(
        new LayerNormSpec(spec.axis(), epsilon, spec.center(), spec.scale(), spec.inChannels()));
  }

  /**
   * {@return a new layer like this one whose {@code beta} is trained or left at 0}
   *
   * @param center whether {@code beta} is trained rather than left at 0
   */
  public LayerNormLayer center(boolean center) {
    LayerNormSpec spec = spec();
    return new LayerNormLayer(
        new LayerNormSpec(spec.axis(), spec.epsilon(), center, spec.scale(), spec.inChannels()));
  }

  /**
   * {@return a new layer like this one whose {@code gamma} is trained or left at 1}
   *
   * @param scale whether {@code gamma} is trained rather than left at 1
   */
  public LayerNormLayer scale(boolean scale) {
    LayerNormSpec spec = spec();
    return new LayerNormLayer(
        new LayerNormSpec(spec.axis(), spec.epsilon(), spec.center(), scale, spec.inChannels()));
  }

  /**
   * {@return a new layer like this one for a dimension of that size; 0: taken from the input}
   *
   * @param inChannels the size of the dimension; 0: taken from the input
   */
  public LayerNormLayer inChannels(int inChannels) {
    LayerNormSpec spec = spec();
    return new LayerNormLayer(
        new LayerNormSpec(spec.axis(), spec.epsilon(), spec.center(), spec.scale(), inChannels));
  }

  @Override
  protected Shape knownInput() {
    return ChannelAxis.known(spec().axis(), parameter("gamma").shape().size(0));
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    int axis = spec().axis() < 0 ? shape.rank() + spec().axis() : spec().axis();
    SDVariable centered = x.sub(x.mean(true, axis));
    SDVariable variance = centered.mul(centered).mean(true, axis);
    SDVariable normal =
        centered.div(tracing.graph().math().sqrt(variance.add(spec().epsilon())));
    return normal.mul(along(axis, "gamma", shape)).add(along(axis, "beta", shape));
  }

  // The parameter, with ones for the other dimensions, so that it is broadcast along them.
  private SDVariable along(int axis, String ownName, Shape shape) {
    long[] sizes = new long[shape.rank()];
    Arrays.fill(sizes, 1);
    sizes[axis] = shape.size(axis);
    return parameter(ownName).variable().reshape(sizes);
  }
}
