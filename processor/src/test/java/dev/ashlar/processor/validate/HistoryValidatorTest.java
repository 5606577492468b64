package dev.ashlar.processor.validate;

import static dev.ashlar.processor.validate.Sketch.block;
import static dev.ashlar.processor.validate.Sketch.dense;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryValidatorTest {
  private static final String APART = ", so files do not tell the two apart.";

  @Test
  void namesMayComeBackButNotFollowThemselves() {
    Checked checked = Checked.blocks(block("Mlp")
        .child("first", dense(1))
        .named("first", "first")
        .child("second", dense(1))
        .named("second", "b", "b")
        .child("third", dense(1))
        .named("x", "y", "x")
        .param("gain", List.of("old", "gain", "gain"), 1)
        .param("scale", List.of("scale"), 1));
    assertThat(checked.said())
        .containsExactlyInAnyOrder(
            "Mlp.first ASH-226: first cannot formerly have been 'first': that is its name now. Remove it",
            "Mlp.second ASH-226: second cannot formerly have been 'b': it stands there twice in a row. Remove one",
            "Mlp.gain ASH-226: gain cannot formerly have been 'gain': it stands there twice in a row. Remove one",
            "Mlp.scale ASH-226: scale cannot formerly have been 'scale': that is its name now. Remove it");
  }

  @Test
  void theRenamedOneIsBlamedWhereverItStands() {
    Checked checked = Checked.blocks(block("Mlp")
        .child("first", dense(1))
        .named("first", "second")
        .child("second", dense(1))
        .param("gain", List.of("third", "fourth"), 1)
        .child("fourth", dense(1))
        .child("fifth", dense(1))
        .named("fifth", "scale")
        .param("scale", 1));
    String why = "that is the name of another" + APART + " If the two were swapped, write formerly"
        + " on both; otherwise give the other another name";
    assertThat(checked.said())
        .containsExactlyInAnyOrder(
            "Mlp.first ASH-226: first cannot formerly have been 'second': " + why,
            "Mlp.gain ASH-226: gain cannot formerly have been 'fourth': " + why,
            "Mlp.fifth ASH-226: fifth cannot formerly have been 'scale': " + why);
  }

  @Test
  void twoWereNotTheSame() {
    Checked checked = Checked.blocks(block("Mlp")
        .param("zero", List.of("hidden"), 1)
        .child("first", dense(1))
        .named("first", "hidden")
        .child("second", dense(1))
        .named("second", "middle", "hidden"));
    String why = "'zero' was that too" + APART + " Keep it for one of them";
    assertThat(checked.said())
        .containsExactly(
            "Mlp.first ASH-226: first cannot formerly have been 'hidden': " + why,
            "Mlp.second ASH-226: second cannot formerly have been 'hidden': " + why);
  }

  @Test
  void twoThatWereSwappedAreToldApart() {
    assertThat(Checked.blocks(block("Mlp")
                .child("a", dense(1))
                .named("a", "b")
                .child("b", dense(1))
                .named("b", "a"))
            .said())
        .isEmpty();
  }

  @Test
  void noTwoClassesWereTheSame() {
    Checked checked = Checked.blocks(
        block("A").formerly("old.Mlp"),
        block("B").formerly("older.Mlp", "old.Mlp"),
        block("C").formerly("demo.A"),
        block("D").formerly("x.D", "x.D"),
        block("Theirs").fromJar().formerly("old.Mlp"),
        block("E").formerly("demo.Theirs"));
    assertThat(checked.said())
        .containsExactly(
            "B ASH-227: the block B cannot formerly have been old.Mlp: demo.A says so too. Remove it",
            "C ASH-227: the block C cannot formerly have been demo.A: that block is still there. Remove it",
            "D ASH-227: the block D cannot formerly have been x.D: it stands there twice. Remove it",
            "E ASH-227: the block E cannot formerly have been demo.Theirs: that block is still there. Remove it");
  }
}
