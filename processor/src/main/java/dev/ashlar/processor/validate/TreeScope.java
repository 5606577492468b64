package dev.ashlar.processor.validate;

import dev.ashlar.naming.NameScope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A name scope at compile time, where some names depend on what a constructor will assign: after a
 * child whose hint is not known, automatic names in the same scope are not either.
 */
final class TreeScope {
  private final @Nullable NameScope names; // null: not even the prefix is known
  private boolean countersKnown = true;

  private TreeScope(@Nullable NameScope names) {
    this.names = names;
  }

  static TreeScope root() {
    return new TreeScope(NameScope.root());
  }

  Optional<String> prefix() {
    return Optional.ofNullable(names).map(NameScope::prefix);
  }

  /** The scope of a new block. */
  TreeScope enter(Optional<String> hint, Optional<String> ownPrefix) {
    if (ownPrefix.isPresent()) {
      return ownPrefix.get().isEmpty()
          ? this
          : new TreeScope(names == null ? null : names.explicit(ownPrefix.get()));
    }
    if (hint.isEmpty()) {
      countersKnown = false;
    }
    return new TreeScope(names == null || !countersKnown ? null : names.automatic(hint.get()));
  }

  /** Notes that something with unknown children has been made in this scope. */
  void pour() {
    countersKnown = false;
  }
}
