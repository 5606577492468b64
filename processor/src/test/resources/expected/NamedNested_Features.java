package good;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.layer.ActivateLayer;
import dev.ashlar.layer.Activation;
import dev.ashlar.layer.DropoutLayer;
import dev.ashlar.layer.LayerNormLayer;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link Nested.Features} as a layer: a block whose prefix is its scope's, then its own.
 *
 * <p>Its children, each with its prefix and what it is, and their parameters, each with its name, relative
 * to the block's own prefix, and shape:
 *
 * <pre>{@code
 * 0  layernorm0_  LayerNorm(eps=1e-05, axis=-1, center=True, scale=True, in_channels=0)
 *   0.gamma  layernorm0_gamma  (0,) float32
 *   0.beta  layernorm0_beta  (0,) float32
 * 1  dropout0_  Dropout(p = 0.5, axes=())
 * 2  tanh0_  Activation(tanh)
 * }</pre>
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
public final class NamedNested_Features extends Nested.Features implements Layer {
  private final Node node = Node.of("sequential");

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  public NamedNested_Features() {
    this(Scope.root());
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  public NamedNested_Features(String prefix) {
    this(Scope.root().named(prefix));
  }

  /**
   * In the given scope.
   */
  public NamedNested_Features(Scope scope) {
    node.requireUnassigned("0", norm);
    norm = node.child("0", LayerNormLayer.layerNorm());
    node.requireUnassigned("1", drop);
    drop = node.child("1", DropoutLayer.dropout(0.5));
    node.requireUnassigned("2", act);
    act = node.child("2", ActivateLayer.activate(Activation.TANH));
    node.place(scope);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  public static NamedNested_Features unplaced() {
    return new NamedNested_Features(Scope.unplaced());
  }

  /**
   * The child {@code 0}.
   */
  public Layer norm() {
    return norm;
  }

  /**
   * Puts another layer into the place of the child {@code 0}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceNorm(Layer layer) {
    norm = node.replace("0", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code 0}, with a prefix of its own.
   */
  public Layer replaceNorm(String ownPrefix, Layer layer) {
    norm = node.replace("0", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code 1}.
   */
  public Layer drop() {
    return drop;
  }

  /**
   * Puts another layer into the place of the child {@code 1}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceDrop(Layer layer) {
    drop = node.replace("1", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code 1}, with a prefix of its own.
   */
  public Layer replaceDrop(String ownPrefix, Layer layer) {
    drop = node.replace("1", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code 2}.
   */
  public Layer act() {
    return act;
  }

  /**
   * Puts another layer into the place of the child {@code 2}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceAct(Layer layer) {
    act = node.replace("2", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code 2}, with a prefix of its own.
   */
  public Layer replaceAct(String ownPrefix, Layer layer) {
    act = node.replace("2", ownPrefix, layer);
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
    y = norm().forward(y);
    y = drop().forward(y);
    y = act().forward(y);
    return node.checkOutput(y);
  }

  @Override
  public String toString() {
    return node.describe("Features");
  }
}
