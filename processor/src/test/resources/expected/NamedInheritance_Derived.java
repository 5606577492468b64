package good;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.shape.Shape;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link Inheritance.Derived} as a layer: a block whose prefix is its scope's, then its own.
 *
 * <p>Its children, each with its prefix and what it is, and their parameters, each with its name, relative
 * to the block's own prefix, and shape:
 *
 * <pre>{@code
 * base  dense0_  Dense(3 -> 3, linear)
 *   base.weight  dense0_weight  (3, 3) float32
 *   base.bias  dense0_bias  (3,) float32
 * own  dense1_  Dense(3 -> 2, linear)
 *   own.weight  dense1_weight  (2, 3) float32
 *   own.bias  dense1_bias  (2,) float32
 * }</pre>
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
public final class NamedInheritance_Derived extends Inheritance.Derived implements Layer {
  private final Node node = Node.of("derived").input(Shape.of(3));

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  public NamedInheritance_Derived() {
    this(Scope.root());
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  public NamedInheritance_Derived(String prefix) {
    this(Scope.root().named(prefix));
  }

  /**
   * In the given scope.
   */
  public NamedInheritance_Derived(Scope scope) {
    node.requireUnassigned("base", base);
    base = node.child("base", DenseLayer.dense(3));
    node.requireUnassigned("own", own);
    own = node.child("own", DenseLayer.dense(2));
    node.place(scope);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  public static NamedInheritance_Derived unplaced() {
    return new NamedInheritance_Derived(Scope.unplaced());
  }

  /**
   * The child {@code base}.
   */
  public Layer base() {
    return base;
  }

  /**
   * Puts another layer into the place of the child {@code base}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceBase(Layer layer) {
    base = node.replace("base", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code base}, with a prefix of its own.
   */
  public Layer replaceBase(String ownPrefix, Layer layer) {
    base = node.replace("base", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code own}.
   */
  public Layer own() {
    return own;
  }

  /**
   * Puts another layer into the place of the child {@code own}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceOwn(Layer layer) {
    own = node.replace("own", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code own}, with a prefix of its own.
   */
  public Layer replaceOwn(String ownPrefix, Layer layer) {
    own = node.replace("own", ownPrefix, layer);
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
    y = base().forward(y);
    y = own().forward(y);
    return node.checkOutput(y);
  }

  @Override
  public String toString() {
    return node.describe("Derived");
  }
}
