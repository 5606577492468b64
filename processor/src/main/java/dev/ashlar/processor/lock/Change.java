package dev.ashlar.processor.lock;

/**
 * How a member of a block differs from what the lock holds.
 *
 * @param kind in which way
 * @param was its name in the lock; empty if it was not there
 * @param is its name now; empty if it is not there
 * @param found what it is, or has, now
 * @param locked what it was, or had
 */
record Change(Kind kind, String was, String is, String found, String locked) {
  /** In which way a member differs. */
  enum Kind {
    /** It is new, and something like it is gone. */
    RENAMED,
    /** It, or a parameter in it, is gone. */
    REMOVED,
    /** A parameter has another shape. */
    RESHAPED,
    /** A parameter has another type of elements. */
    RETYPED,
    /** It, or a parameter in it, is new. */
    ADDED,
    /** It is something else. */
    REPLACED,
    /** It does not say its former names any longer. */
    FORGOTTEN,
    /** Its prefix is another, which matters to files of full names alone. */
    PREFIX
  }

  /** Whether files that were saved before do not load. */
  boolean isBreak() {
    return kind != Kind.PREFIX && kind != Kind.ADDED;
  }
}
