package dev.ashlar.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineageTest {
  @Test
  void theOldestNameComesFirst() {
    Lineage lineage = Lineage.of("now", List.of("before", "first"));
    assertThat(lineage.names()).containsExactly("first", "before", "now");
    assertThat(lineage.name()).isEqualTo("now");
    assertThat(lineage.oldest()).isEqualTo("first");
  }

  @Test
  void itContinuesWhatItBeginsWith() {
    Lineage lineage = Lineage.of("c", List.of("b", "a"));
    assertThat(lineage.continues(Lineage.of("a", List.of()))).isTrue();
    assertThat(lineage.continues(Lineage.of("b", List.of("a")))).isTrue();
    assertThat(lineage.continues(lineage)).isTrue();
    assertThat(lineage.continues(Lineage.of("b", List.of()))).isFalse();
    assertThat(lineage.continues(Lineage.of("d", List.of("c", "b", "a")))).isFalse();
  }

  @Test
  void aNameMayComeBackButNotFollowItself() {
    assertThat(Lineage.of("a", List.of("b", "a")).names()).containsExactly("a", "b", "a");
    assertThatThrownBy(() -> Lineage.of("a", List.of("a", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a' cannot follow itself in [b, a, a]");
    assertThatThrownBy(() -> new Lineage(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
