package dev.ashlar.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Utf8Test {
  @Test
  void namesComeBackAndHalfASurrogatePairIsRefused() {
    String name = "größe_\ud83d\ude00";

    assertThat(Utf8.decode(Utf8.encode(name))).contains(name);
    assertThat(Utf8.decode(new byte[] {(byte) 0xff})).isEmpty();
    assertThatThrownBy(() -> Utf8.encode("a\ud800"))
        .isInstanceOf(ArrayFileException.class)
        .hasMessageContaining("'a\\ud800'");
  }
}
