package dev.ashlar.processor.validate;

import static dev.ashlar.processor.validate.Sketch.around;
import static dev.ashlar.processor.validate.Sketch.block;
import static dev.ashlar.processor.validate.Sketch.dense;
import static dev.ashlar.processor.validate.Sketch.of;
import static dev.ashlar.processor.validate.Sketch.repeated;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CycleValidatorTest {
  @Test
  void aBlockThatHoldsItselfHasNoTree() {
    Checked checked = Checked.blocks(block("Self").child("self", of("Self")));
    assertThat(checked.said())
        .containsExactly(
            "Self.self ASH-309: the block Self would hold itself: Self.self -> Self. Break the circle");
    assertThat(checked.hasTree("Self")).isFalse();
  }

  @Test
  void aCircleIsSaidOnceWithItsPathWhateverTheOrderOfFiles() {
    Sketch[] blocks = {
      block("C").child("a", of("A")),
      block("B").child("first", dense(1)).child("c", repeated(2, of("C"))),
      block("A").child("b", around(of("B")))
    };
    String circle =
        "C.a ASH-309: the block A would hold itself: A.b -> B.c -> C.a -> A. Break the circle";
    assertThat(Checked.blocks(blocks).said()).containsExactly(circle);
    assertThat(Checked.blocks(blocks[2], blocks[0], blocks[1]).said()).containsExactly(circle);
  }

  @Test
  void theCircleBeginsWhereItIsEnteredNotAtTheHolder() {
    Checked checked = Checked.blocks(
        block("A").child("inner", of("X")),
        block("X").child("y", of("Y")),
        block("Y").child("x", of("X")));
    assertThat(checked.said())
        .containsExactly(
            "Y.x ASH-309: the block X would hold itself: X.y -> Y.x -> X. Break the circle");
    assertThat(checked.hasTree("A")).isFalse();
    assertThat(checked.hasTree("X")).isFalse();
    assertThat(checked.hasTree("Y")).isFalse();
  }

  @Test
  void twoCirclesThroughOneBlockAreTwoFindings() {
    Checked checked = Checked.blocks(
        block("A").child("b", of("B")).child("self", of("A")), block("B").child("a", of("A")));
    assertThat(checked.said())
        .containsExactly(
            "B.a ASH-309: the block A would hold itself: A.b -> B.a -> A. Break the circle",
            "A.self ASH-309: the block A would hold itself: A.self -> A. Break the circle");
  }

  @Test
  void aBlockHeldTwiceIsNoCircle() {
    Checked checked = Checked.blocks(
        block("Top").child("a", of("Part")).child("b", of("Part")).child("c", of("Middle")),
        block("Middle").child("part", of("Part")),
        block("Part").child("only", dense(1)));
    assertThat(checked.said()).isEmpty();
    assertThat(checked.hasTree("Top")).isTrue();
  }

  @Test
  void whatHoldsABlockThatCannotBeReadHasNoTree() {
    Checked checked = Checked.blocks(
        block("Top").child("middle", of("Middle")),
        block("Middle").child("missing", of("Missing")),
        block("Other").child("only", dense(1)));
    assertThat(checked.said()).isEmpty();
    assertThat(checked.hasTree("Top")).isFalse();
    assertThat(checked.hasTree("Middle")).isFalse();
    assertThat(checked.hasTree("Other")).isTrue();
  }

  @Test
  void aCircleThroughAJarIsSaidAtTheClassInTheSource() {
    Checked checked = Checked.blocks(
        block("Mine").child("theirs", of("Theirs")),
        block("Theirs").fromJar().child("mine", of("Mine")));
    assertThat(checked.said())
        .containsExactly(
            "Theirs ASH-309: the block Mine would hold itself: Mine.theirs -> Theirs.mine -> Mine. Break the circle");
  }
}
