package dev.ashlar.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class CollisionFinderTest {
  private final CollisionFinder finder = new CollisionFinder();

  @Test
  void namesOfDifferentThingsThatMeetAreTold() {
    finder.block("a", "x_", 1);
    finder.block("b", "x_", 2);
    finder.parameter("a.weight", "x_weight", 3);
    finder.parameter("b.weight", "x_weight", 4);
    assertThat(finder.collisions())
        .containsExactly(
            new Collision(Collision.Kind.BLOCK, "x_", "a", "b"),
            new Collision(Collision.Kind.PARAMETER, "x_weight", "a.weight", "b.weight"));
  }

  @Test
  void oneThingOnTwoPathsMeetsNothing() {
    finder.parameter("a.weight", "x_weight", "the weight");
    finder.parameter("b.weight", "x_weight", "the weight");
    finder.block("a", "x_", "the block");
    finder.block("b", "x_", "the block");
    assertThat(finder.collisions()).isEmpty();
  }

  @Test
  void aBlockAndAParameterMayHaveOneName() {
    finder.block("a", "x", 1);
    finder.parameter("a.x", "x", 2);
    assertThat(finder.collisions()).isEmpty();
  }

  @Test
  void everyOneIsToldAgainstTheFirst() {
    finder.parameter("a", "n", 1);
    finder.parameter("b", "n", 2);
    finder.parameter("c", "n", 3);
    assertThat(finder.collisions())
        .extracting(Collision::first, Collision::second)
        .containsExactly(tuple("a", "b"), tuple("a", "c"));
  }
}
