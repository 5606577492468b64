package dev.ashlar.examples;

import static dev.ashlar.layer.Activation.TANH;
import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Param;
import dev.ashlar.Parameter;
import dev.ashlar.Repeat;
import dev.ashlar.Scope;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.init.Initializer;
import dev.ashlar.layer.Dense;
import dev.ashlar.layer.LayerNorm;
import dev.ashlar.layer.Sequential;
import dev.ashlar.train.Batches;
import dev.ashlar.train.Loss;
import dev.ashlar.train.Training;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Everything that a block can declare, compiled, named, run, trained and saved. */
class DeclaredBlocksTest {

  /** A block around two layers, with a computation and a parameter of its own. */
  @Block
  abstract static class Residual {
    @Child @LayerNorm Layer norm;
    @Child @Dense(units = 6) Layer dense;
    @Param(shape = 6, constant = 0.5) Parameter scale;

    SDVariable forward(SDVariable x) {
      return x.add(dense.forward(norm.forward(x)).mul(scale.variable()));
    }
  }

  /** Repeated blocks and layers, and a layer that shares another's parameters. */
  @Block(input = 6)
  abstract static class Stack {
    @Child @Repeat(2) Sequential<Residual> blocks;
    @Child @Repeat(2) @Dense(units = 6, activation = TANH) Sequential<Layer> layers;
    @Child @Dense(units = 6) Layer first;
    @Child(sharedWith = "first") @Dense(units = 6) Layer second;
  }

  /** Two inputs, named by the method's parameters. */
  @Block
  abstract static class Bilinear {
    @Child @Dense(units = 4) Layer left;
    @Child @Dense(units = 4) Layer right;

    SDVariable forward(SDVariable query, SDVariable document) {
      return left.forward(query).mul(right.forward(document));
    }
  }

  /** A child whose size only the constructor knows, of a type that only the written class makes callable. */
  @Block(output = 3)
  abstract static class Sized<T extends Number> {
    @Child Layer inner;
    @Child Tail tail;
    final T size;

    Sized(T size) {
      this.size = size;
      inner = dense(size.intValue());
    }

    SDVariable forward(SDVariable x) {
      return tail.forward(inner.forward(x));
    }
  }

  /** Declares forward, so that others can call it; the children are its body. */
  @Block
  abstract static class Tail {
    @Child @Dense(units = 3) Layer dense;

    abstract SDVariable forward(SDVariable x);
  }

  @Test
  void repeatedSharedAndOwnParametersAreNamedInOrder() {
    NamedDeclaredBlocksTest_Stack stack = new NamedDeclaredBlocksTest_Stack(Scope.newRoot());

    assertThat(stack.structuralParameters().keySet())
        .containsExactly(
            "blocks.0.scale", "blocks.0.norm.gamma", "blocks.0.norm.beta", "blocks.0.dense.weight", "blocks.0.dense.bias",
            "blocks.1.scale", "blocks.1.norm.gamma", "blocks.1.norm.beta", "blocks.1.dense.weight", "blocks.1.dense.bias",
            "layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias",
            "first.weight", "first.bias", "second.weight", "second.bias");
    assertThat(stack.collectParameters().names())
        .contains("stack0_sequential0_residual1_scale", "stack0_sequential1_dense0_weight", "stack0_dense0_weight")
        .doesNotContain("stack0_dense1_weight")
        .hasSize(16);
    assertThat(stack.second().prefix()).isEqualTo("stack0_dense1_");
    assertThat(DeclaredBlocksTest_StackNames.Second.WEIGHT).isEqualTo("dense0_weight");
    assertThat(DeclaredBlocksTest_StackNames.Second.WEIGHT_PATH).isEqualTo("second.weight");
    assertThat(DeclaredBlocksTest_StackNames.First.WEIGHT_SHAPE).isEqualTo("(6, 6)");
  }

