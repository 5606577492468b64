package dev.ashlar;

import static dev.ashlar.Numbers.random;
import static dev.ashlar.Numbers.values;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.LayerNormLayer.layerNorm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.init.Initializer;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;

class InitializationTest {
  private static final int UNITS = 200;
  private static final int IN = 100;

  private static Parameter weight(Layer layer, String structuralName) {
    return layer.structuralParameters().get(structuralName);
  }

  private static Sequential<Layer> model(Layer... layers) {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot());
    for (Layer layer : layers) {
      model.add(layer);
    }
    return model;
  }

  private static double[] drawn(Initializer initializer) {
    DenseLayer layer = Scope.newRoot().add(dense(UNITS).inUnits(IN));
    Network.of(layer).initialize(9, initializer);
    assertThat(values(weight(layer, "bias").value())).containsOnly(0);
    return values(weight(layer, "weight").value());
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  private static void assertUniform(double[] values, double scale) {
    assertThat(Arrays.stream(values).map(Math::abs).max().orElseThrow())
        .isBetween(scale * 0.999, scale * 1.000001);
    assertThat(mean(values)).isCloseTo(0, within(scale * 0.03));
    assertThat(deviation(values)).isCloseTo(scale / Math.sqrt(3), within(scale * 0.01));
  }

  @Test
  void uniformIsTheDefault() {
    assertUniform(drawn(Initializer.standard()), 0.07);
    assertThat(drawn(Initializer.standard())).isEqualTo(drawn(Initializer.uniform(0.07)));
  }

  @Test
  void xavierHasGlorotsScale() {
    assertUniform(drawn(Initializer.xavier()), Math.sqrt(6.0 / (UNITS + IN)));
  }

  @Test
  void normalHasItsDeviation() {
    double[] values = drawn(Initializer.normal(0.5));

    assertThat(mean(values)).isCloseTo(0, within(0.02));
    assertThat(deviation(values)).isCloseTo(0.5, within(0.02));
    long outside = Arrays.stream(values).filter(v -> Math.abs(v) > 1).count();
    assertThat((double) outside / values.length).isCloseTo(0.0455, within(0.01));
  }

  @Test
  void constantIsConstant() {
    assertThat(drawn(Initializer.constant(0.25))).containsOnly(0.25);
  }

  @Test
  void valuesDependOnSeedAndStructuralNameAlone() {
    Sequential<Layer> small = model(dense(3).inUnits(2));
    Sequential<Layer> large = new Sequential<>(Scope.newRoot().named("other_"));
    large.add("first_", dense(3).inUnits(2)).add(layerNorm()).add(dense(7));
    Network.of(small).initialize(4);
    Network.of(large).initialize(4);

    double[] values = values(weight(small, "0.weight").value());
    assertThat(values(weight(large, "0.weight").value())).isEqualTo(values);
    Network.of(large).initialize(5);
    assertThat(values(weight(large, "0.weight").value())).isNotEqualTo(values);
  }

  @Test
  void equalShapesHaveDifferentValues() {
    Sequential<Layer> model = model(dense(3).inUnits(3), dense(3).inUnits(3));
    Network.of(model).initialize(4);

    assertThat(values(weight(model, "0.weight").value()))
        .isNotEqualTo(values(weight(model, "1.weight").value()));
  }

  @Test
  void shapesThatBecomeKnownLaterChangeNothing() {
    Sequential<Layer> known =
        model(dense(3).inUnits(2), layerNorm().inChannels(3), dense(4).inUnits(3));
    Sequential<Layer> unknown = model(dense(3), layerNorm(), dense(4));
    Sequential<Layer> declared = model(dense(3), layerNorm(), dense(4));
    declared.node().input(Shape.of(2));
    Network.of(known).initialize(4);
    Network.of(declared).initialize(4);
    Network network = Network.of(unknown).initialize(4);
    assertThat(weight(unknown, "2.weight").hasValue()).isFalse();
    network.output(random(1, 5, 2));

    known.structuralParameters().forEach((name, parameter) -> {
      assertThat(values(weight(unknown, name).value())).isEqualTo(values(parameter.value()));
      assertThat(values(weight(declared, name).value())).isEqualTo(values(parameter.value()));
    });
  }

  @Test
  void typesDifferByRoundingAlone() {
    Sequential<Layer> single = model(dense(3).inUnits(2));
    Sequential<Layer> twice = model(dense(3).inUnits(2));
    twice.collectParameters().cast(DType.FLOAT64);
    Network.of(single).initialize(4);
    Network.of(twice).initialize(4);

    assertThat(values(weight(single, "0.weight").value()))
        .containsExactly(values(weight(twice, "0.weight").value()), within(1e-8));
  }

  @Test
  void valuesAreTheSameOnEveryMachine() {
    DenseLayer layer = Scope.newRoot().add(dense(1).inUnits(3));
    layer.collectParameters().cast(DType.FLOAT64);
    Network.of(layer).initialize(42);

    assertThat(values(weight(layer, "weight").value())).containsExactly(GOLDEN, within(1e-15));
  }

  private static final double[] GOLDEN = {
    0.05969308579471081, 0.039839788033842874, 0.004210538326577016
  };

  @Test
  void initializingAgainDrawsEverythingAnew() {
    Sequential<Layer> model = model(dense(3).inUnits(2));
    Network network = Network.of(model).initialize(4);
    double[] values = values(weight(model, "0.weight").value());
    weight(model, "0.weight").set(random(1, 3, 2));
    weight(model, "0.bias").set(random(1, 3));

    network.initialize(4);

    assertThat(values(weight(model, "0.weight").value())).isEqualTo(values);
    assertThat(values(weight(model, "0.bias").value())).containsOnly(0);
  }

  @Test
  void aSharedParameterHasItsFirstName() {
    DenseLayer first = dense(2).inUnits(2);
    Sequential<Layer> shared = model(first, first);
    Sequential<Layer> alone = model(dense(2).inUnits(2));
    Network.of(shared).initialize(4);
    Network.of(alone).initialize(4);

    assertThat(values(weight(shared, "1.weight").value()))
        .isEqualTo(values(weight(alone, "0.weight").value()));
  }

  @Test
  void aReplacedChildGetsItsValuesFromTheSameSeed() {
    Sequential<Layer> model = model(dense(3), dense(2));
    Network network = Network.of(model).initialize(4);
    network.output(random(1, 5, 2));
    double[] kept = values(weight(model, "0.weight").value());
    model.replace(1, dense(6));

    network.output(random(1, 5, 2));

    Sequential<Layer> other = model(dense(3), dense(6));
    Network.of(other).initialize(4).output(random(1, 5, 2));
    assertThat(values(weight(model, "0.weight").value())).isEqualTo(kept);
    assertThat(values(weight(model, "1.weight").value()))
        .isEqualTo(values(weight(other, "1.weight").value()));
  }

  /** A layer with a vector that the network's rule fills. */
  private static final class Vector implements Layer {
    private final Node node = Node.of("vector");

    private Vector() {
      node.parameter("scale", Shape.of(3), DType.FLOAT32, null, true);
    }

    @Override
    public Node node() {
      return node;
    }

    @Override
    public SDVariable forward(SDVariable... inputs) {
      return inputs[0].mul(node.parameters().get("scale").variable());
    }
  }

  @Test
  void aRuleThatDoesNotSuitChangesNothing() {
    Sequential<Layer> model = model(dense(3).inUnits(3), new Vector());
    Network network = Network.of(model).initialize(4);
    double[] before = values(weight(model, "0.weight").value());

    assertThatThrownBy(() -> network.initialize(5, Initializer.xavier()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sequential0_vector0_scale")
        .hasMessageContaining("Xavier");
    assertThat(values(weight(model, "0.weight").value())).isEqualTo(before);
  }
}
