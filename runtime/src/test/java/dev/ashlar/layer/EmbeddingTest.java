package dev.ashlar.layer;

import static dev.ashlar.GradientCheck.assertGradients;
import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.EmbeddingLayer.embedding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.FreshJvm;
import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Node;
import dev.ashlar.Scope;
import dev.ashlar.init.Initializer;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import dev.ashlar.train.Loss;
import dev.ashlar.train.Training;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class EmbeddingTest {
  private static final int ROWS = 7;
  private static final int WORDS = 4_000;
  private static final int REPEATED = 40;

  private static Network network(EmbeddingLayer layer, DType dtype) {
    Scope.newRoot().add(layer);
    layer.collectParameters().cast(dtype);
    return Network.of(layer).initialize(1, Initializer.uniform(0.9));
  }

  private static INDArray weight(EmbeddingLayer layer) {
    return layer.node().parameters().get("weight").value();
  }

  private static INDArray indices(SplittableRandom random, long... shape) {
    double[] values =
        random.ints(Shape.of(shape).elements(), 0, ROWS).asDoubleStream().toArray();
    return array(values, shape);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE", "INT", "LONG", "SHORT", "BYTE", "UBYTE"})
  void eachIndexGivesItsRow(DataType type) {
    SplittableRandom random = new SplittableRandom(3);
    for (DType dtype : DType.values()) {
      for (long[] shape : new long[][] {{1}, {4}, {3, 1}, {2, 5}, {2, 3, 2}}) {
        EmbeddingLayer layer = embedding(ROWS, 3);
        Network network = network(layer, dtype);
        INDArray x = indices(random, shape).castTo(type);

        INDArray y = network.output(x);

        assertThat(Shape.of(y.shape()).example())
            .isEqualTo(layer.spec().output(Shape.of(shape).example()));
        INDArray rows = y.reshape('c', x.length(), 3);
        for (int i = 0; i < x.length(); i++) {
          assertThat(rows.getRow(i)).isEqualTo(weight(layer).getRow(x.getLong(i)));
        }
      }
    }
  }

  @Test
  void viewsAndColumnMajorIndicesAreReadRight() {
    EmbeddingLayer layer = embedding(ROWS, 3);
    Network network = network(layer, DType.FLOAT32);
    INDArray x = indices(new SplittableRandom(3), 4, 5);

    assertThat(network.output(x.dup('f'))).isEqualTo(network.output(x));
    assertThat(network.output(x.transpose().dup('c').transpose())).isEqualTo(network.output(x));
  }

  @Test
  void largeIndicesStayExact() {
    int rows = (1 << 24) + 2;
    EmbeddingLayer layer = embedding(rows, 1);
    Scope.newRoot().add(layer);
    layer.node().parameters().get("weight").set(Nd4j.zeros(DataType.FLOAT, rows, 1));
    weight(layer).putScalar(rows - 1, 0, 5);

    // 2^24 + 1 is no float32
    INDArray y = Network.of(layer).output(Nd4j.createFromArray(new long[] {rows - 1, rows - 2}));

    assertThat(y.getFloat(0)).isEqualTo(5);
    assertThat(y.getFloat(1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {7, -1, 1_000_000_000_000L, Long.MIN_VALUE})
  void anIndexOutOfRangeIsNamed(long index) {
    Network network = network(embedding(ROWS, 3), DType.FLOAT32);
    INDArray x = Nd4j.createFromArray(new long[][] {{0, 6, 2}, {1, index, 3}});

    assertThatThrownBy(() -> network.output(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input of embedding0: the index " + index
            + " at [1, 1] is not a whole number from 0 to 6");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, Double.NaN, Double.POSITIVE_INFINITY, -0.25, 7})
  void aNumberThatIsNoIndexIsNamed(double number) {
    Network network = network(embedding(ROWS, 3), DType.FLOAT32);

    assertThatThrownBy(() -> network.output(array(new double[] {1, number}, 2)))
        .hasMessageContaining(
            "the index " + (number == 7 ? "7" : Double.toString(number)) + " at [1]");
  }

  /** An embedding of indices that are computed: twice the input. */
  private static Layer ofComputed(EmbeddingLayer embedding) {
    Node node = Node.of("doubled");
    node.child("embedding", embedding);
    return new Layer() {
      @Override
      public Node node() {
        return node;
      }

      @Override
      public SDVariable forward(SDVariable... inputs) {
        return embedding.forward(inputs[0].mul(2));
      }
    };
  }

  @Test
  void computedIndicesAreCheckedToo() {
    EmbeddingLayer embedding = embedding(ROWS, 3);
    Network network = Network.of(Scope.newRoot().add(ofComputed(embedding))).initialize(1);

    INDArray y = network.output(array(new double[] {3, 0, 1}, 3));

    assertThat(y.getRow(0)).isEqualTo(weight(embedding).getRow(6));
    assertThat(y.getRow(2)).isEqualTo(weight(embedding).getRow(2));
    for (double wrong : new double[] {3.5, -1, Double.NaN, 1e30}) {
      assertThatThrownBy(() -> network.output(array(new double[] {3, wrong, 1}, 3)))
          .hasMessageContaining("the input of doubled0_embedding0: the index ")
          .hasMessageContaining(" at [1] is not a whole number from 0 to 6");
    }
  }

  @Test
  void aWrongIndexInTrainingChangesNothing() {
    for (Layer layer : new Layer[] {embedding(ROWS, 2), ofComputed(embedding(ROWS, 2))}) {
      Network network = Network.of(Scope.newRoot().add(layer)).initialize(1);
      INDArray before = layer.collectParameters().iterator().next().value().dup();
      DataSet batch = new DataSet(array(new double[] {1, 9}, 2), Nd4j.zeros(2, 2));

      assertThatThrownBy(() -> network.fit(
              new SingletonDataSetIterator(batch),
              Training.sgd(0.1).loss(Loss.meanSquaredError()).progress(false)))
          .hasMessageContaining("the index ");

      assertThat(layer.collectParameters().iterator().next().value()).isEqualTo(before);
    }
  }

  @Test
  void gradientsAddUpWhatAnIndexGivesMoreThanOnce() {
    SplittableRandom random = new SplittableRandom(5);
    for (long[] shape : new long[][] {{1, 1}, {4, 1}, {2, 5}, {3, 2, 2}}) {
      for (DType dtype : DType.values()) {
        Sequential<Layer> model = new Sequential<>(Scope.newRoot());
        EmbeddingLayer embedding = embedding(ROWS, 3);
        model.add(embedding).add(dense(2).activation(Activation.TANH));
        model.collectParameters().cast(DType.FLOAT64);
        Network network = Network.of(model).initialize(1, Initializer.uniform(0.9));
        INDArray x = indices(random, shape);
        INDArray labels = random(1, shape[0], 2);
        assertGradients(network, x, labels, Loss.meanSquaredError());
        INDArray expected = network
            .gradients(new DataSet(x, labels), Loss.meanSquaredError())
            .get("sequential0_embedding0_weight");

        model.collectParameters().cast(dtype);

        assertClose(
            network
                .gradients(new DataSet(x, labels), Loss.meanSquaredError())
                .get("sequential0_embedding0_weight"),
            expected,
            1e-6);
      }
    }
  }

  @Test
  void oneInputMayServeTwoTables() {
    EmbeddingLayer large = embedding(ROWS, 3);
    EmbeddingLayer small = embedding(4, 3);
    Node node = Node.of("two");
    node.child("large", large);
    node.child("small", small);
    Layer both = new Layer() {
      @Override
      public Node node() {
        return node;
      }

      @Override
      public SDVariable forward(SDVariable... inputs) {
        return large.forward(inputs[0]).add(small.forward(inputs[0]));
      }
    };
    Network network = Network.of(Scope.newRoot().add(both)).initialize(1);

    assertThat(network.output(array(new double[] {3}, 1)).getRow(0))
        .isEqualTo(weight(large).getRow(3).add(weight(small).getRow(3)));
    assertThatThrownBy(() -> network.output(array(new double[] {5}, 1)))
        .hasMessageContaining("the input of two0_embedding1: the index 5");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> embedding(0, 1)).hasMessage("inputDim must be at least 1, found 0");
    assertThatThrownBy(() -> embedding(1, 0)).hasMessage("outputDim must be at least 1, found 0");
  }

  /** An embedding, and beside it what no plan is made for. */
  private static final class BesideRandomNumbers implements Layer {
    private final Node node = Node.of("beside");
    private final Layer embedding = node.child("embedding", embedding(ROWS, 3));

    @Override
    public Node node() {
      return node;
    }

    @Override
    public SDVariable forward(SDVariable... inputs) {
      SDVariable y = embedding.forward(inputs);
      return y.add(
          y.getSameDiff().random().uniform(0, 1, y.dataType(), WORDS, 1).mul(0));
    }
  }

  /** Of so many uses of a row, two threads that add without waiting for each other lose some. */
  private static void requireGradientOfAllUses(Layer layer, DType dtype) {
    layer.collectParameters().cast(dtype);
    try (Network network = Network.of(layer).initialize(1, Initializer.uniform(0.9))) {
      INDArray x = Nd4j.create(DataType.INT64, WORDS);
      double[] uses = new double[ROWS];
      for (int i = 0; i < WORDS; i++) {
        x.putScalar(i, i * 31 % ROWS);
        uses[i * 31 % ROWS]++;
      }
      DataSet data = new DataSet(x, Nd4j.zeros(WORDS, 3));
      INDArray weight = layer.collectParameters().iterator().next().copy();
      INDArray expected = weight
          .castTo(DataType.DOUBLE)
          .muliColumnVector(array(uses, ROWS))
          .muli(2.0 / (3 * WORDS));
      for (int i = 0; i < REPEATED; i++) {
        assertClose(
            network.gradients(data, Loss.meanSquaredError()).values().iterator().next(),
            expected,
            dtype == DType.FLOAT32 ? 2e-6 : 1e-12);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachUseOfARowCountsInItsGradient(DType dtype) {
    requireGradientOfAllUses(Scope.newRoot().add(embedding(ROWS, 3)), dtype);
    requireGradientOfAllUses(Scope.newRoot().add(new BesideRandomNumbers()), dtype);
  }

  /** The same in a process of its own. */
  public static final class Program {
    private Program() {}

    /** Fails where a gradient is wrong. */
    public static void main(String[] arguments) {
      for (DType dtype : DType.values()) {
        requireGradientOfAllUses(Scope.newRoot().add(embedding(ROWS, 3)), dtype);
      }
    }
  }

  @Test
  void eachUseCountsWithAnyNumberOfThreadsThatTheUserAsksFor() throws Exception {
    ProcessBuilder process = new ProcessBuilder(FreshJvm.command(Program.class)).inheritIO();
    process.environment().put("OMP_NUM_THREADS", "2");

    assertThat(process.start().waitFor()).isZero();
  }
}
