package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A fully connected layer: {@code y = activation(x · Wᵀ + b)}.
 *
 * <p>Input {@code (batch, …)}, of which all but the batch are made one dimension of size
 * {@code in}; output {@code (batch, units)}. Without {@link #flatten}: input {@code (batch, …,
 * in)}, output {@code (batch, …, units)}. Parameters: {@code weight} {@code (units, in)};
 * {@code bias} {@code (units,)}, at first 0.
 *
 * <p>Gluon's {@code Dense}.
 */
public final class DenseLayer extends SpecLayer<DenseSpec> {
  private DenseLayer(DenseSpec spec) {
    super(spec);
  }

  /**
   * {@return a dense layer with an output of that size, a bias and no activation}
   *
   * @param units the size of the output, at least 1
   */
  public static DenseLayer dense(int units) {
    return new DenseLayer(new DenseSpec(
        units, Activation.NONE, DenseSpec.USE_BIAS, DenseSpec.FLATTEN, DenseSpec.IN_UNITS));
  }

  /**
   * {@return a new layer like this one with the given function applied to its output}
   *
   * @param activation the function applied to the output
   */
  public DenseLayer activation(Activation activation) {
    DenseSpec spec = spec();
    return new DenseLayer(
        new DenseSpec(spec.units(), activation, spec.useBias(), spec.flatten(), spec.inUnits()));
  }

  /**
   * {@return a new layer like this one with or without a bias}
   *
   * @param useBias whether a bias is added
   */
  public DenseLayer useBias(boolean useBias) {
    DenseSpec spec = spec();
    return new DenseLayer(
        new DenseSpec(spec.units(), spec.activation(), useBias, spec.flatten(), spec.inUnits()));
  }

  /**
   * {@return a new layer like this one that makes all dimensions but the batch one, or that works
   * on the last dimension}
   *
   * @param flatten whether all dimensions but the batch are made one first; if not, the layer works
   *     on the last dimension
   */
  public DenseLayer flatten(boolean flatten) {
    DenseSpec spec = spec();
    return new DenseLayer(
        new DenseSpec(spec.units(), spec.activation(), spec.useBias(), flatten, spec.inUnits()));
  }

  /**
   * {@return a new layer like this one for an input of that size; 0: taken from the input}
   *
   * @param inUnits the size of the input; 0: taken from the input
   */
  public DenseLayer inUnits(int inUnits) {
    DenseSpec spec = spec();
    return new DenseLayer(
        new DenseSpec(spec.units(), spec.activation(), spec.useBias(), spec.flatten(), inUnits));
  }

  @Override
  protected Shape knownInput() {
    return Shape.of(parameter("weight").shape().size(1));
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    SDVariable weight = parameter("weight").variable();
    long in = parameter("weight").shape().size(1);
    boolean matrix = shape.rank() == 2;
    SDVariable rows = matrix ? x : x.reshape(shape.elements() / in, in);
    SDVariable y = rows.mmul(tracing.graph().permute(weight, 1, 0));
    if (spec().useBias()) {
      y = y.add(parameter("bias").variable());
    }
    y = ActivateLayer.apply(spec().activation(), y);
    if (spec().flatten() || matrix) {
      return y;
    }
    return y.reshape(shape.withLast(spec().units()).sizes());
  }
}
