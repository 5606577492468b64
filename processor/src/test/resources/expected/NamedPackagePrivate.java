package good;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.layer.FlattenLayer;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link PackagePrivate} as a layer: a block whose prefix is its scope's, then its own.
 *
 * <p>Its children, each with its prefix and what it is, and their parameters, each with its name, relative
 * to the block's own prefix, and shape:
 *
 * <pre>{@code
 * flat  flatten0_  Flatten
 * }</pre>
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
final class NamedPackagePrivate extends PackagePrivate implements Layer {
  private final Node node = Node.of("packageprivate");

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  NamedPackagePrivate() {
    this(Scope.root());
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  NamedPackagePrivate(String prefix) {
    this(Scope.root().named(prefix));
  }

  /**
   * In the given scope.
   */
  NamedPackagePrivate(Scope scope) {
    node.requireUnassigned("flat", flat);
    flat = node.child("flat", FlattenLayer.flatten());
    node.place(scope);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  static NamedPackagePrivate unplaced() {
    return new NamedPackagePrivate(Scope.unplaced());
  }

  /**
   * The child {@code flat}.
   */
  public Layer flat() {
    return flat;
  }

  /**
   * Puts another layer into the place of the child {@code flat}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceFlat(Layer layer) {
    flat = node.replace("flat", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code flat}, with a prefix of its own.
   */
  public Layer replaceFlat(String ownPrefix, Layer layer) {
    flat = node.replace("flat", ownPrefix, layer);
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
    y = flat().forward(y);
    return node.checkOutput(y);
  }

  @Override
  public SDVariable forward(SDVariable x) {
    return forward(new SDVariable[] {x});
  }
}
