package dev.ashlar;

import dev.ashlar.naming.NameRule;
import dev.ashlar.naming.NameScope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where layers get their names: a prefix and its counters.
 *
 * <p>There is one {@link #root()} for the process; a test or a service that wants names of its own
 * takes a {@link #newRoot()}. Every layer that has a place also has a scope for what is inside it
 * ({@link Layer#scope()}). Immutable but for the counters, and safe for use by several threads: no
 * automatic name is given twice.
 */
public final class Scope {
  private static final Scope ROOT = newRoot();
  private static final Scope UNPLACED = new Scope(null, null);

  private final @Nullable NameScope names; // null: no scope at all
  private final @Nullable String ownPrefix; // null: automatic

  private Scope(@Nullable NameScope names, @Nullable String ownPrefix) {
    this.names = names;
    this.ownPrefix = ownPrefix;
  }

  static Scope inside(NameScope names) {
    return new Scope(names, null);
  }

  /** {@return the scope outside all blocks that the whole process shares} */
  public static Scope root() {
    return ROOT;
  }

  /** {@return a new scope outside all blocks, with counters of its own} */
  public static Scope newRoot() {
    return new Scope(NameScope.root(), null);
  }

  /**
   * {@return no scope: a block made with it has no name until a parent adopts it or a scope
   * {@linkplain #add adds} it}
   */
  public static Scope unplaced() {
    return UNPLACED;
  }

  /**
   * {@return this scope, where what is placed gets the given prefix in place of the next automatic
   * one} No counter moves.
   *
   * @param ownPrefix taken as given, so mostly with an underscore at its end; an empty one shares
   *     this scope
   * @throws IllegalStateException if this is {@link #unplaced()}
   */
  public Scope named(String ownPrefix) {
    requireNames();
    return new Scope(names, NameRule.checkPrefix(ownPrefix));
  }

  /** {@return what the names of everything in this scope begin with} */
  public String prefix() {
    return requireNames().prefix();
  }

  /**
   * Gives a layer, and everything below it that has no name yet, its place in this scope.
   *
   * @param <L> the layer's type
   * @param layer a layer without a place
   * @return the layer
   * @throws IllegalStateException if it has a place already, or this is {@link #unplaced()}
   */
  public <L extends Layer> L add(L layer) {
    Objects.requireNonNull(layer, "layer");
    requireNames();
    layer.node().place(this);
    return layer;
  }

  NameScope enter(String hint) {
    NameScope parent = requireNames();
    return ownPrefix == null ? parent.automatic(hint) : parent.explicit(ownPrefix);
  }

  /** Whether what is placed here shares this scope's prefix. */
  boolean isShared() {
    return ownPrefix != null && ownPrefix.isEmpty();
  }

  boolean hasNames() {
    return names != null;
  }

  private NameScope requireNames() {
    if (names == null) {
      throw new IllegalStateException(
          "Scope.unplaced() gives no names: use Scope.root(), Scope.newRoot() or a layer's scope()");
    }
    return names;
  }

  @Override
  public String toString() {
    return names == null
        ? "Scope.unplaced()"
        : "Scope(" + names.prefix() + (ownPrefix == null ? "" : "; " + ownPrefix) + ")";
  }
}
