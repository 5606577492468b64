package dev.ashlar.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class HintTest {
  @Test
  void isTheClasssNameInLowerCase() {
    assertThat(Hint.of("BasicBlockV1")).isEqualTo("basicblockv1");
  }

  @Test
  void isTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr")); // where I becomes a letter without a dot
      assertThat(Hint.of("IDENTITY")).isEqualTo("identity");
    } finally {
      Locale.setDefault(before);
    }
  }
}
