package dev.ashlar.checkpoint;

import static dev.ashlar.layer.BatchNormLayer.batchNorm;
import static dev.ashlar.layer.Conv2DLayer.conv2D;
import static dev.ashlar.layer.DenseLayer.dense;
import static dev.ashlar.layer.FlattenLayer.flatten;
import static dev.ashlar.layer.MaxPool2DLayer.maxPool2D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.file.ArrayFile;
import dev.ashlar.file.FileFormat;
import dev.ashlar.file.PlainParams;
import dev.ashlar.file.StoredArray;
import dev.ashlar.layer.Activation;
import dev.ashlar.layer.Sequential;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Files that Gluon 1.9.1 wrote give Gluon's outputs. */
class GluonFilesTest {
  private static final double CLOSE = 1e-5;

  @TempDir
  Path folder;

  private static Sequential<Layer> mlp(String prefix) {
    return new Sequential<Layer>(Scope.newRoot().named(prefix))
        .add(dense(5).activation(Activation.RELU))
        .add(dense(4).activation(Activation.TANH))
        .add(dense(3));
  }

  private static Sequential<Layer> convnet(String prefix) {
    return new Sequential<Layer>(Scope.newRoot().named(prefix))
        .add(conv2D(4).kernel(3).padding(1).activation(Activation.RELU))
        .add(batchNorm())
        .add(maxPool2D().pool(2).stride(2))
        .add(flatten())
        .add(dense(3));
  }

  private Path gluon(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream in = getClass().getResourceAsStream("/gluon/" + name)) {
      Files.copy(in, copy);
    }
    return copy;
  }

  @ParameterizedTest
  @CsvSource({
    "mlp.params, mlp_, STRUCTURAL",
    "mlp.params, other_, STRUCTURAL",
    "mlp-names.params, mlp_, FULL_NAME",
    "mlp-stripped.params, mlp_, STRIPPED",
    "mlp-stripped.params, other_, STRIPPED",
    "convnet.params, convnet_, STRUCTURAL",
    "convnet-names.params, convnet_, FULL_NAME",
  })
  void aFileGivesGluonsOutputs(String name, String prefix, KeyScheme scheme) throws IOException {
    Sequential<Layer> model = name.startsWith("mlp") ? mlp(prefix) : convnet(prefix);

    LoadReport report = Checkpoint.load(model, gluon(name));

    assertThat(report.keys()).isEqualTo(scheme);
    assertThat(report.format()).isEqualTo(FileFormat.PARAMS);
    assertThat(report.toString()).contains("(params), by " + scheme);
    assertGluonsOutput(model, name.startsWith("mlp") ? "mlp" : "convnet");
  }

  /** Gluon's arrays, put down as the older and the newer versions of MXNet put them down. */
  @ParameterizedTest
  @CsvSource({
    "0, mlp.params", "1, mlp-names.params", "3, mlp-stripped.params",
    "0, convnet-names.params", "1, convnet.params", "3, convnet.params",
  })
  void otherVersionsOfTheFormatGiveTheSameOutputs(int version, String name) throws IOException {
    PlainParams written = new PlainParams();
    try (ArrayFile arrays = ArrayFile.open(gluon(name))) {
      for (StoredArray array : arrays.arrays().values()) {
        ByteBuffer elements = ByteBuffer.allocate((int) array.bytes());
        try (ReadableByteChannel in = array.open()) {
          while (elements.hasRemaining()) {
            in.read(elements);
          }
        }
        written.dense(
            version, array.name(), array.type(), elements.array(), array.shape().sizes());
      }
    }
    Path file = Files.write(folder.resolve("version.params"), written.bytes());
    Sequential<Layer> model = name.startsWith("mlp") ? mlp("mlp_") : convnet("convnet_");

    Checkpoint.load(model, file);

    assertGluonsOutput(model, name.startsWith("mlp") ? "mlp" : "convnet");
  }

  @Test
  void anExportedModelIsRead() throws IOException {
    Path exported = folder.resolve("exported.params");
    try (ArrayFile names = ArrayFile.open(gluon("convnet-names.params"))) {
      List<StoredArray> arrays = names.arrays().values().stream()
          .map(array ->
              array.renamed((array.name().contains("running") ? "aux:" : "arg:") + array.name()))
          .toList();
      ArrayFile.write(exported, FileFormat.PARAMS, arrays, new TreeMap<>());
    }
    Sequential<Layer> model = convnet("convnet_");

    LoadReport report = Checkpoint.load(model, exported);

    assertThat(report.keys()).isEqualTo(KeyScheme.EXPORTED);
    assertThat(report.matched()).contains("convnet_batchnorm0_running_var");
    assertThat(report.renamed()).isEmpty();
    assertGluonsOutput(model, "convnet");
  }

  @Test
  void namesOfAnotherPrefixAreRefusedWithTheCallThatTakesThem() throws IOException {
    Path file = gluon("mlp-names.params");

    assertThatThrownBy(() -> Checkpoint.load(mlp("net_"), file))
        .isInstanceOf(MismatchException.class)
        .hasMessageContaining("The file's names begin with 'mlp_', the model's with 'net_'");

    Sequential<Layer> model = mlp("net_");
    LoadReport report = Checkpoint.loadByName(
        model, file, LoadOptions.strict().rename(name -> name.replaceFirst("^mlp_", "net_")));
    assertThat(report.renamed())
        .containsEntry("net_dense0_weight", "mlp_dense0_weight")
        .hasSize(6);
    assertGluonsOutput(model, "mlp");
  }

  @Test
  void whatAshlarSavesIsByteForByteWhatGluonSaved() throws IOException {
    Path theirs = gluon("convnet.params");
    Sequential<Layer> model = convnet("convnet_");
    Checkpoint.load(model, theirs);
    Path byStructure = folder.resolve("ours.params");
    Checkpoint.save(model, byStructure);
    assertThat(Files.mismatch(byStructure, theirs)).isEqualTo(-1);

    Path names = gluon("convnet-names.params");
    Path byName = folder.resolve("ours-names.params");
    Checkpoint.saveByName(model, byName);
    assertThat(Files.mismatch(byName, names)).isEqualTo(-1);
  }

  private void assertGluonsOutput(Layer model, String name) throws IOException {
    JsonNode written;
    try (InputStream in = getClass().getResourceAsStream("/gluon/" + name + ".json")) {
      written = new ObjectMapper().readTree(in);
    }
    INDArray output = Network.of(model).output(array(written, "input"));
    double[] expected = array(written, "output").data().asDouble();
    double[] found = output.dup('c').data().asDouble();
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(CLOSE));
    }
  }

  private static INDArray array(JsonNode written, String name) {
    JsonNode sizes = written.get(name + "_shape");
    long[] shape = new long[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i).asLong();
    }
    JsonNode numbers = written.get(name);
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.get(i).asDouble();
    }
    return Nd4j.createFromArray(values).reshape('c', shape);
  }
}
