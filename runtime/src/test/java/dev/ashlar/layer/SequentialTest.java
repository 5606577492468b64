package dev.ashlar.layer;

import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.Layer;
import dev.ashlar.Scope;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequentialTest {
  private final Scope scope = Scope.newRoot();

  @Test
  void aRepetitionHoldsFreshLayersNamedWhereItIsPlaced() {
    Sequential<DenseLayer> repeated = Sequential.repeat(2, () -> dense(3).inUnits(3));
    scope.named("net_").add(repeated);

    assertThat(repeated.size()).isEqualTo(2);
    assertThat(repeated.get(0)).isNotSameAs(repeated.get(1));
    assertThat(repeated.collectParameters().names())
        .containsExactly(
            "net_dense0_weight", "net_dense0_bias", "net_dense1_weight", "net_dense1_bias");
    assertThat(repeated.structuralParameters().keySet())
        .containsExactly("0.weight", "0.bias", "1.weight", "1.bias");
  }

  @Test
  void aRepetitionWithAnEmptyPrefixSharesItsScope() {
    Sequential<Sequential<Layer>> blocks = Sequential.repeat(2, "", () -> {
      Sequential<Layer> block = Sequential.unplaced();
      return block.add(dense(3).inUnits(3));
    });
    scope.named("net_").add(blocks);

    assertThat(blocks.collectParameters().names())
        .containsExactly(
            "net_dense0_weight", "net_dense0_bias", "net_dense1_weight", "net_dense1_bias");
  }

  @Test
  void aRepetitionHasAtLeastOneLayer() {
    assertThatThrownBy(() -> Sequential.repeat(0, () -> dense(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count must be at least 1, found 0");
    assertThatThrownBy(() -> Sequential.repeat(-1, "", () -> dense(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count must be at least 1, found -1");
  }

  @Test
  void childrenAreLayers() {
    Sequential<Object> net = new Sequential<>(scope.named("net_"));

    assertThatThrownBy(() -> net.add("dense"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a child of net must be a Layer, found java.lang.String");
    assertThatThrownBy(() -> net.add("a_", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a child of net must be a Layer, found null");
    assertThat(net.size()).isZero();
  }

  @Test
  void itIsWalkedInOrderAndNotChangedByThat() {
    Sequential<Layer> net = new Sequential<>(scope.named("net_"));
    Layer first = dense(3);
    Layer second = dense(4);
    net.add(first).add(second);

    assertThat(net).containsExactlyElementsOf(List.of(first, second));
    Iterator<Layer> iterator = net.iterator();
    iterator.next();
    assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
  }
}
