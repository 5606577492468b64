package dev.ashlar.processor.validate;

import static dev.ashlar.processor.validate.Sketch.around;
import static dev.ashlar.processor.validate.Sketch.block;
import static dev.ashlar.processor.validate.Sketch.dense;
import static dev.ashlar.processor.validate.Sketch.denseWithoutBias;
import static dev.ashlar.processor.validate.Sketch.of;
import static dev.ashlar.processor.validate.Sketch.repeated;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeValidatorTest {
  @Test
  void equalPrefixesAreSaidAtTheSecondWithBothFields() {
    Checked checked =
        Checked.blocks(block("Mlp").child("first", "a_", dense(1)).child("Second", "a_", dense(1)));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.Second ASH-301: the block Second would have the prefix 'a_' of the block first (field Mlp.first)."
                + " Write: @Child(prefix = \"second_\") Second");
  }

  @Test
  void fieldsAreNamedWhereStructuralNamesAreOthers() {
    Checked checked = Checked.blocks(block("Mlp")
        .child("first", "a_", dense(1))
        .named("one")
        .child("second", "a_", dense(1))
        .named("two"));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.second ASH-301: the block two would have the prefix 'a_' of the block one (field Mlp.first)."
                + " Write: @Child(prefix = \"second_\") second");
  }

  @Test
  void anExplicitPrefixMeetsAnAutomaticOne() {
    Checked checked =
        Checked.blocks(block("Mlp").child("first", dense(1)).child("second", "dense0_", dense(1)));
    assertThat(checked.said())
        .singleElement()
        .asString()
        .startsWith(
            "Mlp.second ASH-301: the block second would have the prefix 'dense0_' of the block first (field Mlp.first).");
  }

  @Test
  void concatenationsThatMeetAreSaidOfTheWholePath() {
    Checked checked = Checked.blocks(
        block("Top").child("inner", "a_", of("Inner")).child("meets", "a_b_", dense(1)),
        block("Inner").child("deep", "b_", dense(1)));
    assertThat(checked.said())
        .containsExactly(
            "Top.meets ASH-301: the block meets would have the prefix 'a_b_' of the block inner.deep (field Top.inner)."
                + " Write: @Child(prefix = \"meets_\") meets");
  }

  @Test
  void whatMeetsInsideABlockIsSaidThereAlone() {
    Checked checked = Checked.blocks(
        block("Top").child("a", of("Middle")).child("b", repeated(2, of("Middle"))),
        block("Middle").child("part", of("Part")),
        block("Part")
            .param("weight", 1)
            .child("first", "p_", dense(1))
            .child("second", "p_", dense(1))
            .child("poured", "", denseWithoutBias(1)));
    assertThat(checked.said())
        .extracting(each -> each.substring(0, each.indexOf(':')))
        .containsExactly("Part.second ASH-301", "Part.poured ASH-302");
    assertThat(checked.isClean("Top")).isTrue();
  }

  @Test
  void whatMeetsBetweenTwoHeldBlocksIsSaidOfTheirHolder() {
    Checked checked = Checked.blocks(
        block("Top").child("a", "", of("Part")).child("b", "", of("Part")),
        block("Part").child("only", "p_", dense(1)));
    assertThat(checked.said())
        .containsExactly(
            "Top.b ASH-301: the block b.only would have the prefix 'p_' of the block a.only (field Top.a)."
                + " Write: @Child(prefix = \"b_\") b");
  }

  @Test
  void aHoldersOwnCollisionIsSaidThoughAHeldBlockHasOneToo() {
    Checked checked = Checked.blocks(
        block("Top")
            .child("part", "x_", of("Part"))
            .child("meets", "x_p_", dense(1))
            .child("poured", "", of("Part")),
        block("Part").child("first", "p_", dense(1)).child("second", "p_", dense(1)));
    assertThat(checked.said())
        .extracting(each -> each.substring(0, each.indexOf(" would")))
        .containsExactly(
            "Part.second ASH-301: the block second", "Top.meets ASH-301: the block meets");
  }

  @Test
  void parametersOfOneNameAreRefused() {
    Checked checked =
        Checked.blocks(block("Mlp").param("weight", 1).child("poured", "", denseWithoutBias(1)));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.poured ASH-302: the parameter poured.weight would have the name 'weight' of the parameter weight"
                + " (field Mlp.weight). Give one of their blocks another prefix");
  }

  @Test
  void aParamThatMeetsAChildsIsSaidAtWhicheverIsSecond() {
    Checked checked = Checked.blocks(
        block("Top").child("part", "", of("Part")).child("other", "", of("Part")),
        block("Part").param("gain", 1));
    assertThat(checked.said())
        .containsExactly(
            "Top.other ASH-302: the parameter other.gain would have the name 'gain' of the parameter part.gain"
                + " (field Top.part). Give one of their blocks another prefix");
  }

  @Test
  void sharedParametersAreOneAndDoNotMeet() {
    assertThat(Checked.blocks(block("Tied").child("a", dense(1)).sharing("b", "a", dense(1)))
            .said())
        .isEmpty();
  }

  @Test
  void namesThatABrokenChildMayHaveCountedAreNotCompared() {
    assertThat(Checked.blocks(
                block("Mlp").broken("x").child("a", dense(1)).child("b", "dense0_", dense(1)))
            .said())
        .isEmpty();
    assertThat(Checked.blocks(
                block("Top").child("part", "", of("Part")).child("b", "dense0_", dense(1)),
                block("Part").broken("x").child("a", dense(1)))
            .said())
        .isEmpty();
    assertThat(Checked.blocks(block("Mlp")
                .child("a", dense(1))
                .child("b", "dense0_", dense(1))
                .broken("x")
                .child("c", "c_", dense(1))
                .child("d", "c_", dense(1)))
            .said())
        .extracting(each -> each.substring(0, each.indexOf(" would")))
        .containsExactly("Mlp.b ASH-301: the block b", "Mlp.d ASH-301: the block d");
  }

  @Test
  void theFirstThatDoesNotFitIsSaidInEachChild() {
    Checked checked = Checked.blocks(
        block("Mlp").input(28, 28).child("hidden", dense(64)).child("output", dense(10, 32)));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.output ASH-401: output, Dense(32 -> 10, linear), does not fit: expected inUnits = 32,"
                + " found 64 from an input of shape (64,). The shape came through: input (28, 28) -> hidden (64,)");
    assertThat(Checked.blocks(block("Many")
                .input(2)
                .child("a", repeated(3, dense(10, 32)))
                .child("b", repeated(2, dense(20, 5))))
            .said())
        .extracting(each -> each.substring(0, each.indexOf(',')))
        .containsExactly("Many.a ASH-401: a.0", "Many.b ASH-401: b.0");
  }

  @Test
  void whatDoesNotFitInsideABlockIsSaidThereAlone() {
    Checked checked = Checked.blocks(
        block("Top").child("a", of("Part")).child("b", of("Part")).child("c", dense(1, 3)),
        block("Part").child("x", dense(2)).child("y", dense(3, 9)));
    assertThat(checked.said())
        .extracting(each -> each.substring(0, each.indexOf(',')))
        .containsExactly("Part.y ASH-401: y");
  }

  @Test
  void whatDoesNotFitABlockIsSaidOfItsHolder() {
    Checked checked = Checked.blocks(
        block("Top").input(5).child("part", of("Part")).child("declared", of("Declared")),
        block("Part").child("x", dense(2, 7)),
        block("Declared").input(4));
    assertThat(checked.said())
        .containsExactly(
            "Top.part ASH-401: part.x, Dense(7 -> 2, linear), does not fit: expected inUnits = 7,"
                + " found 5 from an input of shape (5,). The shape came through: input (5,)",
            "Top.declared ASH-401: declared, Declared, does not fit: expected input = (4,), found (2,)."
                + " The shape came through: part.x (2,)");
  }

  @Test
  void aBlockWithoutAComputationOfItsOwnStatesNoOtherOutput() {
    assertThat(Checked.blocks(block("Mlp").output(4).child("a", dense(3))).said())
        .containsExactly(
            "Mlp ASH-107: Mlp has no forward of its own, so its output follows from its children: (3,), not (4,). Remove output = …");
    assertThat(Checked.blocks(block("Same").output(3).child("a", dense(3))).said())
        .isEmpty();
    assertThat(Checked.blocks(block("Own").output(4).forward().child("a", dense(3)))
            .said())
        .isEmpty();
  }

  @Test
  void classesOfConstantsAreDistinct() {
    Checked checked = Checked.blocks(
        block("Mlp")
            .child("part_a", dense(1))
            .child("part", of("Part"))
            .child("mlpNames", dense(1)),
        block("Part").child("a", dense(1)));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.part ASH-307: the constants written for part.a and part_a would both be Part_A. Rename one of them",
            "Mlp.mlpNames ASH-307: the constants written for mlpNames and the block itself would both be MlpNames. Rename one of them");
  }

  @Test
  void classesThatMeetInsideABlockAreSaidThereAlone() {
    Checked checked = Checked.blocks(
        block("Top").child("model", of("Model")).child("more", around(of("Model"))),
        block("Model").child("part_a", dense(1)).child("part", of("Part")),
        block("Part").child("a", dense(1)));
    assertThat(checked.said()).singleElement().asString().startsWith("Model.part ASH-307: ");
  }

  @Test
  void classesThatMeetThroughTwoHeldBlocksAreSaidOfTheirHolder() {
    Checked checked = Checked.blocks(
        block("Top").child("a", of("One")).child("a_b", of("Two")),
        block("One").child("b_c", dense(1)),
        block("Two").child("c", dense(1)));
    assertThat(checked.said())
        .containsExactly(
            "Top.a_b ASH-307: the constants written for a_b.c and a.b_c would both be A_b_C. Rename one of them");
  }

  @Test
  void constantsOfABlockAreDistinct() {
    Checked checked = Checked.blocks(block("Mlp")
        .param("path", 1)
        .param("schemaHash", 1)
        .param("gain", 1)
        .param("gain_SHAPE", 1)
        .param("fields", 1));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.path ASH-307: the constants written for path and another constant of its block would both be PATH. Rename one of them",
            "Mlp.schemaHash ASH-307: the constants written for schemaHash and another constant of its block would both be"
                + " SCHEMA_HASH. Rename one of them",
            "Mlp.gain_SHAPE ASH-307: the constants written for gain_SHAPE and another constant of its block would both be"
                + " GAIN_SHAPE. Rename one of them",
            "Mlp.fields ASH-307: the constants written for fields and another constant of its block would both be FIELDS. Rename one of them");
  }

  @Test
  void aHeldBlocksConstantsAreItsOwnAffair() {
    Checked checked =
        Checked.blocks(block("Top").child("part", of("Part")), block("Part").param("hint", 1));
    assertThat(checked.said()).singleElement().asString().startsWith("Part.hint ASH-307: ");
  }

  @Test
  void constantsAreNotBlamedForNamesThatMeetAnyway() {
    assertThat(Checked.blocks(
                block("Mlp").child("a", dense(1)).child("b", dense(1)).named("a"))
            .said())
        .extracting(each -> each.substring(0, each.indexOf(':')))
        .containsExactly("Mlp.b ASH-303");
    assertThat(Checked.blocks(block("Mlp").child("a", dense(1)).child("A", dense(1)))
            .said())
        .singleElement()
        .asString()
        .startsWith("Mlp.A ASH-304: ");
  }

  @Test
  void aPathThatMakesTooLongAFileNameIsSaidOnceWhereItBecomesTooLong() {
    String name = "n".repeat(120);
    Checked checked = Checked.blocks(
        block("Top").child("model", of("Mlp")),
        block("Mlp").child(name, of("Part")),
        block("Part").child(name, of("Leaf")),
        block("Leaf").child("x", dense(1)));
    assertThat(checked.said()).hasSize(1);
    assertThat(checked.said().get(0))
        .startsWith("Mlp." + name + " ASH-311: the class MlpNames$N")
        .endsWith(" that is written for Mlp." + name + "." + name
            + " would have a file name of 256 bytes, more than 255. Shorten the names");
  }
}
