package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class ArenaTest {
  @Test
  void anArrayOfMoreBytesThanJavasLoopsSeeIsNotPlaced() {
    assertThat(Arena.holds(DataType.FLOAT, 536_870_911)).isTrue();
    assertThat(Arena.holds(DataType.FLOAT, 536_870_912)).isFalse();
    assertThat(Arena.holds(DataType.DOUBLE, 268_435_456)).isFalse();
    assertThat(Arena.holds(DataType.BOOL, 536_870_912)).isTrue();
    assertThat(Arena.holds(DataType.UTF8, 1)).isFalse();
  }
}
