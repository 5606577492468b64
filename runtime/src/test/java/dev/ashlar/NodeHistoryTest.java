package dev.ashlar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node knows of its past. */
class NodeHistoryTest {
  @Test
  void versionAndFormerNamesAreKept() {
    Node node = Node.of("mlp").version(3).formerly("now", "before", "first");
    assertThat(node.version()).isEqualTo(3);
    assertThat(node.formerNames()).isEqualTo(Map.of("now", List.of("before", "first")));
    assertThat(Node.of("mlp").version()).isEqualTo(1);
    assertThat(Node.of("mlp").formerNames()).isEmpty();
  }

  @Test
  void whatCannotBeIsRefused() {
    Node node = Node.of("mlp");
    assertThatThrownBy(() -> node.version(0)).hasMessageContaining("at least 1, found 0");
    assertThatThrownBy(() -> node.formerly("now", "a.b")).hasMessageContaining("'a.b'");
    assertThatThrownBy(() -> node.formerly("", "a")).hasMessageContaining("found ''");
    assertThat(node.formerNames()).isEmpty();
  }
}
