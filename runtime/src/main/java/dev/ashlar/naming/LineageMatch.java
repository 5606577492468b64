package dev.ashlar.naming;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which members of a block's past are which of its present ones.
 *
 * <p>First whoever {@linkplain Lineage#continues continues} a past member is that one. Then, since
 * former names may be told later than they were given, or be told no longer, those that are left
 * belong together where the past one's last name is among the present one's and what both tell of
 * the time before agrees; unless that holds for several.
 */
public final class LineageMatch {
  private final Map<Lineage, Lineage> pastOf = new LinkedHashMap<>();

  private LineageMatch() {}

  /**
   * Matches.
   *
   * @param present the members of a block, no two of one oldest name
   * @param past those of the same block at another time, each with the names that it had until then
   * @return who was whom
   */
  public static LineageMatch of(Collection<Lineage> present, Collection<Lineage> past) {
    LineageMatch match = new LineageMatch();
    List<Lineage> left = new ArrayList<>(past);
    for (Lineage member : present) {
      left.stream()
          .filter(member::continues)
          .max((one, other) -> Integer.compare(one.names().size(), other.names().size()))
          .ifPresent(found -> {
            match.pastOf.put(member, found);
            left.remove(found);
          });
    }
    List<Lineage> unmatched =
        present.stream().filter(member -> !match.pastOf.containsKey(member)).toList();
    for (Lineage member : unmatched) {
      List<Lineage> candidates =
          left.stream().filter(each -> agree(member, each)).toList();
      if (candidates.size() == 1
          && unmatched.stream().filter(each -> agree(each, candidates.get(0))).count() == 1) {
        match.pastOf.put(member, candidates.get(0));
      }
    }
    return match;
  }

  // Whether at some time the present member had the past one's last name, and what both tell of the
  // time before that is the same.
  private static boolean agree(Lineage member, Lineage past) {
    for (int end = 1; end <= member.names().size(); end++) {
      int common = Math.min(end, past.names().size());
      if (member
          .names()
          .subList(end - common, end)
          .equals(
              past.names().subList(past.names().size() - common, past.names().size()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@return what a present member was; empty if it is new}
   *
   * @param member one of the present members
   */
  public Optional<Lineage> pastOf(Lineage member) {
    return Optional.ofNullable(pastOf.get(member));
  }
}
