package dev.ashlar.naming;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds names that meet, in one tree: show it every block and every parameter, depth first, then
 * ask.
 *
 * <p>A thing reached by two paths (a shared block, a tied weight) is one thing: it is told by its
 * identity, compared with {@code equals}. Blocks whose own prefix is empty share their parent's
 * prefix by design and never collide as blocks; their parameters can.
 */
public final class CollisionFinder {
  private record Seen(Object thing, String path) {}

  private final Map<String, Seen> blocks = new HashMap<>();
  private final Map<String, Seen> parameters = new HashMap<>();
  private final List<Collision> collisions = new ArrayList<>();

  /** A finder that was shown nothing yet. */
  public CollisionFinder() {}

  /**
   * Shows a block whose own prefix is not empty.
   *
   * @param path the block's structural name
   * @param prefix the block's whole prefix
   * @param identity what is the same object wherever the same thing is shown again
   */
  public void block(String path, String prefix, Object identity) {
    see(Collision.Kind.BLOCK, blocks, path, prefix, identity);
  }

  /**
   * Shows a parameter.
   *
   * @param structuralName the structural name
   * @param name the full name
   * @param identity what is the same object wherever the same thing is shown again
   */
  public void parameter(String structuralName, String name, Object identity) {
    see(Collision.Kind.PARAMETER, parameters, structuralName, name, identity);
  }

  private void see(
      Collision.Kind kind, Map<String, Seen> seen, String path, String name, Object identity) {
    Seen first = seen.putIfAbsent(name, new Seen(identity, path));
    if (first != null && !first.thing().equals(identity)) {
      collisions.add(new Collision(kind, name, first.path(), path));
    }
  }

  /** {@return what met, in the order in which it was shown} */
  public List<Collision> collisions() {
    return List.copyOf(collisions);
  }
}
