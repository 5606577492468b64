package dev.ashlar;

import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.DropoutLayer.dropout;
import static dev.ashlar.layer.FlattenLayer.flatten;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ashlar.init.Initializer;
import dev.ashlar.layer.Activation;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import dev.ashlar.train.DivergedException;
import dev.ashlar.train.History;
import dev.ashlar.train.Loss;
import dev.ashlar.train.Trainer;
import dev.ashlar.train.Training;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class NetworkTest {
  /** {@code (x, y) -> dense(x) + y}, with a parameter of its own and a declared input or none. */
  private static final class TwoInputs implements Layer {
    private final Node node = Node.of("twoinputs").inputs("left", "right");
    private final Layer dense = node.child("dense", dense(2));

    @Override
    public Node node() {
      return node;
    }

    @Override
    public SDVariable forward(SDVariable... inputs) {
      node.checkInputs(inputs);
      return dense.forward(inputs[0]).add(inputs[1]);
    }
  }

  private static Sequential<Layer> mlp() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot().named("mlp_"));
    model.add(dense(8).activation(Activation.TANH)).add(dense(2));
    return model;
  }

  private static DataSet xor() {
    INDArray x = Nd4j.createFromArray(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    INDArray labels = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}});
    return new DataSet(x, labels);
  }

  @ParameterizedTest
  @EnumSource
  void learnsXor(DType dtype) {
    Sequential<Layer> model = mlp();
    model.collectParameters().cast(dtype);
    Network network = Network.of(model).initialize(1, Initializer.xavier());

    History history =
        network.fit(DataSets.of(xor()), Training.adam(0.1).epochs(100).progress(false));

    assertThat(history.losses().get(0)).isGreaterThan(0.3);
    assertThat(history.lastLoss()).isLessThan(0.05);
    Evaluation evaluation = network.evaluate(DataSets.of(xor()));
    assertThat(evaluation.accuracy()).isEqualTo(1);
    INDArray probabilities = network.probabilities(xor().getFeatures());
    assertThat(probabilities.dataType())
        .isEqualTo(network.output(xor().getFeatures()).dataType());
    assertThat(values(probabilities.sum(1)))
        .containsExactly(new double[] {1, 1, 1, 1}, within(1e-6));
    assertThat(probabilities.getDouble(1, 1)).isGreaterThan(0.9);
  }

  @Test
  void learnsALinearFunction() {
    DenseLayer model = Scope.newRoot().add(dense(1));
    Network network = Network.of(model).initialize(5);
    INDArray x = random(6, 50, 3);
    INDArray y = x.mmul(Nd4j.createFromArray(new double[][] {{1}, {-2}, {3}})).add(0.5);

    network.fit(
        DataSets.of(new DataSet(x, y)),
        Training.sgd(0.5).loss(Loss.meanSquaredError()).epochs(200).progress(false));

    assertThat(values(model.collectParameters().get("dense0_weight").value()))
        .containsExactly(new double[] {1, -2, 3}, within(1e-2));
    assertThat(values(model.collectParameters().get("dense0_bias").value()))
        .containsExactly(new double[] {0.5}, within(1e-2));
  }

  @Test
  void probabilitiesOfAnyRankAndSizeAddUpToOne() {
    Network network = Network.of(new Sequential<Layer>(Scope.newRoot()));
    for (long[] shape : new long[][] {{1, 1}, {4, 1}, {1, 5}, {2, 3, 4}, {2, 1, 1}}) {
      INDArray x = random(3, shape).mul(1000);
      INDArray probabilities = network.probabilities(x);

      assertThat(probabilities.shape()).isEqualTo(shape);
      double[] p = values(probabilities);
      int size = (int) shape[shape.length - 1];
      for (int start = 0; start < p.length; start += size) {
        double sum = Arrays.stream(p, start, start + size).sum();
        assertThat(sum).isCloseTo(1, within(1e-6));
      }
    }
  }

  private static double[] trainedWithDropout(long seed) {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(dense(8)).add(dropout(0.5)).add(dense(2));
    Network network = Network.of(model).initialize(1);
    network.fit(DataSets.of(xor()), Training.sgd(0.5).epochs(5).seed(seed).progress(false));
    return values(model.collectParameters().get("sequential0_dense0_weight").value());
  }

  @Test
  void dropoutIsReproducibleGivenTheSeed() {
    assertThat(trainedWithDropout(1))
        .isEqualTo(trainedWithDropout(1))
        .isNotEqualTo(trainedWithDropout(2));
  }

  @Test
  void dropoutIsOffInPrediction() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(dense(8)).add(dropout(0.5)).add(dense(2));
    Network network = Network.of(model).initialize(1);
    network.fit(DataSets.of(xor()), Training.sgd(0.5).progress(false));

    INDArray first = network.output(xor().getFeatures());
    assertThat(values(network.output(xor().getFeatures()))).isEqualTo(values(first));
    assertThat(network.loss(xor(), Loss.meanSquaredError()))
        .isEqualTo(network.loss(xor(), Loss.meanSquaredError()));
  }

  @Test
  void frozenParametersKeepEveryBit() {
    Sequential<Layer> model = mlp();
    Network network = Network.of(model).initialize(1, Initializer.normal(1));
    network.output(xor().getFeatures());
    Map<String, Parameter> parameters = model.structuralParameters();
    network.freeze("0", "mlp_dense1_bias");
    List<double[]> before =
        parameters.values().stream().map(parameter -> values(parameter.value())).toList();

    network.fit(DataSets.of(xor()), Training.adam(0.1).epochs(3).progress(false));

    List<double[]> after =
        parameters.values().stream().map(parameter -> values(parameter.value())).toList();
    assertThat(after.get(0)).isEqualTo(before.get(0));
    assertThat(after.get(1)).isEqualTo(before.get(1));
    assertThat(after.get(2)).isNotEqualTo(before.get(2));
    assertThat(after.get(3)).isEqualTo(before.get(3));
    assertThat(network.gradients(xor(), Loss.meanSquaredError()))
        .containsOnlyKeys("mlp_dense1_weight");

    network.unfreeze(".*");
    assertThat(network.gradients(xor(), Loss.meanSquaredError())).hasSize(4);
    network.fit(DataSets.of(xor()), Training.adam(0.1).progress(false));
    assertThat(values(parameters.get("0.weight").value())).isNotEqualTo(before.get(0));
  }

  @Test
  void aPatternThatMatchesNothingIsAnErrorAndFreezesNothing() {
    Network network = Network.of(mlp());

    assertThatThrownBy(() -> network.freeze("0", "mlp_dense1_wieght"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'mlp_dense1_wieght' matches no parameter")
        .hasMessageContaining("[mlp_dense1_weight");
    assertThatThrownBy(() -> network.freeze("bias")).hasMessageContaining("matches no parameter");
    assertThatThrownBy(network::freeze).isInstanceOf(IllegalArgumentException.class);
    assertThat(network.model().collectParameters()).allMatch(Parameter::isTrained);
  }

  @Test
  void aReplacedChildIsUsedAtOnce() {
    Sequential<Layer> model = mlp();
    Network network = Network.of(model).initialize(1, Initializer.normal(1));
    INDArray before = network.output(xor().getFeatures());

    model.replace(1, dense(3));

    assertThat(network.output(xor().getFeatures()).shape()).containsExactly(4, 3);
    assertThat(model.collectParameters().names())
        .contains("mlp_dense2_weight")
        .doesNotContain("mlp_dense1_weight");
    model.replace(1, dense(2));
    assertThat(network.output(xor().getFeatures()).shape()).containsExactly(before.shape());
    model.add(dense(5));
    assertThat(network.output(xor().getFeatures()).shape()).containsExactly(4, 5);
  }

  @Test
  void aReplacementThatMeetsAnotherNameIsRefused() {
    Sequential<Layer> model = mlp();
    Network network = Network.of(model).initialize(1);
    network.output(xor().getFeatures());
    Scope other = Scope.newRoot();
    model.replace(1, other.named("mlp_dense0_").add(dense(2)));

    assertThatThrownBy(() -> network.output(xor().getFeatures()))
        .isInstanceOf(NameCollisionException.class);
  }

  @Test
  void setAndCastValuesAreSeen() {
    Sequential<Layer> model = mlp();
    Network network = Network.of(model).initialize(1, Initializer.normal(1));
    INDArray single = network.output(xor().getFeatures());
    assertThat(single.dataType()).isEqualTo(DataType.FLOAT);

    model.collectParameters().cast(DType.FLOAT64);
    INDArray twice = network.output(xor().getFeatures().castTo(DataType.FLOAT));
    assertThat(twice.dataType()).isEqualTo(DataType.DOUBLE);
    assertClose(twice, single, 1e-5);

    model.collectParameters().get("mlp_dense1_bias").set(Nd4j.createFromArray(5.0, 6.0));
    assertClose(
        network.output(xor().getFeatures()),
        twice.addRowVector(Nd4j.createFromArray(5.0, 6.0)),
        1e-10);
  }

  @Test
  void severalThreadsGetRightResults() throws Exception {
    Network network = Network.of(mlp()).initialize(1, Initializer.normal(1));
    List<INDArray> inputs = new ArrayList<>();
    List<double[]> expected = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      inputs.add(random(i, i % 3 + 1, 2));
      expected.add(values(network.output(inputs.get(i))));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<double[]>> results = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      INDArray input = inputs.get(i % 8);
      results.add(threads.submit(() -> values(network.output(input))));
    }

    for (int i = 0; i < 80; i++) {
      assertThat(results.get(i).get()).isEqualTo(expected.get(i % 8));
    }
    threads.shutdown();
  }

  @Test
  void moreShapesThanAreKept() {
    Network network = Network.of(mlp()).initialize(1, Initializer.normal(1));
    INDArray x = random(4, 20, 2);
    double[] all = values(network.output(x));
    for (int round = 0; round < 2; round++) {
      for (int rows = 1; rows <= 20; rows++) {
        double[] some = values(network.output(x.get(NDArrayIndex.interval(0, rows))));
        assertThat(some).containsExactly(Arrays.copyOf(all, rows * 2), within(1e-6));
      }
    }
  }

  @Test
  void severalInputs() {
    TwoInputs model = Scope.newRoot().add(new TwoInputs());
    Network network = Network.of(model).initialize(1);
    INDArray right = random(2, 4, 2);

    INDArray y = network.output(random(1, 4, 3), right);
    assertClose(
        network.output(random(1, 4, 3), Nd4j.zeros(4, 2)).add(right.castTo(DataType.FLOAT)),
        y,
        1e-6);
    assertThatThrownBy(() -> network.output(right))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the inputs of twoinputs0: expected 2 [left, right], found 1");
  }

  @Test
  void integersAreCastAndOtherTypesRefused() {
    Network network = Network.of(mlp()).initialize(1, Initializer.normal(1));

    assertClose(
        network.output(Nd4j.createFromArray(new int[][] {{1, 0}})),
        network.output(Nd4j.createFromArray(new double[][] {{1, 0}})),
        0);
    assertThatThrownBy(() -> network.output(Nd4j.createFromArray(new boolean[][] {{true, false}})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input 'x' of mlp: expected numbers, found BOOL");
  }

  @Test
  void badInputsAreNamed() {
    Sequential<Layer> model = mlp();
    Network network = Network.of(model).initialize(1);
    network.output(random(1, 4, 2));

    assertThatThrownBy(() -> network.output(random(1, 4, 3)))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessageContaining("for an input of shape (4, 3)")
        .hasMessageContaining("expected (8, 2), found (8, 3)");
    assertThatThrownBy(() -> network.output(Nd4j.scalar(1.0)))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessageContaining("the input 'x' of mlp: expected at least one example");
    assertThatThrownBy(() -> network.output(Nd4j.empty(DataType.FLOAT)))
        .isInstanceOf(ShapeMismatchException.class);
    assertThatThrownBy(() ->
            network.loss(new DataSet(random(1, 4, 2), random(1, 4, 3)), Loss.meanSquaredError()))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessageContaining("the labels: expected (4, 2), the output's shape, found (4, 3)");
    assertThatThrownBy(
            () -> network.evaluate(DataSets.of(new DataSet(random(1, 4, 2), random(1, 4, 3)))))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessageContaining("the labels");
    assertThatThrownBy(() -> network.evaluate(DataSets.of()))
        .hasMessageContaining("the data is empty");
  }

  @Test
  void whatIsNotThereIsNamed() {
    Network network =
        Network.of(Scope.newRoot().named("net_").add(dense(2).inUnits(4))).initialize(1);
    assertThatThrownBy(() -> network.output((INDArray) null))
        .hasMessage("the input 'x' of net: expected an array, found null");
    INDArray closed = Nd4j.zeros(1, 4);
    closed.close();
    assertThatThrownBy(() -> network.output(closed))
        .hasMessage("the input 'x' of net: the array was closed");
    Training training = Training.adam(1e-3).progress(false);
    assertThatThrownBy(() -> network.fit((DataSetIterator) null, training))
        .hasMessage("expected data, found null for its iterator");
  }

  @Test
  void aPredictionOfNothingKeepsNoTrainingWaiting() {
    Network network = Network.of(mlp()).initialize(1);
    network.output(xor().getFeatures());

    assertThatThrownBy(() -> network.output((INDArray[]) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("inputs");
    assertTimeoutPreemptively(
        Duration.ofMinutes(2), // or it would wait for ever
        () -> network.fit(DataSets.of(xor()), Training.adam(0.1).progress(false)));
  }

  @Test
  void aDeclaredInputIsChecked() {
    DenseLayer model = dense(2);
    model.node().input(Shape.of(3));
    Network network = Network.of(Scope.newRoot().add(model)).initialize(1);

    assertThat(model.collectParameters().get("dense0_weight").value().shape())
        .containsExactly(2, 3);
    assertThatThrownBy(() -> network.output(random(1, 4, 2)))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessageContaining("the input 'x' of dense0")
        .hasMessageContaining("(3,) after the batch")
        .hasMessageContaining("(4, 2)");
  }

  @Test
  void withoutValuesTheErrorSaysWhatToDo() {
    assertThatThrownBy(() -> Network.of(mlp()).output(random(1, 4, 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mlp_dense0_weight")
        .hasMessageContaining("3 others")
        .hasMessageContaining("initialize(seed)")
        .hasMessageContaining("checkpoint");
  }

  @Test
  void anUnplacedModelIsRefused() {
    assertThatThrownBy(() -> Network.of(dense(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this dense has no name yet")
        .hasMessageContaining("Scope.root().add(layer)");
  }

  @Test
  void collidingNamesAreRefused() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add("a_", dense(2)).add("a_", dense(2));

    assertThatThrownBy(() -> Network.of(model))
        .isInstanceOf(NameCollisionException.class)
        .hasMessageContaining("a_");
  }

  @Test
  void aFailedFirstInputTeachesNothing() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(dense(4)).add(dense(2).inUnits(5));
    Network network = Network.of(model).initialize(1);

    assertThatThrownBy(() -> network.output(random(1, 3, 7)))
        .isInstanceOf(ShapeMismatchException.class);

    Parameter weight = model.collectParameters().get("sequential0_dense0_weight");
    assertThat(weight.shape()).hasToString("(4, 0)");
    assertThat(weight.hasValue()).isFalse();
  }

  @Test
  void parametersOfDifferentTypesAreRefused() {
    Sequential<Layer> model = mlp();
    Network network = Network.of(model).initialize(1);
    model.collectParameters().get("mlp_dense1_bias").cast(DType.FLOAT64);

    assertThatThrownBy(() -> network.output(random(1, 4, 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("different types")
        .hasMessageContaining("mlp_dense1_bias");
  }

  @Test
  void summaryIsTheTree() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot().named("net_"));
    DenseLayer twice = dense(3);
    Sequential<Layer> inner = Sequential.unplaced();
    model.add(dense(3)).add(inner.add(twice)).add(twice);
    Network network = Network.of(model).initialize(1);
    assertThat(network.summary())
        .contains("Dense(None -> 3, linear)")
        .contains("of unknown shape: 2 more");
    network.output(random(1, 4, 5));
    network.freeze("0.bias");

    assertThat(network.summary()).isEqualToNormalizingNewlines("""
            layer  name                    what                   input -> output  parameters  trained  multiply-adds     MB
            .      net                     Sequential             (5,) -> (3,)
              0    net_dense0              Dense(5 -> 3, linear)  (5,) -> (3,)             18  in part             15  0.000
              1    net_sequential0         Sequential             (3,) -> (3,)
                0  net_sequential0_dense0  Dense(3 -> 3, linear)  (3,) -> (3,)             12  yes                  9  0.000
              2    net_sequential0_dense0  Dense(3 -> 3, linear)  (3,) -> (3,)         shared  yes                  9
            parameters: 30 (0.000 MB), trained: 27, not trained: 3
            multiply-adds for one example: 33
            """);
  }

  @Test
  void theFirstLayerWhoseOutputIsNotFiniteIsNamed() {
    Sequential<Layer> model = mlp();
    Network network = Network.of(model).initialize(1);
    network.output(xor().getFeatures());
    model.collectParameters().get("mlp_dense1_weight").value().putScalar(0, Double.NaN);

    assertThatThrownBy(() -> network.fit(DataSets.of(xor()), Training.sgd(0.1).progress(false)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("at step 1")
        .hasMessageContaining("first in the output of")
        .hasMessageContaining("mlp_dense1")
        .hasMessageNotContainingAny("mlp_dense0");
  }

  @Test
  void imagesWithNaNAreRefusedWhereTheRectifiedConvolutionWouldHideThem() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot().named("cnn_"));
    model.add(conv2D(4).kernel(3).activation(Activation.RELU)).add(flatten()).add(dense(2));
    Network network = Network.of(model).initialize(1);
    INDArray images = Nd4j.rand(DataType.FLOAT, 2, 1, 6, 6);
    images.putScalar(7, Float.NaN);
    DataSet data = new DataSet(images, Nd4j.eye(2));

    assertThatThrownBy(() -> network.fit(DataSets.of(data), Training.sgd(0.1).progress(false)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("the batch holds NaN or infinite numbers: correct the data");
  }

  /** {@code √x}, whose derivative at 0 is infinite. */
  private static final class Root implements Layer {
    private final Node node = Node.of("root");

    @Override
    public Node node() {
      return node;
    }

    @Override
    public SDVariable forward(SDVariable... inputs) {
      return inputs[0].getSameDiff().math().sqrt(inputs[0]);
    }
  }

  @Test
  void theFirstLayerWhoseGradientIsNotFiniteIsNamed() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot().named("mlp_"));
    model.add(dense(3)).add(dense(2)).add(new Root());
    Network network = Network.of(model).initialize(1, Initializer.constant(0));

    assertThatThrownBy(() -> network.fit(
            DataSets.of(xor()), Training.sgd(0.1).loss(Loss.meanSquaredError()).progress(false)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("first in the gradient by the output of")
        .hasMessageContaining("mlp_dense1");
  }

  @Test
  void outputIsWrittenToTheCallersArrayInItsTypeAndOrder() {
    Network network =
        Network.of(Scope.newRoot().add(dense(3).activation(Activation.RELU))).initialize(1);
    INDArray x = random(1, 4, 5);
    INDArray expected = network.output(x);

    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      for (char order : new char[] {'c', 'f'}) {
        INDArray target = Nd4j.create(type, new long[] {4, 3}, order);
        network.outputTo(target, x);
        assertThat(target.dataType()).isEqualTo(type);
        assertClose(target.castTo(DataType.FLOAT), expected, 0);
      }
    }
    INDArray rows = Nd4j.zeros(DataType.FLOAT, 9, 3);
    network.outputTo(rows.get(NDArrayIndex.interval(2, 6), NDArrayIndex.all()), x);
    assertClose(rows.get(NDArrayIndex.interval(2, 6), NDArrayIndex.all()), expected, 0);
    assertThat(rows.getRow(1).sumNumber().doubleValue()).isZero();
    assertThat(rows.getRow(6).sumNumber().doubleValue()).isZero();
  }

  @Test
  void anArrayForTheOutputOfAnotherShapeIsRefusedAndLeftAsItWas() {
    Network network = Network.of(Scope.newRoot().add(dense(3))).initialize(1);
    INDArray target = Nd4j.ones(DataType.FLOAT, 3, 4);

    assertThatThrownBy(() -> network.outputTo(target, random(1, 4, 5)))
        .isInstanceOf(ShapeMismatchException.class)
        .hasMessageContaining("the array for the output")
        .hasMessageContaining("expected (4, 3), found (3, 4)");
    assertThat(target.sumNumber().doubleValue()).isEqualTo(12);
  }

  @Test
  void aNumberThatIsNotOneGoesThroughDenseLayersToTheOutput() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    model.add(dense(64).activation(Activation.RELU));
    model.add(dense(48).activation(Activation.RELU));
    INDArray x = Nd4j.ones(DataType.FLOAT, 32, 100);
    x.putScalar(7, 3, Float.NaN);

    INDArray y = Network.of(model).initialize(1).output(x);

    double[] numbers = values(y);
    for (int i = 0; i < numbers.length; i++) {
      assertThat(Double.isNaN(numbers[i])).as("number %d", i).isEqualTo(i / 48 == 7);
    }
  }

  /** Values after two calls of {@code fit}, each maybe in a workspace that is used again. */
  @SuppressWarnings("try") // the workspace is only held open
  private static List<INDArray> trained(boolean inWorkspace) {
    Sequential<Layer> model = mlp();
    Network network = Network.of(model);
    Trainer trainer = network.trainer(Training.adam(0.1).progress(false));
    for (int i = 0; i < 3; i++) {
      try (MemoryWorkspace workspace = inWorkspace
          ? Nd4j.getWorkspaceManager()
              .getAndActivateWorkspace(
                  WorkspaceConfiguration.builder().initialSize(1 << 16).build(), "trained")
          : Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        assertThat(Nd4j.create(1).isAttached()).isEqualTo(inWorkspace);
        if (i == 0) {
          network.initialize(1);
          model.collectParameters().cast(DType.FLOAT64);
          network.output(xor().getFeatures());
        } else {
          trainer.fit(DataSets.of(xor()));
        }
      }
    }
    List<INDArray> values = new ArrayList<>();
    model.collectParameters().forEach(parameter -> values.add(parameter.copy()));
    assertThat(values).noneMatch(INDArray::isAttached);
    model
        .collectParameters()
        .forEach(parameter -> assertThat(parameter.value().isAttached()).isFalse());
    return values;
  }

  @Test
  void whatANetworkKeepsIsInNoWorkspaceOfTheCallers() {
    assertThat(trained(true)).isEqualTo(trained(false));
  }
}
