package dev.ashlar.layer;

import dev.ashlar.shape.Shape;
import java.util.List;

/**
 * What the compiler and the runtime both know of a layer: its settings, hint, parameters and shape
 * rule. An immutable record that checks its settings when it is made and imports no ND4J.
 */
public interface LayerSpec {
  /** {@return the word that the layer's automatic prefix begins with} */
  String hint();

  /**
   * {@return the shape of the output for an example of the given shape; both without the batch
   * dimension and known as far as they are} By default that of the input.
   *
   * @param input the shape of one example, as far as it is known
   * @throws dev.ashlar.shape.ShapeMismatchException if the layer cannot take such an input
   */
  default Shape output(Shape input) {
    return input;
  }

  /**
   * {@return the layer's parameters in their order, with shapes as far as the input's shape and the
   * settings tell them} By default none.
   *
   * @param input the shape of an example of the input, {@link Shape#unknown()} if nothing is known
   *     of it
   */
  default List<ParameterSpec> parameters(Shape input) {
    return List.of();
  }

  /**
   * How many multiply-adds the layer does for one example: the products of a parameter, or of the
   * input with itself, with the addition that each has. By default none.
   *
   * @param input the shape of an example of the input, which the layer {@linkplain #output accepts}
   * @return 0 also where sizes are unknown
   * @throws ArithmeticException if the number does not fit a long
   */
  default long multiplyAdds(Shape input) {
    return 0;
  }

  /**
   * {@return the layer as Gluon prints it, {@code Dense(784 -> 128, Activation(relu))}, for an
   * input of the given shape}
   *
   * @param input the shape of one example, {@link Shape#unknown()} if nothing is known of it
   */
  String describe(Shape input);
}
