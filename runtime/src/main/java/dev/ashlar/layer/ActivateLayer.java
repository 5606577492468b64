package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A function applied to each element; {@link Activation} has the formulas. Input and output have
 * the same shape. No parameters.
 *
 * <p>Gluon's {@code Activation}; the hint is the function's name, {@code relu}.
 */
public final class ActivateLayer extends SpecLayer<ActivateSpec> {
  private static final double SOFT_RELU_BOUND = 40;

  private ActivateLayer(ActivateSpec spec) {
    super(spec);
  }

  /**
   * {@return a layer that applies the given function}
   *
   * @param function the function
   */
  public static ActivateLayer activate(Activation function) {
    return new ActivateLayer(new ActivateSpec(function));
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    return apply(spec().value(), x);
  }

  static SDVariable apply(Activation function, SDVariable x) {
    SameDiff graph = x.getSameDiff();
    return switch (function) {
      case NONE -> x;
      case RELU -> graph.nn().relu(x, 0);
      case SIGMOID -> graph.nn().sigmoid(x);
      case TANH -> graph.nn().tanh(x);
      case SOFTRELU -> softRelu(graph, x);
      case SOFTSIGN -> graph.nn().softsign(x);
      case GELU -> x.mul(graph.math().erf(x.div(Math.sqrt(2))).add(1)).mul(0.5);
      case SWISH -> x.mul(graph.nn().sigmoid(x));
      case ELU -> graph.nn().elu(x);
      case SELU -> graph.nn().selu(x);
    };
  }

  // ND4J's softplus overflows. Above the bound it is the identity to the last bit.
  private static SDVariable softRelu(SameDiff graph, SDVariable x) {
    SDVariable excess = graph.nn().relu(x.sub(SOFT_RELU_BOUND), 0);
    return graph.nn().softplus(x.sub(excess)).add(excess);
  }
}