  @Test
  void aDeepModelLearnsAndItsFilePredictsTheSame(@TempDir Path folder) {
    Nd4j.getRandom().setSeed(3);
    INDArray inputs = Nd4j.rand(DataType.FLOAT, 32, 6);
    INDArray targets = inputs.mul(2).sub(1);
    NamedDeclaredBlocksTest_Stack stack = new NamedDeclaredBlocksTest_Stack("stack_");
    Network network = Network.of(stack).initialize(5, Initializer.xavier());
    Batches batches = Batches.of(inputs, targets, 8).shuffled(1);
    Training training = Training.adam(1e-2).epochs(60).loss(Loss.meanSquaredError()).progress(false);

    double first = network.fit(batches, training.epochs(1)).lastLoss();
    double last = network.fit(batches, training).lastLoss();

    assertThat(last).isLessThan(first / 10);
    Path file = folder.resolve("stack.safetensors");
    Checkpoint.save(stack, file);
    NamedDeclaredBlocksTest_Stack second = new NamedDeclaredBlocksTest_Stack();
    Checkpoint.load(second, file);
    assertThat(Network.of(second).output(inputs)).isEqualTo(network.output(inputs));
    assertThat(second.first().node().parameters().get("weight"))
        .isSameAs(second.second().node().parameters().get("weight"));
  }

  @Test
  void severalInputsAreTakenInTheOrderOfTheMethodsParameters() {
    NamedDeclaredBlocksTest_Bilinear bilinear = new NamedDeclaredBlocksTest_Bilinear(Scope.newRoot());
    assertThat(bilinear.node().inputNames()).containsExactly("query", "document");
    Network network = Network.of(bilinear).initialize(1);
    INDArray query = Nd4j.ones(DataType.FLOAT, 2, 3);
    INDArray document = Nd4j.ones(DataType.FLOAT, 2, 5).mul(2);

    INDArray output = network.output(query, document);

    INDArray left = bilinear.left().node().parameters().get("weight").value();
    INDArray right = bilinear.right().node().parameters().get("weight").value();
    assertThat(left.shape()).containsExactly(4, 3);
    assertThat(right.shape()).containsExactly(4, 5);
    INDArray expected = query.mmul(left.transpose()).mul(document.mmul(right.transpose()));
    assertThat(output.equalsWithEps(expected, 1e-5)).isTrue();
    assertThatThrownBy(() -> network.output(query)).hasMessageContaining("query").hasMessageContaining("document");
  }

  @Test
  void whatTheConstructorAssignsIsAdoptedAndNamed() {
    NamedDeclaredBlocksTest_Sized<Integer> sized = new NamedDeclaredBlocksTest_Sized<>(Scope.newRoot(), 7);

    assertThat(sized.inner().prefix()).isEqualTo("sized0_dense0_");
    assertThat(sized.tail().dense().prefix()).isEqualTo("sized0_tail0_dense0_");
    assertThat(Network.of(sized).initialize(1).output(Nd4j.ones(DataType.FLOAT, 2, 4)).shape()).containsExactly(2, 3);
    assertThat(sized.size).isEqualTo(7);
  }

  @Test
  void anOutputThatIsNotAsDeclaredIsRefusedWhenTheNetworkIsBuilt() {
    NamedDeclaredBlocksTest_Sized<Integer> sized = new NamedDeclaredBlocksTest_Sized<>(Scope.newRoot(), 7);
    sized.tail().replaceDense(dense(5));
    Network network = Network.of(sized).initialize(1);

    assertThatThrownBy(() -> network.output(Nd4j.ones(DataType.FLOAT, 2, 4)))
        .hasMessageContaining("the output of sized0")
        .hasMessageContaining("(3,)")
        .hasMessageContaining("(2, 5)");
  }

  @Test
  void unplacedBlocksTakeTheirNamesFromTheParentThatAdoptsThem() {
    Sequential<NamedDeclaredBlocksTest_Tail> parent = new Sequential<>(Scope.newRoot().named("parent_"));
    NamedDeclaredBlocksTest_Tail tail = NamedDeclaredBlocksTest_Tail.unplaced();
    assertThatThrownBy(tail::prefix).hasMessageContaining("has no name yet");

    parent.add(tail);

    assertThat(tail.dense().prefix()).isEqualTo("parent_tail0_dense0_");
    assertThat(Network.of(parent).initialize(1).output(Nd4j.ones(DataType.FLOAT, 2, 4)).shape()).containsExactly(2, 3);
  }
}
