package dev.ashlar.processor.validate;

import static dev.ashlar.processor.validate.Sketch.around;
import static dev.ashlar.processor.validate.Sketch.assigned;
import static dev.ashlar.processor.validate.Sketch.block;
import static dev.ashlar.processor.validate.Sketch.dense;
import static dev.ashlar.processor.validate.Sketch.of;
import static dev.ashlar.processor.validate.Sketch.repeated;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemberValidatorTest {
  @Test
  void structuralNamesAreDistinct() {
    Checked checked = Checked.blocks(block("Mlp")
        .param("scale", 1)
        .child("a", dense(1))
        .named("scale")
        .child("b", dense(1))
        .child("c", dense(1))
        .named("b"));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.a ASH-303: a would have the structural name 'scale' of scale. Give one of them another",
            "Mlp.c ASH-303: c would have the structural name 'b' of b. Give one of them another");
  }

  @Test
  void fieldsDifferByMoreThanCase() {
    Checked checked = Checked.blocks(block("Mlp")
        .param("gain", 1)
        .param("GAIN", 1)
        .child("hidden", dense(1))
        .child("hIdden", dense(1))
        .child("other", dense(1)));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.GAIN ASH-304: GAIN and gain differ by case alone, so what is written for them would meet. Rename one of them",
            "Mlp.hIdden ASH-304: hIdden and hidden differ by case alone, so what is written for them would meet. Rename one of them");
  }

  @Test
  void equalStructuralNamesAreNotSaidAgainAsEqualFields() {
    Checked checked =
        Checked.blocks(block("Mlp").child("a", dense(1)).child("A", dense(1)).named("a"));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.A ASH-303: A would have the structural name 'a' of a. Give one of them another");
  }

  @Test
  void accessorsAndReplacementsMeetNoMethod() {
    Checked checked = Checked.blocks(block("Mlp")
        .method("size")
        .method("size", "int")
        .method("other", "int")
        .method("replaceHead", "java.lang.String")
        .method("replaceTail", "int", "int")
        .method("replaceTail", "int", "int", "int")
        .child("size", dense(1))
        .child("head", dense(1))
        .child("tail", dense(1))
        .child("other", dense(1)));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.size ASH-305: the method size that is written for the child size would meet demo.Mlp.size(). Rename one of them",
            "Mlp.head ASH-305: the method replaceHead that is written for the child head would meet"
                + " demo.Mlp.replaceHead(java.lang.String). Rename one of them",
            "Mlp.tail ASH-305: the method replaceTail that is written for the child tail would meet"
                + " demo.Mlp.replaceTail(int, int). Rename one of them");
  }

  @Test
  void aMethodThatMeetsOneOfAChildsIsSaidOnce() {
    Checked checked = Checked.blocks(block("Mlp")
        .method("head")
        .method("replaceHead", "int")
        .method("replaceHead", "int", "int")
        .child("head", dense(1)));
    assertThat(checked.said()).singleElement().asString().contains("the method head that");
  }

  @Test
  void whatIsWrittenForOneChildMeetsNothingWrittenForAnother() {
    Checked checked = Checked.blocks(
        block("Mlp").constructor().child("éa", dense(1)).child("unplaced", dense(1)));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.unplaced ASH-305: the method unplaced that is written for the child unplaced would meet"
                + " the method that makes the block without a place. Rename one of them");
    assertThat(Checked.blocks(
                block("Sized").constructor("int", "int", "int").child("unplaced", dense(1)))
            .said())
        .as("another number of arguments")
        .isEmpty();
  }

  @Test
  void theMethodThatMakesABlockWithoutAPlaceIsNotTheUsers() {
    Checked checked = Checked.blocks(block("Mlp")
        .constructor("int")
        .constructor("long")
        .method("unplaced", "long")
        .method("unplaced", "short")
        .method("placed", "int"));
    assertThat(checked.said())
        .containsExactly(
            "Mlp[long] ASH-305: the method unplaced that is written for Mlp would meet demo.Mlp.unplaced(long). Rename one of them");
  }

  @Test
  void noConstructorIsWrittenTwice() {
    Checked checked = Checked.blocks(
        block("Mlp").constructor().constructor("int").constructor("dev.ashlar.Scope", "int"));
    assertThat(checked.said())
        .containsExactly(
            "Mlp[dev.ashlar.Scope, int] ASH-308: the constructor NamedMlp[dev.ashlar.Scope, int] would be written twice:"
                + " for [int] and for [dev.ashlar.Scope, int]. Change the parameters of one of them");
  }

  @Test
  void noVariableHidesAClassThatIsCalled() {
    Checked checked = Checked.blocks(
        block("Mlp")
            .child("layer", repeated(2, around(dense(1))))
            .child("part", of("Part"))
            .child("made", assigned())
            .variable("DenseLayer")
            .variable("Activation")
            .variable("NamedPart")
            .variable("Node")
            .variable("Part")
            .variable("hidden"),
        block("Part").variable("DenseLayer").child("made", assigned()));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.DenseLayer ASH-310: the name DenseLayer would hide the class DenseLayer in what is written for Mlp. Rename it",
            "Mlp.Activation ASH-310: the name Activation would hide the class Activation in what is written for Mlp. Rename it",
            "Mlp.NamedPart ASH-310: the name NamedPart would hide the class NamedPart in what is written for Mlp. Rename it",
            "Mlp.Node ASH-310: the name Node would hide the class Node in what is written for Mlp. Rename it");
  }
}
