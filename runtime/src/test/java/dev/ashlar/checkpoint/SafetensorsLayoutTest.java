package dev.ashlar.checkpoint;

import static dev.ashlar.checkpoint.TestModel.filled;
import static dev.ashlar.checkpoint.TestModel.mlp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.Layer;
import dev.ashlar.Parameter;
import dev.ashlar.file.PlainSafetensors;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class SafetensorsLayoutTest {
  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("x.safetensors");
  }

  @Test
  void aTinyFileHasTheseBytes() throws IOException {
    TestModel model = TestModel.placed("m_").with("b", DType.FLOAT32, 2).with("a", DType.FLOAT64);
    model.structuralParameters().get("b").set(Nd4j.createFromArray(1f, -2f));
    model.structuralParameters().get("a").set(Nd4j.scalar(0.5));

    Checkpoint.save(model, file);

    String header = "{\"__metadata__\":{\"ashlar.format\":\"1\",\"ashlar.keys\":\"structural\","
        + "\"ashlar.model\":\"dev.ashlar.checkpoint.TestModel\",\"ashlar.order\":\"b\\na\",\"ashlar.prefixed\":\"b\\na\","
        + "\"ashlar.schema\":\"5633f78e642014a9039b059e3f87c75756a743864b9d39acb997391bd1a6d014\",\"ashlar.version\":\"1\"},"
        + "\"a\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]},"
        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}";
    byte[] data = {
      0, 0, 0, 0, 0, 0, (byte) 0xe0, 0x3f, 0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0
    };
    int padded = (header.length() + 7) / 8 * 8;
    assertThat(Files.readAllBytes(file))
        .isEqualTo(PlainSafetensors.bytes(header + " ".repeat(padded - header.length()), data));
  }

  @Test
  void anIndependentReaderFindsTheValues() throws IOException {
    Sequential<Layer> model = mlp("net_");
    model.collectParameters("net_dense0").cast(DType.FLOAT64);
    filled(model, 1);

    Checkpoint.saveByName(model, file);

    PlainSafetensors.Parts parts = PlainSafetensors.read(file);
    assertThat(parts.headerLength() % 8).isZero();
    assertThat(parts.fields().keySet())
        .containsExactly(
            "__metadata__",
            "net_dense0_bias",
            "net_dense0_weight",
            "net_dense1_bias",
            "net_dense1_weight");
    assertThat(parts.field("__metadata__")).containsEntry("ashlar.keys", "full-name");
    long end = 0;
    for (Map.Entry<String, Object> field : parts.fields().entrySet()) {
      if (field.getKey().equals("__metadata__")) {
        continue;
      }
      Parameter parameter = model.collectParameters().get(field.getKey());
      List<?> offsets = (List<?>) parts.field(field.getKey()).get("data_offsets");
      assertThat(offsets.get(0)).isEqualTo(BigInteger.valueOf(end));
      end = ((BigInteger) offsets.get(1)).longValueExact();
      assertThat(parts.field(field.getKey()).get("shape"))
          .hasToString(List.of(boxed(parameter.shape().sizes())).toString());
      ByteBuffer bytes = parts.bytes(field.getKey());
      double[] values = new double[(int) parameter.shape().elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = parameter.dtype() == DType.FLOAT64 ? bytes.getDouble() : bytes.getFloat();
      }
      assertThat(values).isEqualTo(parameter.value().dup('c').data().asDouble());
      assertThat(bytes.hasRemaining()).isFalse();
    }
    assertThat(end).isEqualTo(parts.data().length);
  }

  private static Long[] boxed(long[] sizes) {
    return Arrays.stream(sizes).boxed().toArray(Long[]::new);
  }

  @Test
  void ordersNamesByCodePoint() throws IOException {
    TestModel model = TestModel.placed("m_")
        .with("𝑤", DType.FLOAT32, 1)
        .with("\uffee", DType.FLOAT32, 1)
        .with("a", DType.FLOAT32, 1);

    Checkpoint.save(filled(model, 1), file);

    assertThat(PlainSafetensors.read(file).fields().keySet())
        .containsExactly("__metadata__", "a", "\uffee", "𝑤");
    assertThat(Checkpoint.keys(file)).containsExactly("𝑤", "\uffee", "a");
  }

  @Test
  void equalContentGivesEqualBytes() throws IOException {
    Checkpoint.save(filled(mlp("a_"), 1), file);
    Path other = folder.resolve("y.safetensors");
    Checkpoint.save(filled(mlp("b_"), 1), other);

    assertThat(Files.mismatch(file, other)).isEqualTo(-1);
  }

  @Test
  void namesAreUtf8() throws IOException {
    Checkpoint.save(filled(TestModel.placed("m_").with("é𝑤", DType.FLOAT32, 1), 1), file);

    assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).contains("\"é𝑤\":{");
  }
}
