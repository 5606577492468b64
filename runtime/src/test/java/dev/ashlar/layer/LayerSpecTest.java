package dev.ashlar.layer;

import static dev.ashlar.Numbers.random;
import static dev.ashlar.layer.ActivateLayer.activate;
import static dev.ashlar.layer.AvgPool2DLayer.avgPool2D;
import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.DropoutLayer.dropout;
import static dev.ashlar.layer.ELULayer.elu;
import static dev.ashlar.layer.EmbeddingLayer.embedding;
import static dev.ashlar.layer.FlattenLayer.flatten;
import static dev.ashlar.layer.GELULayer.gelu;
import static dev.ashlar.layer.GlobalAvgPool2DLayer.globalAvgPool2D;
import static dev.ashlar.layer.GlobalMaxPool2DLayer.globalMaxPool2D;
import static dev.ashlar.layer.LayerNormLayer.layerNorm;
import static dev.ashlar.layer.LeakyReLULayer.leakyReLU;
import static dev.ashlar.layer.MaxPool2DLayer.maxPool2D;
import static dev.ashlar.layer.PReLULayer.pReLU;
import static dev.ashlar.layer.SELULayer.selu;
import static dev.ashlar.layer.SwishLayer.swish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Parameter;
import dev.ashlar.Scope;
import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Hints, parameters and printed forms against {@code gluon/layers.json}; shape rules against what
 * comes out.
 */
class LayerSpecTest {
  private static final Map<String, Layer> BY_GLUONS_CLASS = new LinkedHashMap<>();

  static {
    BY_GLUONS_CLASS.put("Dense", dense(3));
    BY_GLUONS_CLASS.put("Activation", activate(Activation.RELU));
    BY_GLUONS_CLASS.put("Dropout", dropout(0.5));
    BY_GLUONS_CLASS.put("Flatten", flatten());
    BY_GLUONS_CLASS.put("LayerNorm", layerNorm());
    BY_GLUONS_CLASS.put("Conv2D", conv2D(4).kernel(3));
    BY_GLUONS_CLASS.put("MaxPool2D", maxPool2D());
    BY_GLUONS_CLASS.put("AvgPool2D", avgPool2D());
    BY_GLUONS_CLASS.put("GlobalMaxPool2D", globalMaxPool2D());
    BY_GLUONS_CLASS.put("GlobalAvgPool2D", globalAvgPool2D());
    BY_GLUONS_CLASS.put("BatchNorm", batchNorm());
    BY_GLUONS_CLASS.put("Embedding", embedding(5, 3));
    BY_GLUONS_CLASS.put("PReLU", pReLU());
    BY_GLUONS_CLASS.put("LeakyReLU", leakyReLU(0.1));
    BY_GLUONS_CLASS.put("ELU", elu());
    BY_GLUONS_CLASS.put("SELU", selu());
    BY_GLUONS_CLASS.put("GELU", gelu());
    BY_GLUONS_CLASS.put("Swish", swish());
    BY_GLUONS_CLASS.put("Sequential", new Sequential<Layer>(Scope.unplaced()));
  }

  static Stream<JsonNode> gluons() throws IOException {
    try (InputStream in = LayerSpecTest.class.getResourceAsStream("/gluon/layers.json")) {
      Stream.Builder<JsonNode> known = Stream.builder();
      for (JsonNode layer : new ObjectMapper().readTree(in)) {
        if (BY_GLUONS_CLASS.containsKey(layer.get("cls").asText())) {
          known.add(layer);
        }
      }
      return known.build();
    }
  }

  @Test
  void gluonHasEachOfTheLayers() throws IOException {
    assertThat(gluons().map(layer -> layer.get("cls").asText()))
        .containsExactlyInAnyOrderElementsOf(BY_GLUONS_CLASS.keySet());
  }

  @ParameterizedTest
  @MethodSource("gluons")
  void areAsGluonsAre(JsonNode gluon) {
    Layer layer = BY_GLUONS_CLASS.get(gluon.get("cls").asText());
    Scope.newRoot().add(layer);

    assertThat(layer.node().hint()).isEqualTo(gluon.get("hint").asText());
    assertThat(layer.prefix()).isEqualTo(gluon.get("prefix").asText());
    assertThat(layer).hasToString(gluon.get("repr").asText());
    JsonNode parameters = gluon.get("params");
    assertThat(layer.collectParameters().size()).isEqualTo(parameters.size());
    int i = 0;
    for (Parameter parameter : layer.collectParameters()) {
      assertThat(parameter.name()).isEqualTo(parameters.get(i).get(0).asText());
      JsonNode sizes = parameters.get(i).get(1);
      assertThat(parameter.shape().rank()).isEqualTo(sizes.size());
      for (int d = 0; d < sizes.size(); d++) {
        assertThat(parameter.shape().size(d)).isEqualTo(sizes.get(d).asLong());
      }
      assertThat(parameter.isTrained())
          .isEqualTo(parameters.get(i).get(3).asText().equals("write"));
      i++;
    }
    int position = 0;
    for (String name : layer.structuralParameters().keySet()) {
      assertThat(name).isEqualTo(gluon.get("structural").get(position++).asText());
    }
  }

