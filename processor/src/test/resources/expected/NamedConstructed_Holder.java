package good;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link Constructed.Holder} as a layer: a block whose prefix is its scope's, then its own.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
final class NamedConstructed_Holder<T> extends Constructed.Holder<T> implements Layer {
  private final Node node = Node.of("holder");

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  NamedConstructed_Holder(T value) {
    this(Scope.root(), value);
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  NamedConstructed_Holder(String prefix, T value) {
    this(Scope.root().named(prefix), value);
  }

  /**
   * In the given scope.
   */
  NamedConstructed_Holder(Scope scope, T value) {
    super(value);
    node.place(scope);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  static <T> NamedConstructed_Holder<T> unplaced(T value) {
    return new NamedConstructed_Holder<>(Scope.unplaced(), value);
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public SDVariable forward(SDVariable... inputs) {
    node.checkInputs(inputs);
    SDVariable y = inputs[0];
    return node.checkOutput(y);
  }

  @Override
  public String toString() {
    return node.describe("Holder");
  }
}
