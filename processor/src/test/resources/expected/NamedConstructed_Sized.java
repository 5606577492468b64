package good;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link Constructed.Sized} as a layer: a block whose prefix is its scope's, then its own.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
final class NamedConstructed_Sized extends Constructed.Sized implements Layer {
  private final Node node = Node.of("sized");

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  NamedConstructed_Sized(int units) {
    this(Scope.root(), units);
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  NamedConstructed_Sized(String prefix, int units) {
    this(Scope.root().named(prefix), units);
  }

  /**
   * In the given scope.
   */
  NamedConstructed_Sized(Scope scope, int units) {
    super(units);
    node.place(scope);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  static NamedConstructed_Sized unplaced(int units) {
    return new NamedConstructed_Sized(Scope.unplaced(), units);
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
    return node.describe("Sized");
  }
}
