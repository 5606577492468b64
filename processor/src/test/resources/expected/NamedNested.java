package good;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.Shape;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link Nested} as a layer: a block whose prefix is its scope's, then its own.
 *
 * <p>Its children, each with its prefix and what it is, and their parameters, each with its name, relative
 * to the block's own prefix, and shape:
 *
 * <pre>{@code
 * features  ""  Nested.Features
 *   features.0  layernorm0_  LayerNorm(eps=1e-05, axis=-1, center=True, scale=True, in_channels=8)
 *     features.0.gamma  layernorm0_gamma  (8,) float32
 *     features.0.beta  layernorm0_beta  (8,) float32
 *   features.1  dropout0_  Dropout(p = 0.5, axes=())
 *   features.2  tanh0_  Activation(tanh)
 * more  sequential0_  Sequential
 *   more.0  sequential0_sequential0_  Nested.Features
 *     more.0.0  sequential0_sequential0_layernorm0_  LayerNorm(eps=1e-05, axis=-1, center=True, scale=True, in_channels=8)
 *       more.0.0.gamma  sequential0_sequential0_layernorm0_gamma  (8,) float32
 *       more.0.0.beta  sequential0_sequential0_layernorm0_beta  (8,) float32
 *     more.0.1  sequential0_sequential0_dropout0_  Dropout(p = 0.5, axes=())
 *     more.0.2  sequential0_sequential0_tanh0_  Activation(tanh)
 *   more.1  sequential0_sequential1_  Nested.Features
 *     more.1.0  sequential0_sequential1_layernorm0_  LayerNorm(eps=1e-05, axis=-1, center=True, scale=True, in_channels=8)
 *       more.1.0.gamma  sequential0_sequential1_layernorm0_gamma  (8,) float32
 *       more.1.0.beta  sequential0_sequential1_layernorm0_beta  (8,) float32
 *     more.1.1  sequential0_sequential1_dropout0_  Dropout(p = 0.5, axes=())
 *     more.1.2  sequential0_sequential1_tanh0_  Activation(tanh)
 * heads  heads_  Sequential
 *   heads.0  heads_dense0_  Dense(32 -> 8, linear)
 *     heads.0.weight  heads_dense0_weight  (8, 32) float32
 *     heads.0.bias  heads_dense0_bias  (8,) float32
 *   heads.1  heads_dense1_  Dense(8 -> 8, linear)
 *     heads.1.weight  heads_dense1_weight  (8, 8) float32
 *     heads.1.bias  heads_dense1_bias  (8,) float32
 * tail  tail0_  Nested.Tail
 *   tail.last  tail0_dense0_  Dense(8 -> 2, linear)
 *     tail.last.weight  tail0_dense0_weight  (2, 8) float32
 * }</pre>
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
public final class NamedNested extends Nested implements Layer {
  private final Node node = Node.of("nested").input(Shape.of(4, 8));

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  public NamedNested() {
    this(Scope.root());
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  public NamedNested(String prefix) {
    this(Scope.root().named(prefix));
  }

  /**
   * In the given scope.
   */
  public NamedNested(Scope scope) {
    node.requireUnassigned("features", features);
    features = node.child("features", "", NamedNested_Features.unplaced());
    node.requireUnassigned("more", more);
    more = node.child("more", Sequential.repeat(2, NamedNested_Features::unplaced));
    node.requireUnassigned("heads", heads);
    heads = node.child("heads", "heads_", Sequential.repeat(2, () -> DenseLayer.dense(8)));
    node.requireUnassigned("tail", tail);
    tail = node.child("tail", NamedNested_Tail.unplaced());
    node.place(scope);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  public static NamedNested unplaced() {
    return new NamedNested(Scope.unplaced());
  }

  /**
   * The child {@code features}.
   */
  public NamedNested_Features features() {
    return (NamedNested_Features) features;
  }

  /**
   * Puts another layer into the place of the child {@code features}, with the next automatic prefix if it has no place yet.
   */
  public NamedNested_Features replaceFeatures(NamedNested_Features layer) {
    features = node.replace("features", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code features}, with a prefix of its own.
   */
  public NamedNested_Features replaceFeatures(String ownPrefix, NamedNested_Features layer) {
    features = node.replace("features", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code more}.
   */
  public Sequential<Nested.Features> more() {
    return more;
  }

  /**
   * Puts another layer into the place of the child {@code more}, with the next automatic prefix if it has no place yet.
   */
  public Sequential<Nested.Features> replaceMore(Sequential<Nested.Features> layer) {
    more = node.replace("more", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code more}, with a prefix of its own.
   */
  public Sequential<Nested.Features> replaceMore(String ownPrefix,
      Sequential<Nested.Features> layer) {
    more = node.replace("more", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code heads}.
   */
  public Sequential<Layer> heads() {
    return heads;
  }

  /**
   * Puts another layer into the place of the child {@code heads}, with the next automatic prefix if it has no place yet.
   */
  public Sequential<Layer> replaceHeads(Sequential<Layer> layer) {
    heads = node.replace("heads", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code heads}, with a prefix of its own.
   */
  public Sequential<Layer> replaceHeads(String ownPrefix, Sequential<Layer> layer) {
    heads = node.replace("heads", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code tail}.
   */
  public NamedNested_Tail tail() {
    return tail;
  }

  /**
   * Puts another layer into the place of the child {@code tail}, with the next automatic prefix if it has no place yet.
   */
  public NamedNested_Tail replaceTail(NamedNested_Tail layer) {
    tail = node.replace("tail", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code tail}, with a prefix of its own.
   */
  public NamedNested_Tail replaceTail(String ownPrefix, NamedNested_Tail layer) {
    tail = node.replace("tail", ownPrefix, layer);
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
    y = features().forward(y);
    y = more().forward(y);
    y = heads().forward(y);
    y = tail().forward(y);
    return node.checkOutput(y);
  }

  @Override
  public String toString() {
    return node.describe("Nested");
  }
}
