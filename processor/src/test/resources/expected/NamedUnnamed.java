import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.layer.DenseLayer;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link Unnamed} as a layer: a block whose prefix is its scope's, then its own.
 *
 * <p>Its children, each with its prefix and what it is, and their parameters, each with its name, relative
 * to the block's own prefix, and shape:
 *
 * <pre>{@code
 * only  dense0_  Dense(None -> 1, linear)
 *   only.weight  dense0_weight  (1, 0) float32
 *   only.bias  dense0_bias  (1,) float32
 * }</pre>
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
final class NamedUnnamed extends Unnamed implements Layer {
  private final Node node = Node.of("unnamed");

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  NamedUnnamed() {
    this(Scope.root());
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  NamedUnnamed(String prefix) {
    this(Scope.root().named(prefix));
  }

  /**
   * In the given scope.
   */
  NamedUnnamed(Scope scope) {
    node.requireUnassigned("only", only);
    only = node.child("only", DenseLayer.dense(1));
    node.place(scope);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  static NamedUnnamed unplaced() {
    return new NamedUnnamed(Scope.unplaced());
  }

  /**
   * The child {@code only}.
   */
  public Layer only() {
    return only;
  }

  /**
   * Puts another layer into the place of the child {@code only}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceOnly(Layer layer) {
    only = node.replace("only", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code only}, with a prefix of its own.
   */
  public Layer replaceOnly(String ownPrefix, Layer layer) {
    only = node.replace("only", ownPrefix, layer);
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
    y = only().forward(y);
    return node.checkOutput(y);
  }

  @Override
  public String toString() {
    return node.describe("Unnamed");
  }
}
