package dev.ashlar.layer;

import dev.ashlar.Layer;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.naming.Hint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A container whose children run in order, each on the output of the one before; their structural
 * names are their positions.
 *
 * <p>Gluon's {@code Sequential}. Input and output are those of its first and last child; empty, it
 * passes its input on.
 *
 * @param <L> the type of the children, each of which must be a {@link Layer}: a block's class, of
 *     which the generated subclass is one, may stand here
 */
public final class Sequential<L> implements Layer, Iterable<L> {
  private final Node node = Node.of(Hint.SEQUENTIAL);
  private final List<L> layers = new ArrayList<>();

  /** An empty container with the next automatic prefix of the process's root scope. */
  public Sequential() {
    this(Scope.root());
  }

  /**
   * An empty container of the given prefix in the process's root scope.
   *
   * @param prefix the prefix, taken as given, so mostly with an underscore at its end
   */
  public Sequential(String prefix) {
    this(Scope.root().named(prefix));
  }

  /**
   * An empty container in the given scope.
   *
   * @param scope where the container is placed
   */
  public Sequential(Scope scope) {
    node.place(scope);
  }

  /**
   * {@return an empty container without a place}
   *
   * @param <L> the children's type
   */
  public static <L> Sequential<L> unplaced() {
    return new Sequential<>(Scope.unplaced());
  }

  /**
   * A container without a place that holds several layers alike.
   *
   * @param <L> the children's type
   * @param count how many, at least 1
   * @param layer makes one, without a place
   * @return the container
   */
  public static <L> Sequential<L> repeat(int count, Supplier<? extends L> layer) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, found " + count);
    }
    Sequential<L> repeated = unplaced();
    for (int i = 0; i < count; i++) {
      repeated.add(layer.get());
    }
    return repeated;
  }

  /**
   * {@link #repeat(int, Supplier)} with a prefix of their own for the layers, mostly the empty one:
   * then they share the container's scope.
   *
   * @param <L> the children's type
   * @param count how many, at least 1
   * @param ownPrefix the own prefix, taken as given, so mostly with an underscore at its end
   * @param layer makes one, without a place
   * @return the container
   */
  public static <L> Sequential<L> repeat(int count, String ownPrefix, Supplier<? extends L> layer) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, found " + count);
    }
    Sequential<L> repeated = unplaced();
    for (int i = 0; i < count; i++) {
      repeated.add(ownPrefix, layer.get());
    }
    return repeated;
  }

  /**
   * Adds a child at the end: a layer without a place gets its name in this container's scope,
   * another keeps its own.
   *
   * @param layer the child
   * @return this container
   * @throws IllegalArgumentException if the child is not a {@link Layer}
   */
  public Sequential<L> add(L layer) {
    node.child(Integer.toString(layers.size()), requireLayer(layer));
    layers.add(layer);
    return this;
  }

  /**
   * {@link #add(Object)} with a prefix of the child's own.
   *
   * @param ownPrefix the own prefix, taken as given, so mostly with an underscore at its end
   * @param layer the child
   * @return this container
   */
  public Sequential<L> add(String ownPrefix, L layer) {
    node.child(Integer.toString(layers.size()), ownPrefix, requireLayer(layer));
    layers.add(layer);
    return this;
  }

  /**
   * Puts another layer into the place of a child; see {@link Node#replace(String, Layer)}.
   *
   * @param position from 0
   * @param layer the new child
   * @return the layer
   */
  public L replace(int position, L layer) {
    node.replace(Integer.toString(position), requireLayer(layer));
    layers.set(position, layer);
    return layer;
  }

  private Layer requireLayer(L layer) {
    if (layer instanceof Layer child) {
      return child;
    }
    throw new IllegalArgumentException("a child of " + node + " must be a Layer, found "
        + (layer == null ? "null" : layer.getClass().getName()));
  }

  /**
   * {@return the child at a position}
   *
   * @param position from 0
   * @throws IndexOutOfBoundsException if there is none
   */
  public L get(int position) {
    return layers.get(position);
  }

  /** {@return how many children there are} */
  public int size() {
    return layers.size();
  }

  @Override
  public Iterator<L> iterator() {
    return Collections.unmodifiableList(layers).iterator();
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public SDVariable forward(SDVariable... inputs) {
    node.checkInputs(inputs);
    SDVariable y = inputs[0];
    for (Layer child : node.children().values()) {
      y = child.forward(y);
    }
    return node.checkOutput(y);
  }

  /** The container and its children, as Gluon prints them. */
  @Override
  public String toString() {
    return node.describe("Sequential");
  }
}
