package dev.ashlar.processor.validate;

import static dev.ashlar.processor.validate.Sketch.block;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassValidatorTest {
  @Test
  void noClassIsWrittenForTwoBlocks() {
    Checked checked = Checked.blocks(block("Outer.Part"), block("Outer_Part"));
    assertThat(checked.said())
        .containsExactly(
            "Outer_Part ASH-306: the class demo.NamedOuter_Part that is written for Outer_Part would meet"
                + " the one written for Outer.Part. Rename one of them");
    assertThat(checked.isClean("Outer.Part")).isTrue();
  }

  @Test
  void classesDifferByMoreThanCase() {
    assertThat(Checked.blocks(block("Outer.Part"), block("Outer.PART")).said())
        .containsExactly(
            "Outer.PART ASH-306: the class demo.NamedOuter_PART that is written for Outer.PART would meet"
                + " the one written for Outer.Part. Rename one of them");
  }

  @Test
  void theNamedClassOfOneIsNotTheNamesOfAnother() {
    assertThat(Checked.blocks(block("MlpNames"), block("NamedMlp")).said())
        .as("NamedMlpNames for both")
        .containsExactly(
            "NamedMlp ASH-306: the class demo.NamedMlpNames that is written for NamedMlp would meet"
                + " the one written for MlpNames. Rename one of them");
  }

  @Test
  void blocksOfJarsHaveTheirClassesAlready() {
    assertThat(Checked.blocks(block("Part_A"), block("Part.A").fromJar()).said())
        .containsExactly(
            "Part_A ASH-306: the class demo.NamedPart_A that is written for Part_A would meet"
                + " the one written for Part.A. Rename one of them");
  }

  @Test
  void blocksOfOtherPackagesDoNotMeet() {
    assertThat(Checked.blocks(block("a", "Part"), block("b", "Part"), block("", "Part"))
            .said())
        .isEmpty();
  }

  @Test
  void aClassesFileNameIsAtMost255Bytes() {
    // "Named" and ".class" are eleven bytes; "Names" and ".class" too.
    assertThat(Checked.blocks(block("n".repeat(244))).said()).isEmpty();
    String tooLong = "n".repeat(245);
    assertThat(Checked.blocks(block(tooLong)).said())
        .containsExactly(
            tooLong + " ASH-311: the class Named" + tooLong + " that is written for " + tooLong
                + " would have a file name of 256 bytes, more than 255. Shorten the names",
            tooLong + " ASH-311: the class " + tooLong + "Names that is written for " + tooLong
                + " would have a file name of 256 bytes, more than 255. Shorten the names");
  }

  @Test
  void bytesAreCountedNotLetters() {
    assertThat(FileName.length("é")).isEqualTo(8);
    assertThat(Checked.blocks(block("é".repeat(122))).said()).isEmpty();
    assertThat(Checked.blocks(block("é".repeat(123))).said()).hasSize(3);
  }

  @Test
  void anOutlinesFileNameHasThePackageToo() {
    String inner = "p".repeat(120) + "." + "q".repeat(120);
    assertThat(Checked.blocks(block(inner, "Part1234")).said()).isEmpty();
    assertThat(Checked.blocks(block(inner, "Part12345")).said())
        .containsExactly("Part12345 ASH-311: the outline " + inner
            + ".Part12345.json that is written for Part12345 would have a file name of 256 bytes,"
            + " more than 255. Shorten the names");
  }
}
