package dev.ashlar.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameRuleTest {
  @Test
  void prefixesHoldAnythingButControlCharacters() {
    for (String prefix : List.of("", "a_", "a.b", "ä 😀")) {
      assertThat(NameRule.checkPrefix(prefix)).isEqualTo(prefix);
    }
    assertThatThrownBy(() -> NameRule.checkPrefix("a\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("control characters");
  }

  @Test
  void partsAreNeitherEmptyNorHoldDotsOrControlCharacters() {
    for (String part : List.of("a", "0", "a_b", "ä 😀")) {
      assertThat(NameRule.checkPart(part)).isEqualTo(part);
    }
    for (String part : List.of("", ".", ".a", "a.b", "a\u0001")) {
      assertThatThrownBy(() -> NameRule.checkPart(part))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + part + "'");
    }
  }
}
