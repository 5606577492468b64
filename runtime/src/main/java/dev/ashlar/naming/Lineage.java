package dev.ashlar.naming;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The names that a child or parameter has had in its block: the oldest first, the present one last.
 *
 * <p>In one block no two members have one oldest name. So whatever was saved of the block in the
 * past belongs to one member of today's at most, even where two have swapped their names.
 *
 * @param names at least one; no two alike that follow each other
 */
public record Lineage(List<String> names) {
  /**
   * Checks the names.
   *
   * @param names at least one; no two alike that follow each other
   */
  public Lineage {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a lineage holds one name at least");
    }
    for (int i = 1; i < names.size(); i++) {
      if (names.get(i).equals(names.get(i - 1))) {
        throw new IllegalArgumentException(
            "'" + names.get(i) + "' cannot follow itself in " + names);
      }
    }
  }

  /**
   * {@return the lineage of something that has, and had, these names}
   *
   * @param name the present one
   * @param formerNames those before, the latest first
   * @throws IllegalArgumentException if a name follows itself
   */
  public static Lineage of(String name, List<String> formerNames) {
    List<String> names = new ArrayList<>(formerNames);
    Collections.reverse(names);
    names.add(name);
    return new Lineage(names);
  }

  /** {@return the present name} */
  public String name() {
    return names.get(names.size() - 1);
  }

  /** {@return the first name, which tells a member from all others of its block} */
  public String oldest() {
    return names.get(0);
  }

  /**
   * {@return whether this is what the other one can have become: the other's names, and perhaps
   * more}
   *
   * @param earlier a lineage of the same block at an earlier time
   */
  public boolean continues(Lineage earlier) {
    return names.size() >= earlier.names.size()
        && names.subList(0, earlier.names.size()).equals(earlier.names);
  }
}
