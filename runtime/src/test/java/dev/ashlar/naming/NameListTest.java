package dev.ashlar.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameListTest {
  @Test
  void upToSevenNamesStandThereInFull() {
    assertThat(NameList.brief(List.of())).isEmpty();
    assertThat(NameList.brief(List.of("a", "b"))).isEqualTo("'a', 'b'");
    assertThat(NameList.brief(names(7))).isEqualTo("'n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6'");
  }

  @Test
  void ofMoreTheFirstThreeAndTheLastFour() {
    assertThat(NameList.brief(names(8))).isEqualTo("'n0', 'n1', 'n2', ..., 'n4', 'n5', 'n6', 'n7'");
    assertThat(NameList.brief(names(100)))
        .isEqualTo("'n0', 'n1', 'n2', ..., 'n96', 'n97', 'n98', 'n99'");
  }

  @Test
  void aLongNameIsCut() {
    assertThat(NameList.quote("x".repeat(200))).isEqualTo("'" + "x".repeat(200) + "'");
    assertThat(NameList.quote("x".repeat(201))).isEqualTo("'" + "x".repeat(200) + "…'");
  }

  @Test
  void whatCannotBePrintedIsShownByItsNumber() {
    assertThat(NameList.shorten("a\nb\u0000")).isEqualTo("a\\u000ab\\u0000");
    assertThat(NameList.shorten("a\ud800b")).isEqualTo("a\\ud800b");
    assertThat(NameList.shorten("ä😀")).isEqualTo("ä😀");
  }

  @Test
  void theNearestNamesComeFirstAndAreThreeAtMost() {
    List<String> candidates = List.of("weights", "bias", "weigh", "weight_", "wieght", "output");
    assertThat(NameList.nearest("weight", candidates))
        .containsExactly("weights", "weigh", "weight_");
    assertThat(NameList.nearest("wieght", candidates)).first().isEqualTo("wieght");
  }

  @Test
  void whatIsFarOffIsNotNamed() {
    assertThat(NameList.nearest("ab", List.of("cde", "abcd", "abcde"))).containsExactly("abcd");
    assertThat(NameList.nearest("abcdefghi", List.of("abcdef", "abcde"))).containsExactly("abcdef");
    assertThat(NameList.nearest("x".repeat(201), List.of("x".repeat(201)))).isEmpty();
    assertThat(NameList.nearest("x".repeat(200), List.of("x".repeat(200)))).hasSize(1);
  }

  @Test
  void theSentenceIsThereOnlyIfThereIsAName() {
    assertThat(NameList.nearestSentence("bais", List.of("bias"), "in the file"))
        .isEqualTo(" The nearest names in the file: 'bias'.");
    assertThat(NameList.nearestSentence("bais", List.of("output"), "in the file"))
        .isEmpty();
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
  }
}
