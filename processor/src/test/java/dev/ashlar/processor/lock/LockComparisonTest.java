package dev.ashlar.processor.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.naming.Lineage;
import dev.ashlar.processor.lock.LockedMember.Array;
import dev.ashlar.processor.lock.LockedMember.Kind;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Blocks that are edited at random: the edits themselves say what must be reported, without any
 * matching of names.
 */
class LockComparisonTest {
  private static final LockComparison.Blocks NONE = new LockComparison.Blocks() {
    @Override
    public boolean isSame(String className, String lockedName) {
      return className.equals(lockedName);
    }

    @Override
    public Map<String, Array> parameters(String className, Shape input) {
      return Map.of();
    }
  };

  /** A member while it is edited: it keeps its identity, whatever it is called. */
  private static final class Edited {
    final List<String> names; // the latest first
    final boolean isLayer;
    DType dtype = DType.FLOAT32;
    long size;
    boolean tellsNames = true;

    Edited(String name, boolean isLayer, long size) {
      this.names = new ArrayList<>(List.of(name));
      this.isLayer = isLayer;
      this.size = size;
    }

    Edited copy() {
      Edited copy = new Edited(names.get(0), isLayer, size);
      copy.names.addAll(names.subList(1, names.size()));
      copy.dtype = dtype;
      return copy;
    }

    LockedMember member() {
      List<String> former = tellsNames ? names.subList(1, names.size()) : List.of();
      return new LockedMember(
          Lineage.of(names.get(0), former),
          isLayer ? Kind.LAYER : Kind.PARAMETER,
          isLayer ? "DenseLayer" : "",
          0,
          Optional.empty(),
          Optional.empty(),
          Shape.unknown(),
          Map.of(isLayer ? "weight" : "", new Array(dtype, Shape.of(size))));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatTheEditsDidIsReportedAndNothingElse(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      List<Edited> before = new ArrayList<>();
      for (int i = 1 + random.nextInt(5); i > 0; i--) {
        before.add(new Edited("n" + i, random.nextBoolean(), 10L * i));
      }
      // Some history that the lock knows already.
      for (int i = random.nextInt(3); i > 0; i--) {
        permute(before, random);
      }
      Map<Edited, Edited> past = new IdentityHashMap<>();
      List<Edited> now = new ArrayList<>();
      for (Edited each : before) {
        Edited copy = each.copy();
        past.put(copy, each);
        now.add(copy);
      }
      List<String> expected = new ArrayList<>();
      edit(now, past, expected, random);
      Collections.shuffle(now, random);
      assertThat(LockComparison.of(block(before), block(now), NONE).stream()
              .map(change -> change.kind() + " " + change.was() + " " + change.is())
              .sorted()
              .toList())
          .as("seed %d, run %d", seed, run)
          .isEqualTo(expected.stream().sorted().toList());
    }
  }

  private static void edit(
      List<Edited> now, Map<Edited, Edited> past, List<String> expected, Random random) {
    if (random.nextBoolean()) {
      permute(now, random);
    }
    if (random.nextBoolean()) {
      Edited removed = now.remove(random.nextInt(now.size()));
      expected.add("REMOVED " + past.get(removed).names.get(0) + " ");
    }
    if (random.nextBoolean()) {
      Edited added = new Edited("fresh", random.nextBoolean(), 7777); // like nothing that is gone
      now.add(added);
      expected.add("ADDED  fresh");
    }
    for (Edited each : now) {
      Edited was = past.get(each);
      if (was == null) {
        continue;
      }
      String names = was.names.get(0) + " " + each.names.get(0);
      switch (random.nextInt(8)) {
        case 0 -> {
          each.size += 1;
          expected.add("RESHAPED " + names);
        }
        case 1 -> {
          each.dtype = DType.FLOAT64;
          expected.add("RETYPED " + names);
        }
        case 2 -> each.size = 0; // not known any longer, or not yet: fits
        default -> {}
      }
    }
  }

  // Gives the members other names, each one's own, those of others or new ones.
  private static void permute(List<Edited> members, Random random) {
    TreeSet<String> names = new TreeSet<>();
    members.forEach(each -> names.add(each.names.get(0)));
    names.add("m" + random.nextInt(1000));
    names.add("m" + random.nextInt(1000));
    List<String> shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, random);
    for (int i = 0; i < members.size(); i++) {
      List<String> of = members.get(i).names;
      if (!of.get(0).equals(shuffled.get(i))) {
        of.add(0, shuffled.get(i));
      }
    }
  }

  /** A rename that is not told is suggested: the only member that is gone and holds the same. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void renamesThatAreNotToldAreSuggested(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      List<Edited> before = new ArrayList<>();
      for (int i = 1 + random.nextInt(6); i > 0; i--) {
        before.add(new Edited("n" + i, random.nextBoolean(), 10L * i));
      }
      List<Edited> now = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (Edited each : before) {
        Edited copy = each.copy();
        if (random.nextBoolean()) {
          copy.names.add(0, "renamed" + now.size());
          copy.tellsNames = false;
          expected.add("RENAMED " + each.names.get(0) + " " + copy.names.get(0));
        }
        now.add(copy);
      }
      assertThat(LockComparison.of(block(before), block(now), NONE).stream()
              .map(change -> change.kind() + " " + change.was() + " " + change.is())
              .sorted()
              .toList())
          .isEqualTo(expected.stream().sorted().toList());
    }
  }

  private static LockedBlock block(List<Edited> members) {
    Map<String, LockedMember> byName = new TreeMap<>();
    members.forEach(each -> byName.put(each.names.get(0), each.member()));
    return new LockedBlock("demo.A", 1, byName);
  }
}
