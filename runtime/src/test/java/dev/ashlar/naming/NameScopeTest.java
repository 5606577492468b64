package dev.ashlar.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameScopeTest {
  private final NameScope root = NameScope.root();

  @Test
  void everyHintIsCountedFromZero() {
    assertThat(root.prefix()).isEmpty();
    assertThat(root.automatic("dense").prefix()).isEqualTo("dense0_");
    assertThat(root.automatic("conv").prefix()).isEqualTo("conv0_");
    assertThat(root.automatic("dense").prefix()).isEqualTo("dense1_");
  }

  @Test
  void aBlocksChildrenAreNamedBelowItAndCountedByIt() {
    NameScope block = root.automatic("mlp");
    assertThat(block.automatic("dense").prefix()).isEqualTo("mlp0_dense0_");
    assertThat(block.explicit("out_").prefix()).isEqualTo("mlp0_out_");
    assertThat(root.automatic("mlp").automatic("dense").prefix()).isEqualTo("mlp1_dense0_");
  }

  @Test
  void anExplicitPrefixMovesNoCounter() {
    root.explicit("dense0_");
    assertThat(root.automatic("dense").prefix()).isEqualTo("dense0_");
  }

  @Test
  void anEmptyPrefixIsTheScopeItself() {
    assertThat(root.explicit("")).isSameAs(root);
    assertThatThrownBy(() -> root.explicit(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void aNameIsThePrefixWithoutOneUnderscore() {
    assertThat(NameScope.nameOf("mlp0_")).isEqualTo("mlp0");
    assertThat(NameScope.nameOf("mlp0__")).isEqualTo("mlp0_");
    assertThat(NameScope.nameOf("mlp0")).isEqualTo("mlp0");
    assertThat(NameScope.nameOf("")).isEmpty();
  }

  @Test
  void eachNumberIsGivenOnceHoweverManyThreadsAsk() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<List<String>> asking = () -> IntStream.range(0, 500)
          .mapToObj(i -> root.automatic("dense").prefix())
          .toList();
      List<String> given = new ArrayList<>();
      for (Future<List<String>> each : threads.invokeAll(Collections.nCopies(4, asking))) {
        given.addAll(each.get());
      }
      assertThat(given)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 2000).mapToObj(i -> "dense" + i + "_").toList());
    } finally {
      threads.shutdownNow();
    }
  }
}
