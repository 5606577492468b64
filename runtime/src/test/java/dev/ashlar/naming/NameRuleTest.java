package dev.ashlar.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameRuleTest {
  @Test
  void prefixesHoldWhateverCanStandInAFile() {
    for (String prefix : List.of("", "a_", "a.b", "ä 😀", "😀", "\uffff")) {
      assertThat(NameRule.checkPrefix(prefix)).isEqualTo(prefix);
    }
    assertThatThrownBy(() -> NameRule.checkPrefix("a\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a prefix must hold neither control characters nor half a surrogate pair, found 'a\\u000A'");
    assertThatThrownBy(() -> NameRule.checkPrefix("😀\ud83d_"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("found '😀\\uD83D_'");
  }

  @Test
  void hintsHoldNoSpacesEither() {
    for (String hint : List.of("", "dense", "*/", "ä😀")) {
      assertThat(NameRule.checkHint(hint)).isEqualTo(hint);
    }
    for (String hint : List.of(" ", "a b", "a\n", "a\udc00", "\ud800")) {
      assertThatThrownBy(() -> NameRule.checkHint(hint))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a hint must not hold spaces");
    }
  }

  @Test
  void partsAreNeitherEmptyNorHoldDotsNorWhatCannotStandInAFile() {
    for (String part : List.of("a", "0", "a_b", "ä 😀")) {
      assertThat(NameRule.checkPart(part)).isEqualTo(part);
    }
    for (String part : List.of("", ".", ".a", "a.b")) {
      assertThatThrownBy(() -> NameRule.checkPart(part))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + part + "'");
    }
    for (String part :
        List.of("\u0001", "\ud800", "\udfff", "\ude00\ud83d", "\ud83d\ud83d\ude00")) {
      assertThatThrownBy(() -> NameRule.checkPart("a" + part))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'a\\u");
    }
  }
}
