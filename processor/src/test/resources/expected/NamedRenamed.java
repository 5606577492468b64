package good;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link Renamed} as a layer: a block whose prefix is its scope's, then its own.
 *
 * <p>Its children, each with its prefix and what it is, and their parameters, each with its name, relative
 * to the block's own prefix, and shape:
 *
 * <pre>{@code
 * scale  scale  (2,) float32
 * first  dense0_  Dense(None -> 2, linear)
 *   first.weight  dense0_weight  (2, 0) float32
 *   first.bias  dense0_bias  (2,) float32
 * left  dense1_  Dense(2 -> 2, linear)
 *   left.weight  dense1_weight  (2, 2) float32
 *   left.bias  dense1_bias  (2,) float32
 * right  dense2_  Dense(2 -> 2, linear)
 *   right.weight  dense2_weight  (2, 2) float32
 *   right.bias  dense2_bias  (2,) float32
 * back  dense3_  Dense(2 -> 2, linear)
 *   back.weight  dense3_weight  (2, 2) float32
 *   back.bias  dense3_bias  (2,) float32
 * }</pre>
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
public final class NamedRenamed extends Renamed implements Layer {
  private final Node node = Node.of("renamed").version(3);

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  public NamedRenamed() {
    this(Scope.root());
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  public NamedRenamed(String prefix) {
    this(Scope.root().named(prefix));
  }

  /**
   * In the given scope.
   */
  public NamedRenamed(Scope scope) {
    scale = node.parameter("scale", Shape.of(2), DType.FLOAT32, true);
    node.formerly("scale", "gain");
    node.requireUnassigned("first", first);
    first = node.child("first", DenseLayer.dense(2));
    node.formerly("first", "middle", "hidden");
    node.requireUnassigned("left", left);
    left = node.child("left", DenseLayer.dense(2));
    node.formerly("left", "right");
    node.requireUnassigned("right", right);
    right = node.child("right", DenseLayer.dense(2));
    node.formerly("right", "left");
    node.requireUnassigned("back", returned);
    returned = node.child("back", DenseLayer.dense(2));
    node.formerly("back", "away", "back");
    node.place(scope);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  public static NamedRenamed unplaced() {
    return new NamedRenamed(Scope.unplaced());
  }

  /**
   * The child {@code first}.
   */
  public Layer first() {
    return first;
  }

  /**
   * Puts another layer into the place of the child {@code first}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceFirst(Layer layer) {
    first = node.replace("first", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code first}, with a prefix of its own.
   */
  public Layer replaceFirst(String ownPrefix, Layer layer) {
    first = node.replace("first", ownPrefix, layer);
    return layer;
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
   * The child {@code right}.
   */
  public Layer right() {
    return right;
  }

  /**
   * Puts another layer into the place of the child {@code right}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceRight(Layer layer) {
    right = node.replace("right", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code right}, with a prefix of its own.
   */
  public Layer replaceRight(String ownPrefix, Layer layer) {
    right = node.replace("right", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code back}.
   */
  public Layer returned() {
    return returned;
  }

  /**
   * Puts another layer into the place of the child {@code back}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceReturned(Layer layer) {
    returned = node.replace("back", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code back}, with a prefix of its own.
   */
  public Layer replaceReturned(String ownPrefix, Layer layer) {
    returned = node.replace("back", ownPrefix, layer);
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
    y = first().forward(y);
    y = left().forward(y);
    y = right().forward(y);
    y = returned().forward(y);
    return node.checkOutput(y);
  }

  @Override
  public String toString() {
    return node.describe("Renamed");
  }
}
