package dev.ashlar;

import static dev.ashlar.Numbers.random;
import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.MaxPool2DLayer.maxPool2D;
import static dev.ashlar.layer.Residual.residual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.graph.SessionNetwork;
import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import dev.ashlar.train.Batch;
import dev.ashlar.train.Listener;
import dev.ashlar.train.Loss;
import dev.ashlar.train.StepReport;
import dev.ashlar.train.Trainer;
import dev.ashlar.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * A network that has been used, so that its plans are made, sees every change of a parameter in its
 * next output, whichever way it comes.
 */
class WeightChangesTest {
  private static final double CLOSE = 1e-5;

  private final List<Network> networks = new ArrayList<>();
  private Sequential<Layer> model;
  private Sequential<Layer>
      twin; // changed alike, read in its place: reading must not help the model
  private Network network;
  private INDArray x;

  /** The models, each with a batch that it takes. */
  enum Kind {
    DENSE,
    CONVOLUTIONS,
    NORMS;

    Sequential<Layer> model() {
      Sequential<Layer> model = new Sequential<>(Scope.newRoot());
      switch (this) {
        case DENSE -> {
          model.add(dense(37).inUnits(19).activation(Activation.RELU));
          model.add(dense(16).inUnits(37).activation(Activation.TANH));
        }
        case CONVOLUTIONS -> {
          model.add(conv2D(9, 3).inChannels(3).padding(1).activation(Activation.RELU));
          model.add(maxPool2D());
          model.add(conv2D(8, 3).inChannels(9).activation(Activation.RELU));
          model.add(conv2D(8, 1).inChannels(8).groups(2));
        }
        case NORMS -> {
          model.add(conv2D(16, 3).inChannels(3).padding(1).useBias(false));
          model.add(batchNorm().inChannels(16));
          Sequential<Layer> body = Sequential.unplaced();
          body.add(conv2D(16, 3).inChannels(16).padding(1));
          body.add(batchNorm().inChannels(16));
          model.add(residual(body));
        }
      }
      model.add(dense(5));
      return model;
    }

    INDArray batch(long seed, int size) {
      INDArray x = this == DENSE ? random(seed, size, 19) : random(seed, size, 3, 8, 8);
      return x.castTo(DataType.FLOAT);
    }
  }

  private void use(Kind kind) {
    model = kind.model();
    twin = kind.model();
    x = kind.batch(1, 3);
    network = network(model).initialize(4);
    network(twin).initialize(4).output(x);
    for (int i = 0; i < 3; i++) { // whatever is prepared in advance is prepared now
      network.output(x);
    }
  }

  private Network network(Layer of) {
    Network made = Network.of(of);
    networks.add(made);
    return made;
  }

  @AfterEach
  void close() {
    networks.forEach(Network::close);
  }

  /** The output is what SameDiff computes from the twin's parameters, and not the former. */
  private INDArray assertSeen(INDArray former) {
    INDArray found = network.output(x);
    assertThat(found.distance2(former)).isGreaterThan(1e-3);
    assertAsTwin(found);
    return found;
  }

  private void assertAsTwin(INDArray found) {
    INDArray expected = new SessionNetwork(twin).output(x);
    assertThat(found.distance2(expected))
        .isLessThanOrEqualTo(CLOSE * Math.max(1, expected.norm2Number().doubleValue()));
  }

  private static INDArray changed(Parameter parameter, long seed) {
    INDArray value = random(seed, parameter.shape().sizes());
    return (parameter.name().endsWith("_var") ? value.mul(value).add(0.5) : value)
        .castTo(DataType.FLOAT);
  }

