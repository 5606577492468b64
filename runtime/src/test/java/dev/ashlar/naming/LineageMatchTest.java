package dev.ashlar.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lineages are written with the oldest name first: {@code "a b c"} was a, then b, and is c. */
class LineageMatchTest {
  @Test
  void aRenamedMemberIsWhatItWas() {
    assertThat(match("a b|c", "a|c")).containsExactly("a b <- a", "c <- c");
    assertThat(match("a b c", "a b")).containsExactly("a b c <- a b");
    assertThat(match("a b", "a b")).containsExactly("a b <- a b");
  }

  @Test
  void twoThatSwappedNamesAreToldApart() {
    assertThat(match("b a|a b", "a|b")).containsExactly("b a <- b", "a b <- a");
    assertThat(match("b a|a b", "b a|a b")).containsExactly("b a <- b a", "a b <- a b");
  }

  @Test
  void aNameThatIsTakenOverByAnotherStaysItsOwnersPast() {
    assertThat(match("x c|y x", "x|y")).containsExactly("x c <- x", "y x <- y");
    assertThat(match("x c|y x", "x c|y x")).containsExactly("x c <- x c", "y x <- y x");
  }

  @Test
  void formerNamesThatAreToldLaterChangeNothing() {
    assertThat(match("x a", "a")).containsExactly("x a <- a");
    assertThat(match("x y a b", "a")).containsExactly("x y a b <- a");
  }

  @Test
  void formerNamesThatAreToldNoLongerChangeNothing() {
    assertThat(match("a|b", "b a|a b")).containsExactly("a <- b a", "b <- a b");
    assertThat(match("hidden hid", "h hidden")).containsExactly("hidden hid <- h hidden");
  }

  @Test
  void whatContradictsIsNotMatched() {
    assertThat(match("x a", "y a")).isEmpty();
    assertThat(match("a", "b")).isEmpty();
  }

  @Test
  void whatCouldBeSeveralIsNotMatched() {
    assertThat(match("x a b|y b c", "b")).isEmpty();
    assertThat(match("z a b", "a|b")).isEmpty();
  }

  /** Members renamed at random, seen at a random time before: each is found again. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomHistoriesAreFollowed(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      int count = 1 + random.nextInt(6);
      List<List<String>> histories = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        histories.add(new ArrayList<>(List.of("n" + i)));
      }
      List<List<Lineage>> times = new ArrayList<>(List.of(lineages(histories)));
      for (int time = 0; time < 5; time++) {
        rename(histories, random);
        times.add(lineages(histories));
      }
      List<Lineage> present = times.get(times.size() - 1);
      for (List<Lineage> past : times) {
        List<Lineage> shuffled = new ArrayList<>(past);
        Collections.shuffle(shuffled, random);
        LineageMatch match = LineageMatch.of(present, shuffled);
        for (int i = 0; i < count; i++) {
          assertThat(match.pastOf(present.get(i))).contains(past.get(i));
        }
      }
    }
  }

  // Gives all members a random arrangement of the names in use and of new ones.
  private static void rename(List<List<String>> histories, Random random) {
    List<String> names = new ArrayList<>();
    histories.forEach(history -> names.add(history.get(history.size() - 1)));
    names.add("m" + random.nextInt(3));
    Collections.shuffle(names, random);
    List<String> taken = names.stream().distinct().toList();
    for (int i = 0; i < histories.size() && taken.size() >= histories.size(); i++) {
      List<String> history = histories.get(i);
      if (!history.get(history.size() - 1).equals(taken.get(i))) {
        history.add(taken.get(i));
      }
    }
  }

  private static List<Lineage> lineages(List<List<String>> histories) {
    return histories.stream().map(Lineage::new).toList();
  }

  private static List<String> match(String present, String past) {
    Map<Lineage, String> members = new LinkedHashMap<>();
    for (String each : present.split("\\|")) {
      members.put(lineage(each), each);
    }
    LineageMatch match = LineageMatch.of(
        members.keySet(),
        Arrays.stream(past.split("\\|")).map(LineageMatchTest::lineage).toList());
    List<String> found = new ArrayList<>();
    members.forEach((member, text) -> match
        .pastOf(member)
        .ifPresent(each -> found.add(text + " <- " + String.join(" ", each.names()))));
    return found;
  }

  private static Lineage lineage(String text) {
    return new Lineage(List.of(text.split(" ")));
  }
}
