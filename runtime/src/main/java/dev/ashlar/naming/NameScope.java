package dev.ashlar.naming;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A prefix, and the counters from which the blocks made under it take their automatic numbers.
 *
 * <p>Counters start at 0 and never go back. Safe for use by several threads: each automatic prefix
 * is handed out once.
 */
public final class NameScope {
  private final String prefix;
  private final Map<String, Integer> counters = new HashMap<>();

  private NameScope(String prefix) {
    this.prefix = prefix;
  }

  /** {@return a scope of its own, outside all others: empty prefix, counters at 0} */
  public static NameScope root() {
    return new NameScope("");
  }

  /** {@return what the names of everything in this scope begin with} */
  public String prefix() {
    return prefix;
  }

  /**
   * {@return the scope of a new block with the next automatic prefix, {@code <hint><n>_}}
   *
   * @param hint the block's hint
   */
  public NameScope automatic(String hint) {
    int number;
    synchronized (counters) {
      number = counters.merge(hint, 1, Integer::sum) - 1;
    }
    return new NameScope(prefix + hint + number + "_");
  }

  /**
   * {@return the scope of a new block with a prefix of its own, taken as given} An empty one shares
   * this scope: the block's children are named in it and counted by it. No counter moves.
   *
   * @param ownPrefix the block's own prefix
   */
  public NameScope explicit(String ownPrefix) {
    Objects.requireNonNull(ownPrefix, "ownPrefix");
    return ownPrefix.isEmpty() ? this : new NameScope(prefix + ownPrefix);
  }

  /**
   * {@return the name of a block with this prefix: the prefix without one trailing underscore}
   *
   * @param prefix the block's whole prefix
   */
  public static String nameOf(String prefix) {
    return prefix.endsWith("_") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }
}
