package dev.ashlar.processor.validate;

import static dev.ashlar.processor.validate.Sketch.assigned;
import static dev.ashlar.processor.validate.Sketch.block;
import static dev.ashlar.processor.validate.Sketch.dense;
import static dev.ashlar.processor.validate.Sketch.denseWithoutBias;
import static dev.ashlar.processor.validate.Sketch.repeated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharingValidatorTest {
  @Test
  void aLayerSharesWithOneAboveIt() {
    Checked checked =
        Checked.blocks(block("Tied").child("first", dense(1)).sharing("second", "first", dense(1)));
    assertThat(checked.said()).isEmpty();
  }

  @Test
  void whatIsNotAboveCannotBeShared() {
    Checked checked = Checked.blocks(block("Tied")
        .child("middle", dense(1))
        .sharing("near", "midle", dense(1))
        .sharing("later", "last", dense(1))
        .child("made", assigned())
        .sharing("ofAssigned", "made", dense(1))
        .child("last", dense(1)));
    assertThat(checked.said())
        .containsExactly(
            "Tied.near ASH-221: the child near shares with 'midle', but Tied has no such layer above it. Did you mean \"middle\"?",
            "Tied.later ASH-221: the child later shares with 'last', but Tied has no such layer above it",
            "Tied.ofAssigned ASH-221: the child ofAssigned shares with 'made', but Tied has no such layer above it");
  }

  @Test
  void whatIsBrokenAnywayIsNotBlamedAgain() {
    Checked checked =
        Checked.blocks(block("Tied").broken("first").sharing("second", "first", dense(1)));
    assertThat(checked.said()).isEmpty();
  }

  @Test
  void unlikeLayersCannotShare() {
    Checked checked = Checked.blocks(block("Tied")
        .child("first", dense(1))
        .sharing("second", "first", denseWithoutBias(1))
        .sharing("third", "first", repeated(2, dense(1))));
    assertThat(checked.said())
        .containsExactly(
            "Tied.second ASH-222: the child second cannot share the parameters of first: it has [weight], the other [weight, bias]",
            "Tied.third ASH-222: the child third cannot share the parameters of first: it is no single layer");
  }

  @Test
  void theNearestNameIsMeantIfItIsNear() {
    assertThat(NearestName.of("midle", List.of("meddle", "middle", "last"))).contains("middle");
    assertThat(NearestName.of("ab", List.of("ax"))).as("half of it differs").contains("ax");
    assertThat(NearestName.of("abc", List.of("axy"))).isEmpty();
    assertThat(NearestName.of("a", List.of("abcd"))).isEmpty();
    assertThat(NearestName.of("abcd", List.of("ab"))).contains("ab");
    assertThat(NearestName.of("ax", List.of("ac", "ab")))
        .as("of equals the first")
        .contains("ab");
    assertThat(NearestName.of("a", List.of())).isEmpty();
  }
}
