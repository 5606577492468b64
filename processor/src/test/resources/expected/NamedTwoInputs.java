package good;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.init.Initializer;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link TwoInputs} as a layer: a block whose prefix is its scope's, then its own.
 *
 * <p>Its children, each with its prefix and what it is, and their parameters, each with its name, relative
 * to the block's own prefix, and shape:
 *
 * <pre>{@code
 * scale  scale  (8,) float32
 * offset  offset  (1, 8) float64
 * left  dense0_  Dense(None -> 8, linear)
 *   left.weight  dense0_weight  (8, 0) float32
 *   left.bias  dense0_bias  (8,) float32
 * other  dense1_  Dense(None -> 8, linear)
 *   other.weight  dense0_weight  (8, 0) float32
 *   other.bias  dense0_bias  (8,) float32
 * }</pre>
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
public final class NamedTwoInputs extends TwoInputs implements Layer {
  private final Node node = Node.of("pair").output(Shape.of(8)).inputs("a", "b");

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  public NamedTwoInputs() {
    this(Scope.root());
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  public NamedTwoInputs(String prefix) {
    this(Scope.root().named(prefix));
  }

  /**
   * In the given scope.
   */
  public NamedTwoInputs(Scope scope) {
    scale = node.parameter("scale", Shape.of(8), DType.FLOAT32, Initializer.constant(1.0), true);
    shift = node.parameter("offset", Shape.of(1, 8), DType.FLOAT64, false);
    node.requireUnassigned("left", left);
    left = node.child("left", DenseLayer.dense(8).flatten(false));
    node.requireUnassigned("other", right);
    right = node.child("other", DenseLayer.dense(8).flatten(false));
    right.node().share(left.node());
    node.place(scope);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  public static NamedTwoInputs unplaced() {
    return new NamedTwoInputs(Scope.unplaced());
  }

  /**
   * The child {@code left}.
   */
  public Layer left() {
    return left;
  }

  /**
   * Puts another layer into the place of the child {@code left}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceLeft(Layer layer) {
    left = node.replace("left", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code left}, with a prefix of its own.
   */
  public Layer replaceLeft(String ownPrefix, Layer layer) {
    left = node.replace("left", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code other}.
   */
  public Layer right() {
    return right;
  }

  /**
   * Puts another layer into the place of the child {@code other}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceRight(Layer layer) {
    right = node.replace("other", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code other}, with a prefix of its own.
   */
  public Layer replaceRight(String ownPrefix, Layer layer) {
    right = node.replace("other", ownPrefix, layer);
    return layer;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public SDVariable forward(SDVariable... inputs) {
    node.checkInputs(inputs);
    return node.checkOutput(forward(inputs[0], inputs[1]));
  }

  @Override
  public String toString() {
    return node.describe("TwoInputs");
  }
}
