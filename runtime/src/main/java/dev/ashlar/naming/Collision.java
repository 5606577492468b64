package dev.ashlar.naming;

/**
 * Two things of one name in one tree.
 *
 * @param kind what they are
 * @param name the name they share
 * @param first the structural path of the one that had the name first
 * @param second the structural path of the one that meets it
 */
public record Collision(Kind kind, String name, String first, String second) {
  /** What can collide. */
  public enum Kind {
    /** Two blocks of one prefix. */
    BLOCK,
    /** Two parameters of one name. */
    PARAMETER
  }
}
