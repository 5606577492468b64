package dev.ashlar.processor.lock;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What files hold of a block.
 *
 * @param className the qualified name of its class
 * @param version the version that it states
 * @param members its members by name
 */
record LockedBlock(String className, int version, Map<String, LockedMember> members) {
  LockedBlock {
    members = Collections.unmodifiableMap(new TreeMap<>(members));
  }

  /** Whether files hold the same of both, but for the class's name. */
  boolean isLike(LockedBlock other) {
    return !members.isEmpty()
        && members.keySet().equals(other.members.keySet())
        && members.values().stream().allMatch(each -> each.isLike(other.member(each.name())));
  }

  private LockedMember member(String name) {
    LockedMember member = members.get(name);
    if (member == null) {
      throw new IllegalArgumentException(className + " has no " + name);
    }
    return member;
  }
}
