package dev.ashlar;

import static dev.ashlar.layer.DenseLayer.dense;

import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Sequential;
import java.io.IOException;
import java.io.InputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * The network of {@code gluon/mlp.json}, with the values, outputs and gradients that Gluon 1.9.1
 * wrote down.
 */
final class GluonMlp {
  private final JsonNode written = read("/gluon/mlp.json");
  private final Sequential<Layer> model;

  GluonMlp() {
    model = new Sequential<>(Scope.newRoot().named("mlp_"));
    model
        .add(dense(5).activation(Activation.RELU))
        .add(dense(4).activation(Activation.TANH))
        .add(dense(3));
    for (JsonNode array : written.get("files").get(0).get("arrays")) {
      long[] shape = longs(array.get("shape"));
      model
          .structuralParameters()
          .get(array.get("name").asText())
          .set(array(array.get("values"), shape));
    }
  }

  static JsonNode read(String resource) {
    try (InputStream in = GluonMlp.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
  }

  Sequential<Layer> model() {
    return model;
  }

  INDArray input() {
    return array(written.get("input"), longs(written.get("input_shape")));
  }

  INDArray output() {
    return array(written.get("output"), longs(written.get("output_shape")));
  }

  /** Of the classes 2 and 0. */
  INDArray labels() {
    return Nd4j.createFromArray(new double[][] {{0, 0, 1}, {1, 0, 0}});
  }

  double summedLoss() {
    JsonNode losses = written.get("loss_softmax_ce_labels_2_0");
    return losses.get(0).asDouble() + losses.get(1).asDouble();
  }

  INDArray gradientOfSummedLoss(Parameter parameter) {
    return array(
        written.get("gradients_of_summed_loss").get(parameter.name()),
        parameter.shape().sizes());
  }

  String printedParameters() {
    return written.get("collect_params").asText();
  }

  String printedModel() {
    return written.get("repr").asText();
  }

  private static long[] longs(JsonNode numbers) {
    long[] longs = new long[numbers.size()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = numbers.get(i).asLong();
    }
    return longs;
  }

  private static INDArray array(JsonNode numbers, long[] shape) {
    double[] values = new double[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).asDouble();
    }
    return Numbers.array(values, shape);
  }
}
