package dev.ashlar;

import static dev.ashlar.layer.ActivateLayer.activate;
import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.layer.Activation;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;

/** Gluon's rules of naming, on layers and blocks built by hand. */
class NamingTest {
  private final Scope root = Scope.newRoot();

  /**
   * A block of two dense layers, the second under an explicit prefix, and a parameter of its own.
   */
  private static final class Model implements Layer {
    private final Node node = Node.of("model");

    private Model(Scope scope) {
      node.parameter("scale", Shape.of(2), DType.FLOAT32, null, true);
      node.child("first", dense(20));
      node.child("second", "mydense_", dense(30));
      node.child("third", dense(40));
      node.place(scope);
    }

    @Override
    public Node node() {
      return node;
    }

    @Override
    public SDVariable forward(SDVariable... inputs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
      return node.describe("Model");
    }
  }

  @Test
  void automaticPrefixesCountUpByHint() {
    assertThat(root.add(dense(1)).prefix()).isEqualTo("dense0_");
    assertThat(root.add(activate(Activation.RELU)).prefix()).isEqualTo("relu0_");
    assertThat(root.add(dense(1)).prefix()).isEqualTo("dense1_");
    assertThat(root.add(activate(Activation.TANH)).prefix()).isEqualTo("tanh0_");
  }

  @Test
  void explicitPrefixesAreTakenAsGivenAndMoveNoCounter() {
    assertThat(root.named("my_").add(dense(1)).prefix()).isEqualTo("my_");
    assertThat(root.named("a")
            .add(new Sequential<>(Scope.unplaced()))
            .add(dense(1))
            .children()
            .get("0")
            .prefix())
        .isEqualTo("adense0_");
    assertThat(root.add(dense(1)).prefix()).isEqualTo("dense0_");
  }

  @Test
  void theNameIsThePrefixWithoutOneUnderscore() {
    assertThat(root.add(dense(1)).name()).isEqualTo("dense0");
    assertThat(root.named("a__").add(dense(1)).name()).isEqualTo("a_");
    assertThat(root.named("a").add(dense(1)).name()).isEqualTo("a");
  }

  @Test
  void aBlockNamesWhatIsInsideItAndEachInstanceCountsAnew() {
    Model model0 = new Model(root);
    Model model1 = new Model(root);

    assertThat(model0.collectParameters().names())
        .containsExactly(
            "model0_scale",
            "model0_dense0_weight",
            "model0_dense0_bias",
            "model0_mydense_weight",
            "model0_mydense_bias",
            "model0_dense1_weight",
            "model0_dense1_bias");
    assertThat(model1.collectParameters().names())
        .allMatch(name -> name.startsWith("model1_"))
        .contains("model1_dense1_bias");
    assertThat(model0.structuralParameters().keySet())
        .containsExactly(
            "scale",
            "first.weight",
            "first.bias",
            "second.weight",
            "second.bias",
            "third.weight",
            "third.bias");
  }

  @Test
  void anEmptyPrefixSharesTheParentsScopeAndCounters() {
    Sequential<Layer> outer = new Sequential<>(root.named("net_"));
    Sequential<Layer> inner = Sequential.unplaced();
    inner.add(dense(1)).add(dense(2));
    outer.add(dense(3)).add("", inner).add(dense(4));

    assertThat(inner.prefix()).isEqualTo("net_");
    assertThat(outer.collectParameters(".*weight").names())
        .containsExactly(
            "net_dense0_weight", "net_dense1_weight", "net_dense2_weight", "net_dense3_weight");
  }

  @Test
  void anEmptyRootPrefixIsTheRootsOwn() {
    Sequential<Layer> model = new Sequential<>(root.named(""));
    model.add(dense(1));

    assertThat(model.prefix()).isEmpty();
    assertThat(model.get(0).prefix()).isEqualTo("dense0_");
    assertThat(root.add(dense(1)).prefix()).isEqualTo("dense1_");
  }

  @Test
  void whatWasNamedElsewhereKeepsItsNameWhenAdopted() {
    DenseLayer elsewhere = root.named("other_").add(dense(1));
    Sequential<Layer> model = new Sequential<>(root.named("net_"));
    model.add(elsewhere).add(dense(2));

    assertThat(model.collectParameters(".*weight").names())
        .containsExactly("other_weight", "net_dense0_weight");
    assertThat(model.structuralParameters().keySet())
        .containsExactly("0.weight", "0.bias", "1.weight", "1.bias");
  }

