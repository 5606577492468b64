package dev.ashlar.processor.validate;

import static dev.ashlar.processor.validate.Sketch.around;
import static dev.ashlar.processor.validate.Sketch.block;
import static dev.ashlar.processor.validate.Sketch.dense;
import static dev.ashlar.processor.validate.Sketch.of;
import static dev.ashlar.processor.validate.Sketch.repeated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.processor.diagnostic.Finding;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SizeValidatorTest {
  // Without the other rules, which walk through the whole tree.
  private static List<String> said(Sketch sketch) {
    BlockModel block = sketch.model();
    Findings findings = new Findings();
    Set<BlockName> tooLarge =
        SizeValidator.validate(List.of(block), Map.of(block.name(), block), Set.of(), findings);
    assertThat(tooLarge.contains(block.name())).isNotEqualTo(findings.isClean(block.name()));
    return findings.all().stream().map(Finding::message).toList();
  }

  @Test
  void tenThousandBlocksAndLayersAreTheMost() {
    // The block, the container, and what it holds.
    assertThat(said(block("Fits").child("all", repeated(9_998, dense(1))))).isEmpty();
    assertThat(said(block("Not").child("all", repeated(9_999, dense(1)))))
        .singleElement()
        .asString()
        .startsWith("ASH-312: the block Not would hold 10001 blocks and layers,"
            + " more than 10000. Make fewer, or assign them in a constructor");
  }

  @Test
  void whatIsAddedToItsInputCountsWithItsBody() {
    assertThat(said(block("Fits").child("all", repeated(4_999, around(dense(1))))))
        .isEmpty();
    assertThat(said(block("Not").child("all", repeated(5_000, around(dense(1))))))
        .singleElement()
        .asString()
        .contains("Not would hold 10002 blocks");
  }

  @Test
  void aBlockThatHoldsItselfHasNoSize() {
    BlockModel block = block("Self").child("self", of("Self")).model();
    Findings findings = new Findings();
    assertThat(SizeValidator.validate(
            List.of(block), Map.of(block.name(), block), Set.of(block.name()), findings))
        .isEmpty();
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void theLargestChildIsBlamed() {
    Checked checked = Checked.blocks(block("Not")
        .child("few", repeated(4_000, dense(1)))
        .child("many", repeated(6_000, dense(1)))
        .child("same", repeated(6_000, dense(1)))
        .child("one", dense(1)));
    assertThat(checked.said()).singleElement().asString().startsWith("Not.many ASH-312: ");
  }

  @Test
  void theSmallestBlockThatIsTooLargeIsBlamedAndItsHoldersAreNotBlamedAgain() {
    Checked checked = Checked.blocks(
        block("Top").child("bottom", of("Bottom")),
        block("Bottom").child("parts", repeated(2, around(of("Part")))),
        block("Part").child("all", repeated(20_000, dense(1))),
        block("Small").child("only", dense(1)));
    assertThat(checked.said()).singleElement().asString().startsWith("Part.all ASH-312: ");
    for (String tooLarge : new String[] {"Top", "Bottom", "Part"}) {
      assertThat(checked.hasTree(tooLarge)).as(tooLarge).isFalse();
      assertThat(checked.isClean(tooLarge)).as(tooLarge).isFalse();
    }
    assertThat(checked.hasTree("Small")).isTrue();
    assertThat(checked.isClean("Small")).isTrue();
  }

  @Test
  void sizesThatNoIntHoldsAreCutShort() {
    int most = Integer.MAX_VALUE;
    Checked checked = Checked.blocks(
        block("Repeated").child("all", repeated(most, repeated(most, repeated(most, dense(1))))),
        block("Around").child("all", around(repeated(most, dense(1)))),
        block("Several").child("a", repeated(most, dense(1))).child("b", repeated(most, dense(1))));
    assertThat(checked.said())
        .hasSize(3)
        .allMatch(each -> each.contains(" would hold 2147483647 blocks and layers"));
  }
}
