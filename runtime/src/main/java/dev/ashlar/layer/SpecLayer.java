package dev.ashlar.layer;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Parameter;
import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.Objects;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A layer of one input, made from a {@link LayerSpec}: it has the parameters that the specification
 * lists, checks what reaches it by the specification's shape rule, and leaves the computation to
 * its subclass.
 *
 * @param <S> the type of the specification
 */
public abstract class SpecLayer<S extends LayerSpec> implements Layer {
  private final S spec;
  private final Node node;

  /**
   * A layer without a place.
   *
   * @param spec the settings
   */
  protected SpecLayer(S spec) {
    this.spec = Objects.requireNonNull(spec, "spec");
    this.node = Node.of(spec.hint());
    for (ParameterSpec parameter : spec.parameters(Shape.unknown())) {
      node.parameter(
          parameter.name(),
          parameter.shape(),
          DType.FLOAT32,
          parameter.initializer().orElse(null),
          parameter.trainable());
    }
  }

  /** {@return the layer's settings} */
  public final S spec() {
    return spec;
  }

  @Override
  public final Node node() {
    return node;
  }

  /**
   * {@return the parameter of that own name}
   *
   * @param ownName the parameter's own name, without prefix
   */
  protected final Parameter parameter(String ownName) {
    return Objects.requireNonNull(node.parameters().get(ownName), ownName);
  }

  @Override
  public final SDVariable forward(SDVariable... inputs) {
    if (inputs.length != 1) {
      throw new IllegalArgumentException(node + ": expected 1 input, found " + inputs.length);
    }
    Tracing tracing = Tracing.current();
    Shape whole = tracing.shapeOf(inputs[0]);
    if (whole.rank() == 0) {
      throw new IllegalArgumentException(
          node + ": expected an input whose first dimension is the batch, found a scalar");
    }
    Shape input = whole.example();
    Shape output;
    try {
      output = spec.output(input);
    } catch (ShapeMismatchException mismatch) {
      throw mismatch.at("the input of " + node);
    }
    for (ParameterSpec parameter : spec.parameters(input)) {
      parameter(parameter.name()).resolve(parameter.shape());
    }
    SDVariable result = compute(inputs[0], whole, tracing);
    tracing.record(result, output.batch(whole.size(0)));
    tracing.landmark(node.toString(), result);
    node.note(input, output, multiplyAdds(input));
    return result;
  }

  private long multiplyAdds(Shape input) {
    try {
      return spec.multiplyAdds(input);
    } catch (ArithmeticException tooMany) {
      return 0;
    }
  }

  /**
   * Adds the layer's computation to the graph.
   *
   * @param x the input, whose shape the specification has accepted
   * @param shape the input's shape, with the batch in front
   * @param tracing the graph's tracing
   * @return the output
   */
  protected abstract SDVariable compute(SDVariable x, Shape shape, Tracing tracing);

  /** {@return what the parameters tell of the shape of the input, for printing} */
  protected Shape knownInput() {
    return Shape.unknown();
  }

  /** The layer as Gluon prints it. */
  @Override
  public String toString() {
    return spec.describe(knownInput());
  }
}
