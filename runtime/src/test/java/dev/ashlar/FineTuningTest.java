package dev.ashlar;

import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.checkpoint.LoadOptions;
import dev.ashlar.checkpoint.LoadReport;
import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Sequential;
import dev.ashlar.train.Trainer;
import dev.ashlar.train.Training;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A trained model gets a new head and goes on. */
class FineTuningTest {
  /** Laid out as AlexNet: features without a prefix of their own, then the output. */
  private static final class Net implements Layer {
    private final Node node = Node.of("alexnet");
    private final Sequential<Layer> features = Sequential.unplaced();

    Net() {
      features.add(dense(6).activation(Activation.TANH)).add(batchNorm()).add(dense(5));
      node.child("features", "", features);
      node.child("output", dense(4));
    }

    @Override
    public Node node() {
      return node;
    }

    @Override
    public SDVariable forward(SDVariable... inputs) {
      node.checkInputs(inputs);
      return node.checkOutput(node.children().get("output").forward(features.forward(inputs)));
    }
  }

  private static Net net() {
    return Scope.newRoot().add(new Net());
  }

  private static DataSet data(int classes, long seed) {
    int[] labels = new int[12];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % classes;
    }
    return new DataSet(random(seed, 12, 3), Nd4j.createFromArray(labels));
  }

  private static Map<String, double[]> copies(Layer model) {
    Map<String, double[]> copies = new TreeMap<>();
    model
        .collectParameters()
        .forEach(parameter -> copies.put(parameter.name(), values(parameter.value())));
    return copies;
  }

  @Test
  void aReplacedHeadGetsTheNextName() {
    Net net = net();

    net.node().replace("output", dense(100));

    assertThat(net.collectParameters().names())
        .contains("alexnet0_dense3_weight", "alexnet0_dense3_bias")
        .doesNotContain("alexnet0_dense2_weight");
  }

  @Test
  void whatIsFrozenDoesNotChangeByABit() {
    Net net = net();
    Network network = Network.of(net).initialize(1);
    network.fit(DataSets.of(data(4, 1)), Training.adam(0.01).epochs(3).progress(false));
    net.node().replace("output", dense(7));
    network.freeze("features");
    network.output(random(1, 2, 3)); // the new head gets its shape and first values
    Map<String, double[]> before = copies(net);

    network.fit(
        DataSets.of(data(7, 2)),
        Training.adam(0.01).weightDecay(0.1).l2(0.1).epochs(5).progress(false));

    Map<String, double[]> after = copies(net);
    before.forEach((name, value) -> {
      if (!name.startsWith("alexnet0_dense3")) {
        assertThat(after.get(name)).as(name).isEqualTo(value);
      }
    });
    assertThat(after.get("alexnet0_dense3_bias")).isNotEqualTo(new double[7]);
    assertThat(network.summary()).contains("no").contains("yes").contains("trained: 42");
  }

  @Test
  void groupsHaveRatesOfTheirOwn() {
    Net slow = net();
    Net plain = net();
    for (Net net : new Net[] {slow, plain}) {
      Network.of(net).initialize(1);
      Network.of(net).initialize(1).output(random(1, 2, 3));
    }
    Map<String, double[]> start = copies(plain);
    Training training = Training.sgd(0.1).progress(false);
    Network.of(plain).fit(DataSets.of(data(4, 1)), training);
    Network.of(slow)
        .fit(
            DataSets.of(data(4, 1)),
            training.multiplyRate("features", 0.1).multiplyRate("alexnet0_dense2_bias", 0));

    for (String name : new String[] {"alexnet0_dense0_weight", "alexnet0_dense1_bias"}) {
      for (int i = 0; i < start.get(name).length; i++) {
        double step = copies(plain).get(name)[i] - start.get(name)[i];
        assertThat(copies(slow).get(name)[i] - start.get(name)[i])
            .isCloseTo(step * 0.1, within(1e-7));
      }
    }
    assertThat(copies(slow).get("alexnet0_dense2_weight"))
        .isEqualTo(copies(plain).get("alexnet0_dense2_weight"));
    assertThat(copies(slow).get("alexnet0_dense2_bias"))
        .isEqualTo(start.get("alexnet0_dense2_bias"));
    assertThatThrownBy(() ->
            Network.of(slow).fit(DataSets.of(data(4, 1)), training.multiplyRate("faetures", 0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'faetures' matches no parameter");
  }

  /**
   * With momentum and a gradient that is 0 for the part that stays, only its state moves it: a new
   * head of zeros gives it no gradient in the first step.
   */
  @Test
  void theOptimizersStateOfWhatStaysSurvivesAReplacedHead() {
    Net net = net();
    Network network = Network.of(net).initialize(1);
    Trainer trainer = network.trainer(Training.momentum(0.1, 0.9).epochs(3).progress(false));
    trainer.fit(DataSets.of(data(4, 1)));
    net.node().replace("output", dense(7));
    network.output(random(1, 2, 3)); // the new head gets its shape and first values
    net.collectParameters("alexnet0_dense3_weight")
        .forEach(parameter -> parameter.set(Nd4j.zeros(7, 5)));
    Map<String, double[]> before = copies(net);

    trainer.with(Training.momentum(0.1, 0.9).progress(false)).fit(DataSets.of(data(7, 2)));
    assertThat(copies(net).get("alexnet0_dense0_weight"))
        .isNotEqualTo(before.get("alexnet0_dense0_weight"));

    before.forEach((name, value) -> net.collectParameters(name)
        .get(name)
        .set(Numbers.array(value, net.collectParameters().get(name).value().shape())));
    network.fit(DataSets.of(data(7, 2)), Training.momentum(0.1, 0.9).progress(false));
    assertThat(copies(net).get("alexnet0_dense0_weight")) // a new training knows nothing
        .isEqualTo(before.get("alexnet0_dense0_weight"));
  }

  @Test
  void anotherRuleCannotTakeOver() {
    Trainer trainer = Network.of(net()).initialize(1).trainer(Training.sgd(0.1));

    assertThatThrownBy(() -> trainer.with(Training.adam(0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begin a new training");
  }

  @Test
  void aFileOfTheOtherHeadLoadsButForTheHeadAndTheReportSaysSo(@TempDir Path folder) {
    Net net = net();
    Network.of(net).initialize(1).output(random(1, 2, 3));
    Path file = folder.resolve("net.safetensors");
    Checkpoint.save(net, file);
    Net other = net();
    other.node().replace("output", dense(9));
    Network network = Network.of(other).initialize(2);
    network.output(random(1, 2, 3));
    double[] head = copies(other).get("alexnet0_dense3_weight");

    LoadReport report = Checkpoint.load(other, file, LoadOptions.strict().leaveOut("output"));

    assertThat(report.toString()).contains("output.weight").contains("output.bias");
    assertThat(copies(other).get("alexnet0_dense0_weight"))
        .isEqualTo(copies(net).get("alexnet0_dense0_weight"));
    assertThat(copies(other).get("alexnet0_dense3_weight")).isEqualTo(head);
  }
}
