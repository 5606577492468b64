package dev.ashlar.processor.validate;

import static dev.ashlar.processor.validate.Sketch.block;
import static dev.ashlar.processor.validate.Sketch.dense;
import static dev.ashlar.processor.validate.Sketch.layer;
import static dev.ashlar.processor.validate.Sketch.of;
import static dev.ashlar.processor.validate.Sketch.repeated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.layer.LayerSpec;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.shape.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidatorTest {
  /** A third party's specification that fails as none should. */
  private record FailingSpec() implements LayerSpec {
    @Override
    public String hint() {
      return "failing";
    }

    @Override
    public Shape output(Shape input) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public String describe(Shape input) {
      return "Failing()";
    }
  }

  @Test
  void aFailureIsSaidWhereItArisesAndTheOthersGoOn() {
    Checked checked = Checked.blocks(
        block("Top").child("middle", of("Middle")),
        block("Middle").child("parts", repeated(2, of("Part"))),
        block("Other").child("only", dense(1)),
        block("Part").child("failing", layer(new FailingSpec())));
    assertThat(checked.said())
        .singleElement()
        .asString()
        .startsWith(
            "Part ASH-901: the Ashlar processor failed on Part: java.lang.IllegalStateException: a bug at ");
    for (String failed : new String[] {"Top", "Middle", "Part"}) {
      assertThat(checked.hasTree(failed)).as(failed).isFalse();
      assertThat(checked.isClean(failed)).as(failed).isFalse();
    }
    assertThat(checked.hasTree("Other")).isTrue();
    assertThat(checked.isClean("Other")).isTrue();
  }

  @Test
  void blocksOfJarsAreNotChecked() {
    Checked checked = Checked.blocks(
        block("Mine").child("theirs", of("Theirs")),
        block("Theirs").fromJar().child("a", dense(1)).child("b", dense(1)).named("a"));
    assertThat(checked.said()).isEmpty();
    assertThat(checked.hasTree("Mine")).isTrue();
    assertThat(checked.hasTree("Theirs")).isFalse();
  }

  @Test
  void aBlockThatHoldsItselfIsCheckedForAllElse() {
    Checked checked = Checked.blocks(
        block("Self").child("self", of("Self")).child("a", dense(1)).sharing("b", "c", dense(1)));
    assertThat(checked.said())
        .extracting(each -> each.substring(0, each.indexOf(':')))
        .containsExactly("Self.self ASH-309", "Self.b ASH-221");
  }

  @Test
  void aTreeForAnInputThatFitsIsThatInputsTree() {
    BlockModel part = block("Part").child("x", dense(2, 7)).model();
    assertThat(Validator.treeFor(part, Shape.of(7), Map.of(part.name(), part)))
        .hasValueSatisfying(tree -> {
          assertThat(tree.input()).isEqualTo(Shape.of(7));
          assertThat(tree.output()).isEqualTo(Shape.of(2));
        });
    assertThat(Validator.treeFor(part, Shape.of(8), Map.of(part.name(), part))).isEmpty();
  }

  @Test
  void aTreeForAnInputMeetsTheDeclaredOne() {
    BlockModel part = block("Part").input(0, 7).child("x", dense(2)).model();
    assertThat(Validator.treeFor(part, Shape.of(3, 7), Map.of(part.name(), part)))
        .hasValueSatisfying(tree -> assertThat(tree.input()).isEqualTo(Shape.of(3, 7)));
    assertThat(Validator.treeFor(part, Shape.of(3, 8), Map.of(part.name(), part)))
        .isEmpty();
  }
}
