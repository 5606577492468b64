package dev.ashlar.checkpoint;

import static dev.ashlar.checkpoint.TestModel.filled;
import static dev.ashlar.checkpoint.TestModel.lazyMlp;
import static dev.ashlar.checkpoint.TestModel.mlp;
import static dev.ashlar.checkpoint.TestModel.state;
import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.Layer;
import dev.ashlar.Parameter;
import dev.ashlar.file.PlainSafetensors;
import dev.ashlar.layer.DenseLayer;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class CheckpointRoundTripTest {
  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("x.safetensors");
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void loadsByStructureIntoAModelOfAnotherPrefix(DType dtype) {
    Sequential<Layer> saved = mlp("net_");
    saved.collectParameters().cast(dtype);
    filled(saved, 1);
    Sequential<Layer> loaded = mlp("other_");
    loaded.collectParameters().cast(dtype);

    Checkpoint.save(saved, file);
    LoadReport report = Checkpoint.load(loaded, file);

    assertThat(state(loaded)).isEqualTo(state(saved));
    assertThat(report.matched()).containsExactly("0.weight", "0.bias", "1.weight", "1.bias");
    assertThat(report.missing()).isEmpty();
    assertThat(report.extra()).isEmpty();
    assertThat(report.keys()).isEqualTo(KeyScheme.STRUCTURAL);
  }

  @Test
  void loadsByNameIntoAModelOfTheSamePrefix() {
    Sequential<Layer> saved = filled(mlp("net_"), 2);
    Sequential<Layer> loaded = filled(mlp("net_"), 3);

    Checkpoint.saveByName(saved, file);
    LoadReport report = Checkpoint.loadByName(loaded, file);

    assertThat(state(loaded)).isEqualTo(state(saved));
    assertThat(report.matched())
        .containsExactly(
            "net_dense0_weight", "net_dense0_bias", "net_dense1_weight", "net_dense1_bias");
    assertThat(Checkpoint.keys(file)).isEqualTo(report.matched());
  }

  @Test
  void writesIntoTheArraysThatANetworkUses() {
    Sequential<Layer> saved = filled(mlp("net_"), 2);
    Sequential<Layer> loaded = filled(mlp("net_"), 3);
    Parameter weight = loaded.structuralParameters().get("0.weight");
    Object before = weight.value();

    Checkpoint.save(saved, file);
    Checkpoint.load(loaded, file);

    assertThat(weight.value()).isSameAs(before);
  }

  @Test
  void learnsUnknownSizesFromTheFile() {
    Checkpoint.save(filled(mlp("net_"), 4), file);
    Sequential<Layer> lazy = lazyMlp("net_");

    Checkpoint.load(lazy, file);

    assertThat(lazy.structuralParameters().get("0.weight").shape()).isEqualTo(Shape.of(4, 5));
    assertThat(lazy.structuralParameters().get("1.weight").shape()).isEqualTo(Shape.of(3, 4));
  }

  @Test
  void learnsEvenTheRankFromTheFile() {
    Checkpoint.save(filled(TestModel.placed("m_").with("w", DType.FLOAT32, 2, 3), 5), file);
    TestModel unknown = TestModel.placed("m_").with("w", Shape.unknown(), DType.FLOAT32);

    Checkpoint.load(unknown, file);

    assertThat(unknown.structuralParameters().get("w").shape()).isEqualTo(Shape.of(2, 3));
  }

  @Test
  void keepsScalarsAndAllTypesAndRanks() {
    TestModel saved = filled(odd("a_"), 6);
    TestModel loaded = odd("b_");

    Checkpoint.save(saved, file);
    Checkpoint.load(loaded, file);

    assertThat(state(loaded)).isEqualTo(state(saved));
    assertThat(loaded.structuralParameters().get("scalar").value().rank()).isZero();
  }

  private static TestModel odd(String prefix) {
    return TestModel.placed(prefix)
        .with("scalar", DType.FLOAT32)
        .with("double_scalar", DType.FLOAT64)
        .with("one", DType.FLOAT32, 1)
        .with("column", DType.FLOAT64, 3, 1)
        .with("cube", DType.FLOAT32, 2, 1, 3, 2);
  }

  @Test
  void keepsEveryBit() {
    float[] odd = {
      Float.NaN,
      Float.intBitsToFloat(0x7fc12345),
      -0.0f,
      Float.MIN_VALUE,
      Float.NEGATIVE_INFINITY,
      1e-40f
    };
    TestModel saved = TestModel.placed("m_").with("w", DType.FLOAT32, odd.length);
    saved.structuralParameters().get("w").set(Nd4j.createFromArray(odd));
    TestModel loaded = TestModel.placed("m_").with("w", DType.FLOAT32, odd.length);

    Checkpoint.save(saved, file);
    Checkpoint.load(loaded, file);

    assertThat(state(loaded)).isEqualTo(state(saved));
  }

  @Test
  void keepsNamesInAnyScript() {
    String[] names = {"вес", "重み", "𝑤", "a b", "quote\"backslash\\", "é"};
    TestModel saved = TestModel.placed("模型_");
    TestModel loaded = TestModel.placed("模型_");
    for (String name : names) {
      saved.with(name, DType.FLOAT32, 2);
      loaded.with(name, DType.FLOAT32, 2);
    }
    filled(saved, 7);

    Checkpoint.save(saved, file);
    assertThat(Checkpoint.load(loaded, file).matched()).containsExactly(names);
    assertThat(state(loaded)).isEqualTo(state(saved));

    Checkpoint.saveByName(saved, file);
    Checkpoint.loadByName(loaded, file);
    assertThat(Checkpoint.keys(file)).startsWith("模型_вес");
  }

  @Test
  void writesArraysOfAnotherLayoutRowByRow() throws IOException {
    TestModel saved = TestModel.placed("m_").with("w", DType.FLOAT32, 3, 2);
    saved
        .structuralParameters()
        .get("w")
        .set(Nd4j.arange(6).castTo(DataType.FLOAT).reshape('c', 2, 3).transpose());

    Checkpoint.save(saved, file);

    float[] written = new float[6];
    PlainSafetensors.read(file).bytes("w").asFloatBuffer().get(written);
    assertThat(written).containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  void storesATiedWeightOnceAndListsItsOtherPath() throws IOException {
    Checkpoint.save(filled(tied(), 8), file);

    PlainSafetensors.Parts parts = PlainSafetensors.read(file);
    assertThat(parts.fields().keySet())
        .containsExactlyInAnyOrder("__metadata__", "in.weight", "in.bias");
    assertThat(parts.field("__metadata__"))
        .containsEntry("ashlar.alias.out.weight", "in.weight")
        .containsEntry("ashlar.alias.out.bias", "in.bias");

    TestModel again = tied();
    assertThat(Checkpoint.load(again, file).matched()).containsExactly("in.weight", "in.bias");
    assertThat(again.structuralParameters().get("out.weight"))
        .isSameAs(again.structuralParameters().get("in.weight"));
  }

  @Test
  void loadsATiedWeightIntoAModelThatDoesNotShareIt() {
    TestModel saved = filled(tied(), 9);
    Checkpoint.save(saved, file);
    TestModel untied = TestModel.placed("m_")
        .with("in", dense(2).inUnits(2))
        .with("out", dense(2).inUnits(2));

    LoadReport report = Checkpoint.load(untied, file);

    assertThat(state(untied)).isEqualTo(state(saved));
    assertThat(report.matched())
        .isEqualTo(List.of("in.weight", "in.bias", "out.weight", "out.bias"));
  }

  @Test
  void loadsAFileThatStoresATiedWeightTwiceIfBothAreEqual() {
    TestModel untied = TestModel.placed("m_")
        .with("in", dense(2).inUnits(2))
        .with("out", dense(2).inUnits(2));
    filled(untied, 10);
    untied
        .structuralParameters()
        .forEach((name, parameter) -> parameter.set(
            untied.structuralParameters().get(name.replace("out", "in")).value()));
    Checkpoint.save(untied, file);
    TestModel tied = tied();

    Checkpoint.load(tied, file);

    assertThat(state(tied)).isEqualTo(state(untied));
  }

  static TestModel tied() {
    DenseLayer in = dense(2).inUnits(2);
    DenseLayer out = dense(2).inUnits(2);
    out.node().share(in.node());
    return TestModel.placed("m_").with("in", in).with("out", out);
  }

  @Test
  void loadsAModelThatHasNoNameYet() {
    TestModel saved = filled(TestModel.unplaced().with("w", DType.FLOAT32, 2), 11);
    TestModel loaded = TestModel.unplaced().with("w", DType.FLOAT32, 2);

    Checkpoint.save(saved, file);
    Checkpoint.load(loaded, file);

    assertThat(state(loaded)).isEqualTo(state(saved));
  }

  @Test
  void savesAModelWithoutParameters() {
    Checkpoint.save(TestModel.placed("m_"), file);

    assertThat(Checkpoint.load(TestModel.placed("m_"), file).matched()).isEmpty();
    assertThat(Checkpoint.keys(file)).isEmpty();
  }

  @Test
  void readsFilesOfOtherPrograms() throws IOException {
    Files.write(
        file,
        PlainSafetensors.bytes(
            "{\"w\":{\"shape\":[2],\"data_offsets\":[0,8],\"dtype\":\"F32\"}}   ",
            new byte[] {0, 0, -128, 63, 0, 0, 0, 64}));
    TestModel byStructure = TestModel.placed("m_").with("w", DType.FLOAT32, 2);
    TestModel byName = TestModel.placed("").with("w", DType.FLOAT32, 2);

    Checkpoint.load(byStructure, file);
    Checkpoint.loadByName(byName, file);

    assertThat(byStructure.structuralParameters().get("w").value().toFloatVector())
        .containsExactly(1, 2);
    assertThat(byName.structuralParameters().get("w").value().toFloatVector())
        .containsExactly(1, 2);
  }
}
