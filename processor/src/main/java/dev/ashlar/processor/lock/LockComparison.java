package dev.ashlar.processor.lock;

import dev.ashlar.naming.EditDistance;
import dev.ashlar.naming.Lineage;
import dev.ashlar.naming.LineageMatch;
import dev.ashlar.processor.lock.LockedMember.Array;
import dev.ashlar.processor.lock.LockedMember.Kind;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the members of a block with those that the lock holds of it. Their order does not
 * matter, nor what stands in the lock under a name that a member says it had.
 */
final class LockComparison {
  /** What the comparison has to know of other blocks. */
  interface Blocks {
    /** Whether a block of today is, or was, of that class. */
    boolean isSame(String className, String lockedName);

    /** The parameters of a block of today for an input, by path; empty if it does not take it. */
    Map<String, Array> parameters(String className, Shape input);
  }

  private final LockedBlock locked;
  private final LockedBlock present;
  private final Blocks blocks;
  private final List<Change> changes = new ArrayList<>();

  private LockComparison(LockedBlock locked, LockedBlock present, Blocks blocks) {
    this.locked = locked;
    this.present = present;
    this.blocks = blocks;
  }

  /** The changes, those of present members first, each by name. */
  static List<Change> of(LockedBlock locked, LockedBlock present, Blocks blocks) {
    LockComparison comparison = new LockComparison(locked, present, blocks);
    comparison.compare();
    return comparison.changes;
  }

  private void compare() {
    Map<Lineage, LockedMember> before = new LinkedHashMap<>();
    locked.members().values().forEach(member -> before.put(member.lineage(), member));
    LineageMatch match = LineageMatch.of(
        present.members().values().stream().map(LockedMember::lineage).toList(), before.keySet());
    Map<String, LockedMember> gone = new TreeMap<>(locked.members());
    Map<String, LockedMember> added = new TreeMap<>();
    for (LockedMember member : present.members().values()) {
      Optional<LockedMember> was = match.pastOf(member.lineage()).map(before::get);
      if (was.isPresent()) {
        gone.remove(was.get().name());
        forgotten(was.get(), member);
        compare(was.get(), member);
      } else {
        added.put(member.name(), member);
      }
    }
    // The same name, but another history: the former names were taken away.
    for (String name : new TreeSet<>(added.keySet())) {
      LockedMember was = gone.get(name);
      LockedMember is = added.get(name);
      if (was != null && is != null) {
        gone.remove(name);
        added.remove(name);
        change(Change.Kind.FORGOTTEN, was, is, names(is.lineage()), names(was.lineage()));
        compare(was, is);
      }
    }
    suggestRenames(gone, added);
    added
        .values()
        .forEach(member -> change(Change.Kind.ADDED, "", member.name(), member.described(), ""));
    gone.values()
        .forEach(member -> change(Change.Kind.REMOVED, member.name(), "", "", member.described()));
  }

  private void suggestRenames(Map<String, LockedMember> gone, Map<String, LockedMember> added) {
    record Pair(LockedMember was, LockedMember is) {
      int distance() {
        return EditDistance.between(was.name(), is.name());
      }
    }

    List<Pair> pairs = new ArrayList<>();
    for (LockedMember is : added.values()) {
      gone.values().stream()
          .filter(was -> isLike(was, is))
          .forEach(was -> pairs.add(new Pair(was, is)));
    }
    pairs.sort(Comparator.comparingInt(Pair::distance)
        .thenComparing(pair -> pair.is().name())
        .thenComparing(pair -> pair.was().name()));
    for (Pair pair : pairs) {
      if (gone.containsKey(pair.was().name()) && added.containsKey(pair.is().name())) {
        gone.remove(pair.was().name());
        added.remove(pair.is().name());
        change(
            Change.Kind.RENAMED,
            pair.was().name(),
            pair.is().name(),
            pair.is().described(),
            pair.was().described());
      }
    }
  }

  // Of a block, the class may have been renamed too.
  private boolean isLike(LockedMember was, LockedMember is) {
    return was.isLike(is)
        || was.kind() == Kind.BLOCK
            && is.kind() == Kind.BLOCK
            && was.count() == is.count()
            && blocks.isSame(is.type(), was.type());
  }

