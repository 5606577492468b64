package dev.ashlar.processor.validate;

import static dev.ashlar.processor.validate.Sketch.around;
import static dev.ashlar.processor.validate.Sketch.assigned;
import static dev.ashlar.processor.validate.Sketch.block;
import static dev.ashlar.processor.validate.Sketch.conv;
import static dev.ashlar.processor.validate.Sketch.dense;
import static dev.ashlar.processor.validate.Sketch.of;
import static dev.ashlar.processor.validate.Sketch.repeated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.processor.model.Tree;
import dev.ashlar.processor.model.Tree.Leaf;
import dev.ashlar.shape.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeBuilderTest {
  @Test
  void everythingHasItsPathPrefixAndShapes() {
    Checked checked = Checked.blocks(
        block("Mlp")
            .version(3)
            .input(4)
            .param("scale", 4)
            .child("hidden", dense(3))
            .child("part", "p_", of("Part"))
            .named("inner"),
        block("Part").hint("piece").version(2).child("out", dense(2)));
    assertThat(lines(checked.tree("Mlp")))
        .containsExactly(
            "'' mlp '' Mlp v3 (4,) -> (2,) 0",
            "'hidden' dense 'dense0_' Dense(4 -> 3, linear) v1 (4,) -> (3,) 12",
            "'inner' piece 'p_' Part v2 (3,) -> (2,) 0",
            "'inner.out' dense 'p_dense0_' Dense(3 -> 2, linear) v1 (3,) -> (2,) 6");
    assertThat(checked.tree("Mlp").leaves().map(TreeBuilderTest::line))
        .containsExactly(
            "scale scale (4,) scale",
            "hidden.weight dense0_weight (3, 4) hidden.weight",
            "hidden.bias dense0_bias (3,) hidden.bias",
            "inner.out.weight p_dense0_weight (2, 3) inner.out.weight",
            "inner.out.bias p_dense0_bias (2,) inner.out.bias");
    assertThat(checked.tree("Mlp").block()).contains(Sketch.name("Mlp"));
    assertThat(checked.at("Mlp", "inner").block()).contains(Sketch.name("Part"));
    assertThat(checked.at("Mlp", "hidden").block()).isEmpty();
  }

  @Test
  void anEmptyPrefixSharesItsParents() {
    Checked checked = Checked.blocks(
        block("Top").child("a", "", of("Part")).child("b", dense(1)),
        block("Part").child("x", dense(1)));
    assertThat(checked.at("Top", "a").sharesPrefix()).isTrue();
    assertThat(checked.at("Top", "a").prefix()).contains("");
    assertThat(checked.at("Top", "a.x").prefix()).contains("dense0_");
    assertThat(checked.at("Top", "b").prefix()).contains("dense1_");
    assertThat(checked.at("Top", "b").sharesPrefix()).isFalse();
    assertThat(checked.tree("Top").sharesPrefix()).isFalse();
  }

  @Test
  void repetitionsAreNumberedAndTheirShapesGoOn() {
    Checked checked = Checked.blocks(block("Mlp").input(5).child("layers", repeated(2, dense(3))));
    assertThat(lines(checked.tree("Mlp")).subList(1, 4))
        .containsExactly(
            "'layers' sequential 'sequential0_' Sequential v1 (5,) -> (3,) 0",
            "'layers.0' dense 'sequential0_dense0_' Dense(5 -> 3, linear) v1 (5,) -> (3,) 15",
            "'layers.1' dense 'sequential0_dense1_' Dense(3 -> 3, linear) v1 (3,) -> (3,) 9");
  }

  @Test
  void whatIsAddedToItsInputKeepsItsShape() {
    Checked checked = Checked.blocks(
        block("Fits").input(5).child("a", around(dense(5))),
        block("Open").child("a", around(dense(5))),
        block("Not").input(4).child("a", around(dense(5))).child("b", dense(1)));
    assertThat(lines(checked.tree("Fits")).subList(1, 3))
        .containsExactly(
            "'a' residual 'residual0_' Residual v1 (5,) -> (5,) 0",
            "'a.body' dense 'residual0_dense0_' Dense(5 -> 5, linear) v1 (5,) -> (5,) 25");
    assertThat(checked.at("Open", "a").output()).isEqualTo(Shape.of(5));
    assertThat(checked.at("Not", "a").output()).isEqualTo(Shape.unknown());
    assertThat(checked.at("Not", "b").input()).isEqualTo(Shape.unknown());
    assertThat(checked.said())
        .containsExactly(
            "Not.a ASH-401: a, Residual, does not fit: expected a body whose output has the shape of its input, (4,),"
                + " found (5,). The shape came through: input (4,) -> a.body (5,)");
  }

  @Test
  void afterSomethingUnknownNumbersAndShapesAreUnknownInItsScope() {
    Checked checked = Checked.blocks(block("Mlp")
        .input(5)
        .child("before", dense(3))
        .child("made", assigned())
        .child("after", dense(3, 2))
        .child("named", "n_", dense(3))
        .child("around", around(dense(3))));
    assertThat(checked.said()).isEmpty();
    Tree made = checked.at("Mlp", "made");
    assertThat(made.description()).isEqualTo("assigned by the constructor");
    assertThat(made.hint()).isEmpty();
    assertThat(made.prefix()).isEmpty();
    assertThat(made.input()).isEqualTo(Shape.of(3));
    assertThat(made.output()).isEqualTo(Shape.unknown());
    assertThat(made.sharesPrefix()).isFalse();
    assertThat(made.version()).isEqualTo(1);
    assertThat(made.multiplyAdds()).isZero();
    assertThat(checked.at("Mlp", "before").prefix()).contains("dense0_");
    assertThat(checked.at("Mlp", "after").prefix()).isEmpty();
    assertThat(checked.at("Mlp", "after").parameters())
        .allMatch(leaf -> leaf.name().isEmpty());
    assertThat(checked.at("Mlp", "named").prefix()).contains("n_");
    assertThat(checked.at("Mlp", "around").prefix()).isEmpty();
    assertThat(checked.at("Mlp", "around.body").prefix()).isEmpty();
  }

  @Test
  void somethingAssignedOfAKnownKindCountsItself() {
    Checked checked = Checked.blocks(block("Mlp")
        .child("made", assigned("dense"))
        .child("after", dense(3))
        .child("poured", "", assigned("dense"))
        .child("last", dense(3)));
    assertThat(checked.at("Mlp", "made").prefix()).contains("dense0_");
    assertThat(checked.at("Mlp", "made").hint()).contains("dense");
    assertThat(checked.at("Mlp", "after").prefix()).contains("dense1_");
    assertThat(checked.at("Mlp", "poured").sharesPrefix()).isTrue();
    assertThat(checked.at("Mlp", "last").prefix())
        .as("what was poured in may have been counted")
        .isEmpty();
  }

  @Test
  void underAnUnknownPrefixEvenExplicitOnesAreUnknown() {
    Checked checked = Checked.blocks(
        block("Mlp").child("made", assigned()).child("part", of("Part")),
        block("Part").child("x", "x_", dense(1)).param("gain", 1));
    assertThat(checked.at("Mlp", "part").prefix()).isEmpty();
    assertThat(checked.at("Mlp", "part.x").prefix()).isEmpty();
    assertThat(checked.at("Part", "x").prefix()).contains("x_");
  }

  @Test
  void aComputationOfItsOwnHidesWhatReachesTheChildren() {
    Checked checked = Checked.blocks(
        block("Own").input(5).output(9).forward().child("a", dense(3)).child("b", dense(2, 7)),
        block("Holder").input(5).child("own", of("Own")).child("last", dense(1, 8)));
    assertThat(checked.at("Own", "a").input()).isEqualTo(Shape.unknown());
    assertThat(checked.at("Own", "b").input()).isEqualTo(Shape.unknown());
    assertThat(checked.tree("Own").output()).isEqualTo(Shape.of(9));
    assertThat(checked.tree("Own").input()).isEqualTo(Shape.of(5));
    assertThat(checked.said())
        .containsExactly(
            "Holder.last ASH-401: last, Dense(8 -> 1, linear), does not fit: expected inUnits = 8,"
                + " found 9 from an input of shape (9,). The shape came through: own.b (2,)");
  }

  @Test
  void whatIsBrokenHidesWhatReachesTheNext() {
    Checked checked = Checked.blocks(
        block("Middle").input(5).child("a", dense(3)).broken("x").child("b", dense(2, 7)),
        block("First").input(5).broken("x").child("b", dense(2, 7)),
        block("Last").input(5).child("b", dense(2)).broken("x"));
    assertThat(checked.said()).isEmpty();
    assertThat(checked.at("Middle", "a").input()).isEqualTo(Shape.of(5));
    assertThat(checked.at("Middle", "b").input()).isEqualTo(Shape.unknown());
    assertThat(checked.tree("Last").output()).isEqualTo(Shape.unknown());
    assertThat(checked.tree("Middle").output()).isEqualTo(Shape.of(2));
  }

  @Test
  void whatWentThroughSomethingUnknownIsNotTold() {
    Checked checked = Checked.blocks(
        block("Made").input(5).child("a", assigned()).child("b", dense(3)).child("c", dense(2, 7)),
        block("Broken")
            .input(5)
            .child("a", dense(4))
            .broken("x")
            .child("b", dense(3))
            .child("c", dense(2, 7)));
    assertThat(checked.said())
        .hasSize(2)
        .allMatch(each -> each.endsWith(" The shape came through: b (3,)"));
  }

  @Test
  void afterAMisfitTheTreeGoesOnAsIfNothingWereKnown() {
    Checked checked = Checked.blocks(block("Net")
        .input(3, 8, 8)
        .child("conv", conv(4, 5))
        .child("next", conv(6, 7))
        .child("last", dense(2)));
    assertThat(checked.at("Net", "conv").output()).isEqualTo(Shape.of(4, 0, 0));
    assertThat(checked.at("Net", "conv").multiplyAdds()).isZero();
    assertThat(checked.said())
        .containsExactly(
            "Net.conv ASH-401: conv, Conv2D(5 -> 4, kernel_size=(3, 3), stride=(1, 1)), does not fit: expected inChannels = 5,"
                + " found 3 in an input of shape (3, 8, 8). The shape came through: input (3, 8, 8)",
            "Net.next ASH-401: next, Conv2D(7 -> 6, kernel_size=(3, 3), stride=(1, 1)), does not fit: expected inChannels = 7,"
                + " found 4 in an input of shape (4, 0, 0). The shape came through: conv (4, 0, 0)");
  }

  @Test
  void aMisfitOfWhichNothingWentBeforeSaysSo() {
    Checked checked = Checked.blocks(
        block("Top").child("a", of("A")).child("b", of("B")),
        block("A").forward().output(4),
        block("B").input(5));
    assertThat(checked.said())
        .containsExactly(
            "Top.b ASH-401: b, B, does not fit: expected input = (5,), found (4,). The shape came through: nothing");
  }

  @Test
  void sizesThatNoLongHoldsDoNotFit() {
    long large = Integer.MAX_VALUE;
    Checked checked = Checked.blocks(block("Mlp").input(large, large, large).child("a", dense(1)));
    assertThat(checked.said())
        .containsExactly(
            "Mlp.a ASH-401: a, Dense(None -> 1, linear), does not fit: expected sizes whose product fits a long,"
                + " found (2147483647, 2147483647, 2147483647). The shape came through: input (2147483647, 2147483647, 2147483647)");
    assertThat(checked.at("Mlp", "a").output()).isEqualTo(Shape.of(1));
  }

  @Test
  void multiplyAddsThatNoLongHoldsAreNotCounted() {
    Checked checked = Checked.blocks(block("Mlp")
        .input(Integer.MAX_VALUE, Integer.MAX_VALUE)
        .child("a", dense(Integer.MAX_VALUE)));
    assertThat(checked.said()).isEmpty();
    assertThat(checked.at("Mlp", "a").multiplyAdds()).isZero();
  }

  @Test
  void sharedParametersAreTheOthers() {
    Checked checked = Checked.blocks(block("Tied")
        .child("first", "f_", dense(4))
        .child("middle", dense(6))
        .sharing("second", "first", dense(4)));
    Tree second = checked.at("Tied", "second");
    assertThat(second.parameters().stream().map(TreeBuilderTest::line))
        .containsExactly(
            "second.weight f_weight (4, 6) first.weight", "second.bias f_bias (4,) first.bias");
    assertThat(second.prefix()).contains("dense1_");
    assertThat(second.output()).isEqualTo(Shape.of(4));
    assertThat(second.multiplyAdds()).isEqualTo(24);
    assertThat(second.description()).isEqualTo("Dense(6 -> 4, linear)");
  }

  @Test
  void sharedParametersHaveOneShape() {
    Checked checked = Checked.blocks(
        block("Tied").input(3).child("first", dense(4)).sharing("second", "first", dense(5)));
    assertThat(checked.said())
        .containsExactly(
            "Tied.second ASH-401: second.weight, Dense(4 -> 5, linear), does not fit: expected first.weight (4, 3), found (5, 4)."
                + " The shape came through: input (3,) -> first (4,) -> second (5,)");
    assertThat(checked.at("Tied", "second").parameters())
        .extracting(Leaf::shape)
        .containsExactly(Shape.of(4, 3), Shape.of(4));
  }

  private static List<String> lines(Tree root) {
    return root.walk()
        .map(tree -> "'%s' %s '%s' %s v%d %s -> %s %d"
            .formatted(
                tree.path(),
                tree.hint().orElse("?"),
                tree.prefix().orElse("?"),
                tree.description(),
                tree.version(),
                tree.input(),
                tree.output(),
                tree.multiplyAdds()))
        .toList();
  }

  private static String line(Leaf leaf) {
    return leaf.structuralName() + " " + leaf.name().orElse("?") + " " + leaf.shape() + " "
        + leaf.identity();
  }
}