  @Test
  void shapeRulesTellWhatComesOut() {
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < 150; i++) {
      SpecLayer<?> layer = randomLayer(random);
      long[] example = random.ints(random.nextInt(1, 4), 1, 5).asLongStream().toArray();
      Network network = Network.of(Scope.newRoot().add(layer)).initialize(i);
      INDArray x = random(i, Shape.of(example).batch(random.nextInt(1, 4)).sizes());
      Shape told;
      try {
        told = layer.spec().output(Shape.of(example));
      } catch (ShapeMismatchException refused) {
        assertThatThrownBy(() -> network.output(x))
            .as("%s of %s", layer, Arrays.toString(example))
            .isInstanceOf(ShapeMismatchException.class)
            .hasMessageContaining(refused.expected());
        continue;
      }

      INDArray y = network.output(x);

      assertThat(y.shape())
          .as("%s of %s", layer, Arrays.toString(example))
          .isEqualTo(told.batch(x.size(0)).sizes());
      for (ParameterSpec parameter : layer.spec().parameters(Shape.of(example))) {
        assertThat(layer.node().parameters().get(parameter.name()).shape())
            .isEqualTo(parameter.shape());
      }
      assertThat(layer.spec().output(Shape.unknown()).fits(told)).isTrue();
    }
  }

  private static SpecLayer<?> randomLayer(SplittableRandom random) {
    return switch (random.nextInt(9)) {
      case 0 ->
        dense(random.nextInt(1, 5))
            .flatten(random.nextBoolean())
            .useBias(random.nextBoolean())
            .inUnits(random.nextInt(4) == 0 ? random.nextInt(1, 5) : 0)
            .activation(Activation.values()[random.nextInt(Activation.values().length)]);
      case 1 -> activate(Activation.values()[random.nextInt(1, Activation.values().length)]);
      case 2 -> dropout(random.nextDouble());
      case 3 -> flatten();
      case 4 ->
        batchNorm()
            .axis(random.nextBoolean() ? random.nextInt(1, 4) : -random.nextInt(1, 4))
            .inChannels(random.nextInt(4) == 0 ? random.nextInt(1, 5) : 0);
      case 5 -> pReLU().inChannels(random.nextInt(1, 5));
      case 6 -> random.nextBoolean() ? elu().alpha(random.nextDouble()) : selu();
      case 7 -> random.nextBoolean() ? swish().beta(random.nextDouble()) : gelu();
      default ->
        layerNorm()
            .axis(random.nextBoolean() ? random.nextInt(1, 4) : -random.nextInt(1, 4))
            .center(random.nextBoolean())
            .scale(random.nextBoolean())
            .inChannels(random.nextInt(4) == 0 ? random.nextInt(1, 5) : 0);
    };
  }

  @Test
  void printedFormsTellTheSettings() {
    assertThat(dense(3).inUnits(4).activation(Activation.RELU))
        .hasToString("Dense(4 -> 3, Activation(relu))");
    assertThat(layerNorm().axis(1).epsilon(0.001).center(false).inChannels(5))
        .hasToString("LayerNorm(eps=0.001, axis=1, center=False, scale=True, in_channels=5)");
    assertThat(dropout(0.25)).hasToString("Dropout(p = 0.25, axes=())");
    assertThat(activate(Activation.SOFTSIGN)).hasToString("Activation(softsign)");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> dense(0))
        .isInstanceOf(SettingException.class)
        .hasMessage("units must be at least 1, found 0");
    assertThatThrownBy(() -> dense(1).inUnits(-1))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("inUnits");
    assertThatThrownBy(() -> dropout(1))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("rate");
    assertThatThrownBy(() -> dropout(Double.NaN)).isInstanceOf(SettingException.class);
    assertThatThrownBy(() -> layerNorm().axis(0))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("axis");
    assertThatThrownBy(() -> layerNorm().epsilon(0))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("epsilon");
    assertThatThrownBy(() -> activate(Activation.NONE))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("value");
  }
}
