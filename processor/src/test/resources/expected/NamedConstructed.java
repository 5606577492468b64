package good;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.layer.Sequential;
import java.io.IOException;
import java.util.List;
import javax.annotation.processing.Generated;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * {@link Constructed} as a layer: a block whose prefix is its scope's, then its own.
 *
 * <p>Its children, each with its prefix and what it is, and their parameters, each with its name, relative
 * to the block's own prefix, and shape:
 *
 * <pre>{@code
 * first  ?  assigned by the constructor
 * body  body_  assigned by the constructor
 * sized  ?  Constructed.Sized
 * holder  ?  Constructed.Holder
 * node_  ?  Dense(None -> 3, linear)
 *   node_.weight  ?  (3, 0) float32
 *   node_.bias  ?  (3,) float32
 * }</pre>
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
@SuppressWarnings({"deprecation", "removal", "serial"})
public final class NamedConstructed<T extends Comparable<T>> extends Constructed<T> implements Layer {
  private final Node node = Node.of("constructed");

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  public NamedConstructed() {
    this(Scope.root());
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  public NamedConstructed(String prefix) {
    this(Scope.root().named(prefix));
  }

  /**
   * In the given scope.
   */
  public NamedConstructed(Scope scope) {
    node.child("first", first);
    node.child("body", "body_", body);
    node.child("sized", (NamedConstructed_Sized) sized);
    node.child("holder", (NamedConstructed_Holder<T>) holder);
    node.requireUnassigned("node_", node_);
    node_ = node.child("node_", DenseLayer.dense(3));
    node.place(scope);
  }

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  public NamedConstructed(String first, List<? extends T> values) {
    this(Scope.root(), first, values);
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  public NamedConstructed(String prefix, String first, List<? extends T> values) {
    this(Scope.root().named(prefix), first, values);
  }

  /**
   * In the given scope.
   */
  public NamedConstructed(Scope scope, String first, List<? extends T> values) {
    super(first, values);
    node.child("first", this.first);
    node.child("body", "body_", body);
    node.child("sized", (NamedConstructed_Sized) sized);
    node.child("holder", (NamedConstructed_Holder<T>) holder);
    node.requireUnassigned("node_", node_);
    node_ = node.child("node_", DenseLayer.dense(3));
    node.place(scope);
  }

  /**
   * In the process's root scope, with the next automatic prefix.
   */
  NamedConstructed(int scope, T node, int... sizes) throws IOException {
    this(Scope.root(), scope, node, sizes);
  }

  /**
   * In the process's root scope, with the given prefix.
   */
  NamedConstructed(String prefix, int scope, T node, int... sizes) throws IOException {
    this(Scope.root().named(prefix), scope, node, sizes);
  }

  /**
   * In the given scope.
   */
  NamedConstructed(Scope scope_, int scope, T node, int... sizes) throws IOException {
    super(scope, node, sizes);
    this.node.child("first", first);
    this.node.child("body", "body_", body);
    this.node.child("sized", (NamedConstructed_Sized) sized);
    this.node.child("holder", (NamedConstructed_Holder<T>) holder);
    this.node.requireUnassigned("node_", node_);
    node_ = this.node.child("node_", DenseLayer.dense(3));
    this.node.place(scope_);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  public static <T extends Comparable<T>> NamedConstructed<T> unplaced() {
    return new NamedConstructed<>(Scope.unplaced());
  }

  /**
   * Without a place, for a parent to adopt.
   */
  public static <T extends Comparable<T>> NamedConstructed<T> unplaced(String first,
      List<? extends T> values) {
    return new NamedConstructed<>(Scope.unplaced(), first, values);
  }

  /**
   * Without a place, for a parent to adopt.
   */
  static <T extends Comparable<T>> NamedConstructed<T> unplaced(int scope, T node, int... sizes)
      throws IOException {
    return new NamedConstructed<>(Scope.unplaced(), scope, node, sizes);
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
   * The child {@code body}.
   */
  public Sequential<Layer> body() {
    return body;
  }

  /**
   * Puts another layer into the place of the child {@code body}, with the next automatic prefix if it has no place yet.
   */
  public Sequential<Layer> replaceBody(Sequential<Layer> layer) {
    body = node.replace("body", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code body}, with a prefix of its own.
   */
  public Sequential<Layer> replaceBody(String ownPrefix, Sequential<Layer> layer) {
    body = node.replace("body", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code sized}.
   */
  public NamedConstructed_Sized sized() {
    return (NamedConstructed_Sized) sized;
  }

  /**
   * Puts another layer into the place of the child {@code sized}, with the next automatic prefix if it has no place yet.
   */
  public NamedConstructed_Sized replaceSized(NamedConstructed_Sized layer) {
    sized = node.replace("sized", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code sized}, with a prefix of its own.
   */
  public NamedConstructed_Sized replaceSized(String ownPrefix, NamedConstructed_Sized layer) {
    sized = node.replace("sized", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code holder}.
   */
  public NamedConstructed_Holder<T> holder() {
    return (NamedConstructed_Holder<T>) holder;
  }

  /**
   * Puts another layer into the place of the child {@code holder}, with the next automatic prefix if it has no place yet.
   */
  public NamedConstructed_Holder<T> replaceHolder(NamedConstructed_Holder<T> layer) {
    holder = node.replace("holder", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code holder}, with a prefix of its own.
   */
  public NamedConstructed_Holder<T> replaceHolder(String ownPrefix,
      NamedConstructed_Holder<T> layer) {
    holder = node.replace("holder", ownPrefix, layer);
    return layer;
  }

  /**
   * The child {@code node_}.
   */
  public Layer node_() {
    return node_;
  }

  /**
   * Puts another layer into the place of the child {@code node_}, with the next automatic prefix if it has no place yet.
   */
  public Layer replaceNode_(Layer layer) {
    node_ = node.replace("node_", layer);
    return layer;
  }

  /**
   * Puts another layer into the place of the child {@code node_}, with a prefix of its own.
   */
  public Layer replaceNode_(String ownPrefix, Layer layer) {
    node_ = node.replace("node_", ownPrefix, layer);
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
    y = body().forward(y);
    y = sized().forward(y);
    y = holder().forward(y);
    y = node_().forward(y);
    return node.checkOutput(y);
  }

  @Override
  public String toString() {
    return node.describe("Constructed");
  }
}