  private void compare(LockedMember was, LockedMember is) {
    if (was.prefix().isPresent() && is.prefix().isPresent() && !was.prefix().equals(is.prefix())) {
      change(Change.Kind.PREFIX, was, is, is.prefix().get(), was.prefix().get());
    }
    if (was.kind() == Kind.ASSIGNED || is.kind() == Kind.ASSIGNED) {
      return; // the compiler does not know what it holds
    }
    if (was.kind() != is.kind() && (hasContent(was) || hasContent(is))
        || was.kind() == Kind.BLOCK
            && is.kind() == Kind.BLOCK
            && !blocks.isSame(is.type(), was.type())
        || (was.count() > 0) != (is.count() > 0)) {
      change(Change.Kind.REPLACED, was, is, is.described(), was.described());
      return;
    }
    compareCounts(was, is);
    compare(was, is, was.parameters(), is.parameters());
    if (is.kind() == Kind.BLOCK && was.input().hasRank() && is.input().hasRank()) {
      compareInputs(was, is);
    }
  }

  private static boolean hasContent(LockedMember member) {
    return member.kind() != Kind.LAYER || !member.parameters().isEmpty();
  }

  // Every name that the lock holds must still be told.
  private void forgotten(LockedMember was, LockedMember is) {
    if (!is.lineage().names().containsAll(was.lineage().names())) {
      change(Change.Kind.FORGOTTEN, was, is, names(is.lineage()), names(was.lineage()));
    }
  }

  private static String names(Lineage lineage) {
    return String.join(", ", lineage.names());
  }

  private void compareCounts(LockedMember was, LockedMember is) {
    if (was.kind() != Kind.BLOCK || was.count() == is.count()) {
      return;
    }
    change(
        is.count() > was.count() ? Change.Kind.ADDED : Change.Kind.REMOVED,
        was,
        is,
        is.described(),
        was.described());
  }

  private void compare(
      LockedMember was, LockedMember is, Map<String, Array> before, Map<String, Array> now) {
    Map<Change.Kind, List<String>> found = new EnumMap<>(Change.Kind.class);
    Map<Change.Kind, List<String>> old = new EnumMap<>(Change.Kind.class);
    Set<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(now.keySet());
    for (String path : paths) {
      kind(before.get(path), now.get(path)).ifPresent(kind -> {
        note(found, kind, path, now.get(path));
        note(old, kind, path, before.get(path));
      });
    }
    for (Change.Kind kind : Change.Kind.values()) {
      if (found.containsKey(kind) || old.containsKey(kind)) {
        change(kind, was, is, listed(found.get(kind)), listed(old.get(kind)));
      }
    }
  }

  private static Optional<Change.Kind> kind(@Nullable Array old, @Nullable Array fresh) {
    if (old == null) {
      return Optional.of(Change.Kind.ADDED);
    }
    if (fresh == null) {
      return Optional.of(Change.Kind.REMOVED);
    }
    if (old.dtype() != fresh.dtype()) {
      return Optional.of(Change.Kind.RETYPED);
    }
    return old.shape().fits(fresh.shape()) ? Optional.empty() : Optional.of(Change.Kind.RESHAPED);
  }

  private static void note(
      Map<Change.Kind, List<String>> texts, Change.Kind kind, String path, @Nullable Array array) {
    if (array != null) {
      texts
          .computeIfAbsent(kind, any -> new ArrayList<>())
          .add(path.isEmpty() ? array.toString() : path + " " + array);
    }
  }

  private static String listed(@Nullable List<String> texts) {
    return texts == null ? "" : String.join(", ", texts);
  }

  // What reaches a block decides on the shapes of its parameters.
  private void compareInputs(LockedMember was, LockedMember is) {
    if (was.input().equals(is.input())) {
      return;
    }
    Map<String, Array> before = new TreeMap<>(blocks.parameters(is.type(), was.input()));
    Map<String, Array> now = new TreeMap<>(blocks.parameters(is.type(), is.input()));
    before.keySet().retainAll(now.keySet());
    now.keySet().retainAll(before.keySet());
    compare(was, is, before, now);
  }

  private void change(
      Change.Kind kind, LockedMember was, LockedMember is, String found, String old) {
    change(kind, was.name(), is.name(), found, old);
  }

  private void change(Change.Kind kind, String was, String is, String found, String old) {
    changes.add(new Change(kind, was, is, found, old));
  }
}
