package good;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.layer.Activation;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.shape.Shape;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link Mlp} as a layer: a block whose prefix is its scope's, then its own.
 *
 * <p>Its children, each with its prefix and what it is, and their parameters, each with its name, relative
 * to the block's own prefix, and shape:
 *
 * <pre>{@code
 * hidden  dense0_  Dense(784 -> 128, Activation(relu))
 *   hidden.weight  dense0_weight  (128, 784) float32
 *   hidden.bias  dense0_bias  (128,) float32
 * middle  dense1_  Dense(128 -> 64, Activation(relu))
 *   middle.weight  dense1_weight  (64, 128) float32
 *   middle.bias  dense1_bias  (64,) float32
 * output  out_  Dense(64 -> 10, linear)
 *   output.weight  out_weight  (10, 64) float32
 *   output.bias  out_bias  (10,) float32
 * }</pre>
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
public final class NamedMlp extends Mlp implements Layer {
  private final Node node = Node.of("mlp").input(Shape.of(784));

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  public NamedMlp() {
    this(Scope.root());
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  public NamedMlp(String prefix) {
    this(Scope.root().named(prefix));
  }

  /**
   * In the given scope.
   */
  public NamedMlp(Scope scope) {
    node.requireUnassigned("hidden", hidden);
    hidden = node.child("hidden", DenseLayer.dense(128).activation(Activation.RELU));
    node.requireUnassigned("middle", middle);
    middle = node.child("middle", DenseLayer.dense(64).activation(Activation.RELU));
    node.requireUnassigned("output", output);
    output = node.child("output", "out_", DenseLayer.dense(10));
    node.place(scope);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  public static NamedMlp unplaced() {
    return new NamedMlp(Scope.unplaced());
  }

  /**
   * The child {@code hidden}.
   */
  public Layer hidden() {
    return hidden;
  }

  /**
   * Puts another layer into the place of the child {@code hidden}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceHidden(Layer layer) {
    hidden = node.replace("hidden", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code hidden}, with a prefix of its own.
   */
  public Layer replaceHidden(String ownPrefix, Layer layer) {
    hidden = node.replace("hidden", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code middle}.
   */
  public Layer middle() {
    return middle;
  }

  /**
   * Puts another layer into the place of the child {@code middle}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceMiddle(Layer layer) {
    middle = node.replace("middle", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code middle}, with a prefix of its own.
   */
  public Layer replaceMiddle(String ownPrefix, Layer layer) {
    middle = node.replace("middle", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code output}.
   */
  public Layer output() {
    return output;
  }

  /**
   * Puts another layer into the place of the child {@code output}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceOutput(Layer layer) {
    output = node.replace("output", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code output}, with a prefix of its own.
   */
  public Layer replaceOutput(String ownPrefix, Layer layer) {
    output = node.replace("output", ownPrefix, layer);
    return layer;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public SDVariable forward(SDVariable... inputs) {
    node.checkInputs(inputs);
    SDVariable y = inputs[0];
    y = hidden().forward(y);
    y = middle().forward(y);
    y = output().forward(y);
    return node.checkOutput(y);
  }

  @Override
  public String toString() {
    return node.describe("Mlp");
  }
}
