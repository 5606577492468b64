package dev.ashlar;

import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model that declares the sizes of its input and output, as generated blocks do. */
class DeclaredSizesTest {
  private final INDArray x = Nd4j.ones(DataType.FLOAT, 2, 4);

  private static final class Declared implements Layer {
    private final Node node = Node.of("declared").input(Shape.of(4)).output(Shape.of(3));
    private final Layer dense;

    private Declared(int units) {
      dense = node.child("dense", dense(units));
      node.place(Scope.newRoot());
    }

    @Override
    public Node node() {
      return node;
    }

    @Override
    public SDVariable forward(SDVariable... inputs) {
      node.checkInputs(inputs);
      return node.checkOutput(dense.forward(inputs));
    }
  }

  @Test
  void theSummaryOfANetworkThatHasSeenNothingHasAllShapes() {
    String summary = Network.of(new Declared(3)).initialize(1).summary();

    assertThat(summary).contains("Dense(4 -> 3, linear)", "(4,) -> (3,)").doesNotContain("?");
  }

  @Test
  void withoutValuesTheSummaryTellsWhatIsDeclaredAlone() {
    String summary = Network.of(new Declared(3)).summary();

    assertThat(summary)
        .contains("Dense(None -> 3, linear)", "? -> ?")
        .endsWith("(?: not known before Network.initialize(seed), or a checkpoint's load)\n");
  }

  @Test
  void anInputOfOtherSizesIsNamed() {
    Network network = Network.of(new Declared(3)).initialize(1);

    assertThatThrownBy(() -> network.output(Nd4j.ones(DataType.FLOAT, 2, 5)))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessage(
            "the input 'x' of declared0: expected (batch, …) with (4,) after the batch, found (2, 5)");
    assertThatThrownBy(() -> network.output(Nd4j.ones(DataType.FLOAT, 4)))
        .hasMessageEndingWith("found (4,), one example without a batch: reshape(1, 4)");
    assertThatThrownBy(() -> network.output(Nd4j.scalar(1f)))
        .hasMessageContaining("the input 'x' of declared0");
  }

  @Test
  void anOutputOfOtherSizesIsTheModelsMistake() {
    Network network = Network.of(new Declared(5));

    assertThatThrownBy(() -> network.initialize(1))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessage("for an input of shape (1, 4), the output of declared0: expected (3,) after the"
            + " batch dimension, found (1, 5)");
  }

  @Test
  void aChildThatIsGivenTooManyInputsIsNamed() {
    Node node = Node.of("holder");
    Layer inner = node.child("inner", new Declared(3));
    node.place(Scope.newRoot());
    Layer holder = new Layer() {
      @Override
      public Node node() {
        return node;
      }

      @Override
      public SDVariable forward(SDVariable... inputs) {
        return inner.forward(inputs[0], inputs[0]);
      }
    };

    assertThatThrownBy(() -> Network.of(holder).initialize(1).output(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the inputs of declared0: expected 1 [x], found 2");
  }

  @Test
  void aFieldThatIsAssignedAndDeclaredIsRefused() {
    Node node = Node.of("block");

    node.requireUnassigned("dense", null);
    assertThatThrownBy(() -> node.requireUnassigned("dense", dense(3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("remove the assignment, or remove the layer annotation");
    assertThatThrownBy(() -> node.child("dense", (Layer) null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the child 'dense' of block is null: assign it in the constructor");
  }

  @Test
  void theOnlyParameterWithoutAValueIsNamedAlone() {
    Layer layer = Scope.newRoot().add(dense(2).useBias(false).inUnits(4));

    assertThatThrownBy(() -> Network.of(layer).output(x))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Parameter dense0_weight (shape=(2, 4), dtype=float32) has no value:"
            + " call Network.initialize(seed), or load a checkpoint");
  }

  @Test
  void othersWithoutAValueAreCounted() {
    Layer two = Scope.newRoot().add(dense(2).inUnits(4));
    Sequential<Layer> four = new Sequential<>(Scope.newRoot());
    four.add(dense(2).inUnits(4)).add(dense(2).inUnits(2));

    assertThatThrownBy(() -> Network.of(two).output(x))
        .hasMessageContaining("has no value, nor has 1 other: call");
    assertThatThrownBy(() -> Network.of(four).output(x))
        .hasMessageContaining("has no value, nor have 3 others: call");
  }

  @Test
  void aValueIsCopiedAndAnArrayOfAnotherTypeIsTakenOverByValue() {
    Layer layer = Scope.newRoot().add(dense(2).inUnits(2));
    Parameter weight = layer.structuralParameters().get("weight");
    assertThatThrownBy(weight::copy)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has no value yet");

    weight.take(Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}}));
    INDArray copy = weight.copy();
    assertThat(copy.dataType()).isEqualTo(DataType.FLOAT);
    weight.take(Nd4j.createFromArray(new float[][] {{5, 6}, {7, 8}}));

    assertThat(copy.toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 2}, {3, 4}});
    assertThat(weight.value().toFloatMatrix()).isDeepEqualTo(new float[][] {{5, 6}, {7, 8}});
  }
}
