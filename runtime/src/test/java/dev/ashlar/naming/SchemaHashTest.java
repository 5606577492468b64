package dev.ashlar.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaHashTest {
  @Test
  void isTheHashOfTheSortedLines() {
    // printf 'a.bias FLOAT32 (3,)\nb.weight FLOAT32 (2, 3)\n' | sha256sum
    assertThat(
            new SchemaHash().add("b.weight", "FLOAT32", "(2, 3)").add("a.bias", "FLOAT32", "(3,)"))
        .hasToString("d06465491cfa4869ee1b0500ec1675501c2595c111a1cc8bad84533de73810c4");
  }

  @Test
  void anythingThatFilesRelyOnChangesIt() {
    String hash = new SchemaHash().add("a", "float32", "(3,)").toString();
    assertThat(new SchemaHash().add("b", "float32", "(3,)").toString()).isNotEqualTo(hash);
    assertThat(new SchemaHash().add("a", "float64", "(3,)").toString()).isNotEqualTo(hash);
    assertThat(new SchemaHash().add("a", "float32", "(4,)").toString()).isNotEqualTo(hash);
  }
}
