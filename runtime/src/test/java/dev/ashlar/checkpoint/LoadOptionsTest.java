package dev.ashlar.checkpoint;

import static dev.ashlar.checkpoint.TestModel.filled;
import static dev.ashlar.checkpoint.TestModel.mlp;
import static dev.ashlar.checkpoint.TestModel.state;
import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.Layer;
import dev.ashlar.Parameter;
import dev.ashlar.Scope;
import dev.ashlar.file.ArrayFile;
import dev.ashlar.file.ArrayText;
import dev.ashlar.file.ElementType;
import dev.ashlar.file.FileFormat;
import dev.ashlar.file.NativeArrays;
import dev.ashlar.file.StoredArray;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class LoadOptionsTest {
  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("x.safetensors");
  }

  private void write(StoredArray... arrays) {
    ArrayFile.write(file, FileFormat.SAFETENSORS, List.of(arrays), new TreeMap<>());
  }

  private static TestModel of(DType dtype, long... sizes) {
    return TestModel.placed("m_").with("w", dtype, sizes);
  }

  private static float[] values(TestModel model) {
    return model.structuralParameters().get("w").value().dup('c').data().asFloat();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.params", "x.npz", "x.safetensors", "x.bin", "X.PARAMS"})
  void everyFormatIsFoundByItsContent(String name) throws IOException {
    Sequential<Layer> saved = filled(mlp("net_"), 1);
    Path named = folder.resolve(name);
    Checkpoint.save(saved, named);
    Path moved = Files.move(named, folder.resolve("moved.dat"));
    Sequential<Layer> loaded = mlp("net_");

    LoadReport report = Checkpoint.load(loaded, moved);

    assertThat(report.format().toString())
        .isEqualTo(name.endsWith("bin") ? "safetensors" : name.substring(2).toLowerCase());
    assertThat(report.keys()).isEqualTo(KeyScheme.STRUCTURAL);
    assertThat(state(loaded)).isEqualTo(state(saved));
  }

  // 1, -2.5 and 3 in each type; -2.5 becomes what the type can hold.
  @ParameterizedTest
  @CsvSource({
    "FLOAT16, 003c00c10042, -2.5",
    "BFLOAT16, 803f20c04040, -2.5",
    "FLOAT64, 000000000000f03f00000000000004c00000000000000840, -2.5",
    "INT8, 01fe03, -2",
    "UINT8, 01fe03, 254",
    "INT16, 0100feff0300, -2",
    "UINT16, 0100fe000300, 254",
    "INT32, 01000000feffffff03000000, -2",
    "UINT32, 01000000fe00000003000000, 254",
    "INT64, 0100000000000000feffffffffffffff0300000000000000, -2",
    "UINT64, 0100000000000000fe000000000000000300000000000000, 254",
  })
  void castsEveryTypeOnRequest(ElementType type, String hex, float second) {
    write(ArrayText.array("w", type, java.util.HexFormat.of().parseHex(hex), 3));

    assertThatThrownBy(() -> Checkpoint.load(of(DType.FLOAT32, 3), file))
        .isInstanceOf(MismatchException.class)
        .hasMessageContainingAll("'w' is " + type, "LoadOptions.strict().cast()");
    TestModel model = of(DType.FLOAT32, 3);
    LoadReport report = Checkpoint.load(model, file, LoadOptions.strict().cast());

    assertThat(report.cast()).containsExactly("w");
    assertThat(values(model)).containsExactly(1, second, 3);
  }

  @Test
  void castsBoolsOnRequest() {
    write(ArrayText.array("w", ElementType.BOOL, new byte[] {1, 0}, 2));
    TestModel model = of(DType.FLOAT64, 2);

    Checkpoint.load(model, file, LoadOptions.strict().cast());

    assertThat(values(model)).containsExactly(1, 0);
  }

  @Test
  void whatNd4jDoesNotHaveCannotBeCast() {
    write(ArrayText.array("w", ElementType.FLOAT8_E4M3, new byte[2], 2));

    assertThatThrownBy(() ->
            Checkpoint.load(of(DType.FLOAT32, 2), file, LoadOptions.strict().cast()))
        .isInstanceOf(MismatchException.class)
        .hasMessageContaining("ND4J has no such type");
  }

  @Test
  void reshapesOnRequest() {
    write(NativeArrays.stored("w", Nd4j.createFromArray(1f, 2f, 3f, 4f, 5f, 6f)));

    assertThatThrownBy(() -> Checkpoint.load(of(DType.FLOAT32, 2, 3), file))
        .hasMessageContaining("LoadOptions.strict().allowReshape()");
    TestModel model = of(DType.FLOAT32, 2, 3);
    LoadReport report = Checkpoint.load(model, file, LoadOptions.strict().allowReshape());

    assertThat(report.reshaped()).containsExactly("w");
    assertThat(values(model)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(model.structuralParameters().get("w").value().shape()).containsExactly(2, 3);
    assertThatThrownBy(() ->
            Checkpoint.load(of(DType.FLOAT32, 2, 2), file, LoadOptions.strict().allowReshape()))
        .isInstanceOf(MismatchException.class);
  }

  @Test
  void aScalarComesBackFromAFormatWithoutScalars() {
    Path params = folder.resolve("x.params");
    TestModel saved = of(DType.FLOAT32);
    saved.structuralParameters().get("w").set(Nd4j.scalar(2.5f));
    Checkpoint.save(saved, params);
    TestModel loaded = of(DType.FLOAT32);

    LoadReport report = Checkpoint.load(loaded, params);

    assertThat(report.reshaped()).containsExactly("w");
    assertThat(state(loaded)).isEqualTo(state(saved));
  }

  @Test
  void leavesOutWhatIsNamed() {
    Sequential<Layer> saved = filled(mlp("net_"), 1);
    Checkpoint.save(saved, file);
    Sequential<Layer> otherHead = new Sequential<Layer>(Scope.newRoot().named("net_"))
        .add(dense(4).inUnits(5))
        .add(dense(7).inUnits(4));
    filled(otherHead, 2);
    Map<String, String> before = state(otherHead);

    assertThatThrownBy(() -> Checkpoint.load(otherHead, file))
        .hasMessageContaining(".leaveOut(\"1\\\\.weight\")");
    assertThat(state(otherHead)).isEqualTo(before);
    LoadReport report = Checkpoint.load(otherHead, file, LoadOptions.strict().leaveOut("1\\."));

    assertThat(report.leftOut()).containsExactly("1.weight", "1.bias");
    assertThat(report.matched()).containsExactly("0.weight", "0.bias");
    assertThat(report.toString()).contains("left out    2");
    assertThat(state(otherHead))
        .containsEntry("0.weight", state(saved).get("0.weight"))
        .containsEntry("1.weight", before.get("1.weight"));
  }

  @Test
  void renamesByMapAndByFunction() {
    Checkpoint.save(
        filled(TestModel.placed("m_").with("a", DType.FLOAT32, 2).with("b", DType.FLOAT32, 2), 1),
        file);
    TestModel model =
        TestModel.placed("m_").with("x", DType.FLOAT32, 2).with("b2", DType.FLOAT32, 2);

    LoadReport report = Checkpoint.load(
        model, file, LoadOptions.strict().rename(Map.of("a", "x")).rename(name -> name + "2"));

    assertThat(report.renamed()).containsExactly(Map.entry("x", "a"), Map.entry("b2", "b"));
    assertThatThrownBy(
            () -> Checkpoint.load(model, file, LoadOptions.strict().rename(Map.of("aa", "x"))))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll("rename names 'aa'", "The nearest names there: 'a'");
    assertThatThrownBy(() -> Checkpoint.load(model, file, LoadOptions.strict().rename(name -> "x")))
        .hasMessageContaining("rename makes 'x' of both 'a' and 'b'");
  }

  @Test
  void theMessageHasTheRenameThatWouldHelp() {
    Checkpoint.save(filled(TestModel.placed("m_").with("hidden", dense(2).inUnits(2)), 1), file);
    TestModel model = TestModel.placed("m_").with("hiden", dense(2).inUnits(2));

    assertThatThrownBy(() -> Checkpoint.load(model, file))
        .hasMessageContainingAll(
            "older or newer form of dev.ashlar.checkpoint.TestModel",
            ".rename(Map.of(\"hidden.weight\", \"hiden.weight\", \"hidden.bias\", \"hiden.bias\"))");
  }

  @Test
  void aFileThatFitsInTwoWaysIsRefusedUntilItIsSaid() {
    TestModel model = TestModel.placed("m_").with("x", dense(1).inUnits(1));
    write(
        ArrayText.array("x.weight", ElementType.FLOAT32, new byte[4], 1, 1),
        ArrayText.array("m_dense0_weight", ElementType.FLOAT32, new byte[] {0, 0, -128, 63}, 1, 1));

    assertThatThrownBy(() -> Checkpoint.load(model, file))
        .isInstanceOf(MismatchException.class)
        .hasMessageContainingAll(
            "fits the model in more than one way",
            "by structural names (1 of 2 parameters), by full names (1 of 2 parameters)",
            "LoadOptions.strict().keys(KeyScheme.STRUCTURAL)");
    LoadReport report = Checkpoint.load(
        model,
        file,
        LoadOptions.strict().keys(KeyScheme.FULL_NAME).allowMissing().ignoreExtra());
    assertThat(report.matched()).containsExactly("m_dense0_weight");
    assertThat(report.extra()).containsExactly("x.weight");
  }

  @Test
  void aFileWithFullNamesSaysSo() {
    Sequential<Layer> saved = filled(mlp("net_"), 1);
    Checkpoint.saveByName(saved, file);
    Sequential<Layer> loaded = mlp("net_");

    assertThat(Checkpoint.load(loaded, file).keys()).isEqualTo(KeyScheme.FULL_NAME);
    assertThat(state(loaded)).isEqualTo(state(saved));
  }

  @Test
  void mappedValuesAreThoseOfTheFileAndTrainOnTheirOwn() throws IOException {
    Sequential<Layer> saved = filled(mlp("net_"), 1);
    Checkpoint.save(saved, file);
    byte[] bytes = Files.readAllBytes(file);
    Sequential<Layer> loaded = mlp("net_");

    Checkpoint.load(loaded, file, LoadOptions.strict().mapped());

    assertThat(state(loaded)).isEqualTo(state(saved));
    Parameter weight = loaded.structuralParameters().get("0.weight");
    weight.value().addi(1);
    Checkpoint.save(loaded, file); // over the file that is mapped
    Checkpoint.load(saved, file);
    assertThat(state(saved)).isEqualTo(state(loaded));
    assertThat(Files.readAllBytes(file)).isNotEqualTo(bytes);
  }

  @Test
  void aTiedWeightIsStoredOnceAPathWhereTheFormatHasNoMetadata() throws IOException {
    Path params = folder.resolve("x.params");
    TestModel saved = filled(CheckpointRoundTripTest.tied(), 1);

    Checkpoint.save(saved, params);

    assertThat(Checkpoint.keys(params))
        .containsExactly("in.weight", "in.bias", "out.weight", "out.bias");
    TestModel loaded = CheckpointRoundTripTest.tied();
    Checkpoint.load(loaded, params);
    assertThat(state(loaded)).isEqualTo(state(saved));
  }

  @Test
  void optionsPrintWhatTheyAllow() {
    assertThat(LoadOptions.strict()).hasToString("strict");
    assertThat(LoadOptions.strict().allowMissing().ignoreExtra().cast().allowReshape())
        .hasToString(
            "strict, but missing allowed, but extra ignored, but types cast, but shapes changed");
    assertThat(LoadOptions.strict().keys(KeyScheme.FULL_NAME).toString()).startsWith("strict, by ");
  }
}
