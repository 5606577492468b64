package good;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link StringFirst} as a layer: a block whose prefix is its scope's, then its own.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
final class NamedStringFirst extends StringFirst implements Layer {
  private final Node node = Node.of("stringfirst");

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  NamedStringFirst() {
    this(Scope.root());
  }

  /**
   * In the given scope.
   */
  NamedStringFirst(Scope scope) {
    node.place(scope);
  }

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  NamedStringFirst(String text) {
    this(Scope.root(), text);
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  NamedStringFirst(String prefix, String text) {
    this(Scope.root().named(prefix), text);
  }

  /**
   * In the given scope.
   */
  NamedStringFirst(Scope scope, String text) {
    super(text);
    node.place(scope);
  }

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  NamedStringFirst(String... texts) {
    this(Scope.root(), texts);
  }

  /**
   * In the given scope.
   */
  NamedStringFirst(Scope scope, String... texts) {
    super(texts);
    node.place(scope);
  }

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  <E> NamedStringFirst(int count, E... items) {
    this(Scope.root(), count, items);
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  <E> NamedStringFirst(String prefix, int count, E... items) {
    this(Scope.root().named(prefix), count, items);
  }

  /**
   * In the given scope.
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  <E> NamedStringFirst(Scope scope, int count, E... items) {
    super(count, items);
    node.place(scope);
  }

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  @Deprecated
  NamedStringFirst(long old) {
    this(Scope.root(), old);
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  @Deprecated
  NamedStringFirst(String prefix, long old) {
    this(Scope.root().named(prefix), old);
  }

  /**
   * In the given scope.
   */
  @Deprecated
  NamedStringFirst(Scope scope, long old) {
    super(old);
    node.place(scope);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  static NamedStringFirst unplaced() {
    return new NamedStringFirst(Scope.unplaced());
  }

  /**
   * Without a place, for a parent to adopt.
   */
  static NamedStringFirst unplaced(String text) {
    return new NamedStringFirst(Scope.unplaced(), text);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  static NamedStringFirst unplaced(String... texts) {
    return new NamedStringFirst(Scope.unplaced(), texts);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static <E> NamedStringFirst unplaced(int count, E... items) {
    return new NamedStringFirst(Scope.unplaced(), count, items);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  @Deprecated
  static NamedStringFirst unplaced(long old) {
    return new NamedStringFirst(Scope.unplaced(), old);
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
    return node.describe("StringFirst");
  }
}
