package dev.ashlar;

import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.assertClose;
import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.FlattenLayer.flatten;
import static dev.ashlar.layer.MaxPool2DLayer.maxPool2D;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/** The network of {@code gluon/convnet.json}, layer by layer as Gluon 1.9.1 wrote it down. */
class GluonConvnetTest {
  private static final double CLOSE = 1e-5;

  private final JsonNode written = GluonMlp.read("/gluon/convnet.json");
  private final Sequential<Layer> model = new Sequential<>(Scope.newRoot().named("convnet_"));

  GluonConvnetTest() {
    model
        .add(conv2D(4).kernel(3).padding(1).activation(Activation.RELU))
        .add(batchNorm())
        .add(maxPool2D())
        .add(flatten())
        .add(dense(3));
    for (JsonNode array : written.get("files").get(0).get("arrays")) {
      model
          .structuralParameters()
          .get(array.get("name").asText())
          .set(numbers(array.get("values"), array.get("shape")));
    }
  }

  private static INDArray numbers(JsonNode values, JsonNode shape) {
    return array(
        StreamSupport.stream(values.spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray(),
        longs(shape));
  }

  private static long[] longs(JsonNode numbers) {
    return StreamSupport.stream(numbers.spliterator(), false)
        .mapToLong(JsonNode::asLong)
        .toArray();
  }

  private INDArray input() {
    return numbers(written.get("input"), written.get("input_shape"));
  }

  @ParameterizedTest
  @EnumSource
  void everyLayersOutputIsGluons(DType dtype) {
    model.collectParameters().cast(dtype);
    Sequential<Layer> soFar = new Sequential<>(Scope.newRoot());

    for (int i = 0; i < model.size(); i++) {
      JsonNode gluon = written.get("layers").get(i);
      soFar.add(model.get(i));

      assertThat(model.get(i).prefix()).isEqualTo(gluon.get("block").asText());
      assertClose(
          Network.of(soFar).output(input()),
          numbers(gluon.get("values"), gluon.get("shape")),
          CLOSE);
    }
  }

  @Test
  void theOutputIsGluons() {
    assertClose(
        Network.of(model).output(input()),
        numbers(written.get("output"), written.get("output_shape")),
        CLOSE);
  }

  @Test
  void printedFormsAreGluons() {
    assertThat(model.collectParameters().toString())
        .isEqualTo(
            written.get("collect_params").asText().replace("<class 'numpy.float32'>", "float32"));
    assertThat(model.toString())
        .isEqualTo(written.get("repr").asText().replace("HybridSequential", "Sequential"));
  }
}