  private static void setAll(Layer of, long seed) {
    long each = seed;
    for (Parameter parameter : of.collectParameters()) {
      parameter.set(changed(parameter, each++));
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachParameterThatIsSet(Kind kind) {
    use(kind);
    INDArray former = network.output(x);
    Iterator<Parameter> others = twin.collectParameters().iterator();
    long seed = 10;
    for (Parameter parameter : model.collectParameters()) {
      INDArray value = changed(parameter, seed++);
      parameter.set(value);
      others.next().set(value);
      former = assertSeen(former);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneNumberWrittenIntoTheValueItself(Kind kind) {
    use(kind);
    List<INDArray> kept = new ArrayList<>();
    List<INDArray> others = new ArrayList<>();
    model.collectParameters().forEach(parameter -> kept.add(parameter.value()));
    twin.collectParameters().forEach(parameter -> others.add(parameter.value()));
    for (int round = 0; round < 3; round++) { // also long after it was handed out
      INDArray former = network.output(x);
      for (int i = 0; i < kept.size(); i++) {
        for (INDArray value : List.of(kept.get(i), others.get(i))) {
          value.putScalar(0, value.getDouble(0) + 0.4);
        }
        assertAsTwin(network.output(x));
      }
      assertSeen(former);
    }
  }

  @ParameterizedTest
  @EnumSource
  void trainingOfItsOwn(Kind kind) {
    use(kind);
    INDArray former = network.output(x);
    for (int i = 0; i < 3; i++) {
      network.fit(DataSets.of(data(kind, i)), training());
      network(twin).fit(DataSets.of(data(kind, i)), training());
      former = assertSeen(former);
    }
  }

  @ParameterizedTest
  @EnumSource
  void trainingByAnotherNetworkOverTheSameModel(Kind kind) {
    use(kind);
    INDArray former = network.output(x);
    Network other = network(model);
    for (int i = 0; i < 3; i++) {
      other.fit(DataSets.of(data(kind, i)), training());
      network(twin).fit(DataSets.of(data(kind, i)), training());
      former = assertSeen(former);
    }
  }

  @ParameterizedTest
  @EnumSource
  void trainingThatGoesOnInOtherMemory(Kind kind) {
    use(kind);
    for (IUpdater updater :
        List.of(new Sgd(0.01), new Nesterovs(0.003, 0.9), new Adam(0.01, 0.9, 0.999, 0.1))) {
      SessionNetwork.copyValues(model, twin);
      SessionNetwork expected = new SessionNetwork(twin);
      Trainer trainer = network.trainer(Training.with(updater)
          .loss(Loss.meanSquaredError())
          .listener(new Listener() {
            @Override
            public void step(StepReport step) {
              model.collectParameters().forEach(WeightChangesTest::moveToOtherMemory);
            }
          })
          .progress(false));
      DataSet data = data(kind, 1);
      for (int i = 0; i < 2; i++) {
        trainer.fit(DataSets.of(data, data));
        for (int step = 0; step < 2; step++) {
          expected.train(
              Batch.of(data), Loss.meanSquaredError(), new SessionNetwork.Settings(updater, 0));
        }
      }

      Iterator<Parameter> others = twin.collectParameters().iterator();
      for (Parameter parameter : model.collectParameters()) {
        INDArray value = others.next().copy();
        assertThat(parameter.copy().distance2(value))
            .as("%s by %s", parameter, updater)
            .isLessThanOrEqualTo(10 * CLOSE * Math.max(1, value.norm2Number().doubleValue()));
      }
      assertAsTwin(network.output(x));
    }
  }

  /** The same numbers, and where they were before is given back. */
  private static void moveToOtherMemory(Parameter parameter) {
    INDArray former = parameter.memory();
    parameter.cast(DType.FLOAT64);
    parameter.cast(DType.FLOAT32);
    former.close();
  }

  private static DataSet data(Kind kind, int seed) {
    return new DataSet(kind.batch(20 + seed, 4), random(30 + seed, 4, 5).castTo(DataType.FLOAT));
  }

  private static Training training() {
    return Training.with(new Sgd(0.003)).loss(Loss.meanSquaredError()).epochs(2).progress(false);
  }

  @ParameterizedTest
  @EnumSource
  void aLoadedCheckpoint(Kind kind, @TempDir Path folder) {
    use(kind);
    INDArray former = network.output(x);
    setAll(twin, 40);
    Path file = folder.resolve("model.safetensors");
    Checkpoint.save(twin, file);

    Checkpoint.load(model, file);

    assertSeen(former);
  }

  @ParameterizedTest
  @EnumSource
  void newFirstValues(Kind kind) {
    use(kind);
    INDArray former = network.output(x);

    network.initialize(99);

    network(twin).initialize(99);
    assertSeen(former);
  }

  @ParameterizedTest
  @EnumSource
  void anotherTypeAndBack(Kind kind) {
    use(kind);
    INDArray former = network.output(x);
    model.collectParameters().cast(DType.FLOAT64);
    assertThat(network.output(x).dataType()).isEqualTo(DataType.DOUBLE);
    setAll(model, 50);
    setAll(twin, 50);

    model.collectParameters().cast(DType.FLOAT32);

    assertSeen(former);
  }

  @ParameterizedTest
  @EnumSource
  void aReplacedLayer(Kind kind) {
    use(kind);
    INDArray former = network.output(x);
    for (Sequential<Layer> each : List.of(model, twin)) {
      Layer layer = kind == Kind.DENSE
          ? dense(37).inUnits(19)
          : conv2D(kind == Kind.NORMS ? 16 : 9, 5).inChannels(3).padding(2);
      each.replace(0, layer);
      setAll(layer, 70);
    }

    assertSeen(former);
  }

  @ParameterizedTest
  @EnumSource
  void stepsThatFollowAChangeFromOutside(Kind kind) {
    use(kind);
    DataSet data = data(kind, 1);
    network.fit(DataSets.of(data), training());
    INDArray former = network.output(x);
    setAll(model, 60);
    setAll(twin, 60);

    Map<String, INDArray> gradients = network.gradients(data, Loss.meanSquaredError());

    List<INDArray> expected = List.copyOf(new SessionNetwork(twin)
        .gradients(Batch.of(data), Loss.meanSquaredError())
        .gradients()
        .values());
    int i = 0;
    for (INDArray gradient : gradients.values()) {
      double scale = Math.max(1, expected.get(i).norm2Number().doubleValue());
      assertThat(gradient.distance2(expected.get(i++)) / scale).isLessThan(CLOSE);
    }
    assertSeen(former);
  }
}
