package dev.ashlar.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EditDistanceTest {
  @Test
  void countsWhatIsPutInTakenOutAndChanged() {
    assertThat(EditDistance.between("", "")).isZero();
    assertThat(EditDistance.between("", "abc")).isEqualTo(3);
    assertThat(EditDistance.between("abc", "")).isEqualTo(3);
    assertThat(EditDistance.between("kitten", "sitting")).isEqualTo(3);
    assertThat(EditDistance.between("wieght", "weight")).isEqualTo(2);
  }

  @Test
  void isThatOfTheDefinition() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      String a = word(random);
      String b = word(random);
      assertThat(EditDistance.between(a, b)).as("%s, %s", a, b).isEqualTo(slow(a, b));
    }
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }

  private static int slow(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.length() + b.length();
    }
    String shorterA = a.substring(1);
    String shorterB = b.substring(1);
    if (a.charAt(0) == b.charAt(0)) {
      return slow(shorterA, shorterB);
    }
    return 1 + Math.min(slow(shorterA, shorterB), Math.min(slow(shorterA, b), slow(a, shorterB)));
  }
}