  @Test
  void aReplacementKeepsThePlaceAndTakesTheNextNumber() {
    Sequential<Layer> model = new Sequential<>(root.named("net_"));
    model.add(dense(1)).add(dense(2)).add(dense(3));

    model.replace(1, dense(100));

    assertThat(model.collectParameters(".*weight").names())
        .containsExactly("net_dense0_weight", "net_dense3_weight", "net_dense2_weight");
    assertThat(model.structuralParameters().get("1.weight").shape()).hasToString("(100, 0)");
    model.node().replace("1", "new_", dense(7));
    assertThat(model.children().get("1").prefix()).isEqualTo("net_new_");
    assertThatThrownBy(() -> model.node().replace("9", dense(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("net has no child '9', only [0, 1, 2]");
  }

  @Test
  void aSharedLayerIsOneParameterOnTwoPaths() {
    DenseLayer shared = dense(2);
    Sequential<Layer> model = new Sequential<>(root.named("net_"));
    model.add(shared).add(dense(3)).add(shared);

    assertThat(model.collectParameters().names())
        .containsExactly(
            "net_dense0_weight", "net_dense0_bias", "net_dense1_weight", "net_dense1_bias");
    assertThat(model.structuralParameters()).hasSize(6).containsKeys("0.weight", "2.weight");
    assertThat(model.structuralParameters().get("2.weight"))
        .isSameAs(model.structuralParameters().get("0.weight"));
  }

  @Test
  void tiedWeightsKeepTheOthersNames() {
    DenseLayer first = dense(2);
    DenseLayer second = dense(2);
    second.node().share(first.node());
    Sequential<Layer> model = new Sequential<>(root.named("net_"));
    model.add(first).add(second);

    assertThat(model.collectParameters().names())
        .containsExactly("net_dense0_weight", "net_dense0_bias");
    assertThat(second.prefix()).isEqualTo("net_dense1_");
    assertThatThrownBy(() -> dense(3).node().share(first.node()))
        .isInstanceOf(ShapeMismatchException.class);
    assertThatThrownBy(() -> dense(2).useBias(false).node().share(first.node()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[weight]")
        .hasMessageContaining("[weight, bias]");
    assertThatThrownBy(() -> first.node().share(model.node()))
        .hasMessageContaining("share those one by one");
  }

  @Test
  void namesThatMeetAreRefused() {
    Sequential<Layer> equal = new Sequential<>(root);
    equal.add("a_", dense(1)).add("a_", activate(Activation.RELU));
    assertThatThrownBy(equal::collectParameters)
        .isInstanceOf(NameCollisionException.class)
        .hasMessageContaining("sequential0_a_")
        .hasMessageContaining("'0'")
        .hasMessageContaining("'1'");

    Sequential<Layer> automatic = new Sequential<>(root);
    automatic.add("dense0_", dense(1)).add(dense(1));
    assertThatThrownBy(automatic::collectParameters).isInstanceOf(NameCollisionException.class);

    Sequential<Layer> joined = new Sequential<>(root);
    Sequential<Layer> inner = Sequential.unplaced();
    inner.add("b_", dense(1));
    joined.add("a_", inner).add("a_b_", dense(1));
    assertThatThrownBy(joined::collectParameters)
        .isInstanceOf(NameCollisionException.class)
        .hasMessageContaining("0.0")
        .hasMessageContaining("'1");
  }

  @Test
  void aChildAndAParameterOfOneNameAreRefused() {
    Node node = Node.of("block");
    node.parameter("a", Shape.of(1), DType.FLOAT32, null, true);

    assertThatThrownBy(() -> node.child("a", dense(1))).isInstanceOf(NameCollisionException.class);
    node.child("b", dense(1));
    assertThatThrownBy(() -> node.child("b", dense(1))).isInstanceOf(NameCollisionException.class);
    assertThatThrownBy(() -> node.parameter("b", Shape.of(1), DType.FLOAT32, null, true))
        .isInstanceOf(NameCollisionException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a\nb"})
  void partsOfStructuralNamesAreChecked(String part) {
    assertThatThrownBy(() -> Node.of("block").child(part, dense(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLayerHasOnePlace() {
    DenseLayer layer = root.add(dense(1));

    assertThatThrownBy(() -> root.add(layer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dense0_");
    assertThatThrownBy(dense(1)::prefix)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no name yet");
    assertThatThrownBy(() -> Scope.unplaced().add(dense(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nothingHoldsItself() {
    Sequential<Layer> outer = new Sequential<>(root);
    Sequential<Layer> inner = Sequential.unplaced();
    outer.add(inner);

    assertThatThrownBy(() -> outer.add(outer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("itself");
    assertThatThrownBy(() -> inner.add(outer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("itself");
  }

  @Test
  void printedFormsAreGluons() {
    DenseLayer layer = root.add(dense(100));
    assertThat(layer.collectParameters())
        .hasToString("dense0_ (\n  Parameter dense0_weight (shape=(100, 0), dtype=float32)\n"
            + "  Parameter dense0_bias (shape=(100,), dtype=float32)\n)");
    assertThat(layer).hasToString("Dense(None -> 100, linear)");
    layer.collectParameters().get("dense0_weight").resolve(Shape.of(100, 4096));
    assertThat(layer).hasToString("Dense(4096 -> 100, linear)");
    assertThat(layer.collectParameters().get("dense0_weight"))
        .hasToString("Parameter dense0_weight (shape=(100, 4096), dtype=float32)");
    layer.collectParameters().cast(DType.FLOAT64);
    assertThat(layer.collectParameters().get("dense0_bias"))
        .hasToString("Parameter dense0_bias (shape=(100,), dtype=float64)");
    assertThat(new Model(root))
        .hasToString(
            "Model(\n  (first): Dense(None -> 20, linear)\n  (second): Dense(None -> 30, linear)\n"
                + "  (third): Dense(None -> 40, linear)\n)");
    assertThat(new Sequential<Layer>(root)).hasToString("Sequential(\n\n)");
  }

  @Test
  void aRegularExpressionMatchesFromTheStart() {
    Model model = new Model(root);

    assertThat(model.collectParameters("model0_dense").names()).hasSize(4);
    assertThat(model.collectParameters(".*weight|.*scale").names()).hasSize(4);
    assertThat(model.collectParameters("weight").size()).isZero();
    assertThat(model.collectParameters().contains("model0_scale")).isTrue();
    assertThatThrownBy(() -> model.collectParameters().get("scale"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("model0_scale");
  }

  @Test
  void oneScopeForManyThreadsGivesEachNumberOnce() throws Exception {
    int count = 400;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<String>> prefixes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      prefixes.add(threads.submit(() -> root.add(dense(1)).prefix()));
    }
    Set<String> found = new HashSet<>();
    for (Future<String> prefix : prefixes) {
      found.add(prefix.get());
    }
    threads.shutdown();

    Set<String> expected = new HashSet<>();
    for (int i = 0; i < count; i++) {
      expected.add("dense" + i + "_");
    }
    assertThat(found).isEqualTo(expected);
  }
}
