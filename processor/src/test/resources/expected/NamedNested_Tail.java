package good;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.layer.DenseLayer;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link Nested.Tail} as a layer: a block whose prefix is its scope's, then its own.
 *
 * <p>Its children, each with its prefix and what it is, and their parameters, each with its name, relative
 * to the block's own prefix, and shape:
 *
 * <pre>{@code
 * last  dense0_  Dense(None -> 2, linear)
 *   last.weight  dense0_weight  (2, 0) float32
 * }</pre>
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
final class NamedNested_Tail extends Nested.Tail implements Layer {
  private final Node node = Node.of("tail");

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  NamedNested_Tail() {
    this(Scope.root());
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  NamedNested_Tail(String prefix) {
    this(Scope.root().named(prefix));
  }

  /**
   * In the given scope.
   */
  NamedNested_Tail(Scope scope) {
    node.requireUnassigned("last", last);
    last = node.child("last", DenseLayer.dense(2).useBias(false));
    node.place(scope);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  static NamedNested_Tail unplaced() {
    return new NamedNested_Tail(Scope.unplaced());
  }

  /**
   * The child {@code last}.
   */
  public Layer last() {
    return last;
  }

  /**
   * Puts another layer into the place of the child {@code last}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceLast(Layer layer) {
    last = node.replace("last", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code last}, with a prefix of its own.
   */
  public Layer replaceLast(String ownPrefix, Layer layer) {
    last = node.replace("last", ownPrefix, layer);
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
    y = last().forward(y);
    return node.checkOutput(y);
  }

  @Override
  public String toString() {
    return node.describe("Tail");
  }
}
