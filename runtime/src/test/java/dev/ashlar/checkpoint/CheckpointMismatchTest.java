package dev.ashlar.checkpoint;

import static dev.ashlar.checkpoint.TestModel.filled;
import static dev.ashlar.checkpoint.TestModel.lazyMlp;
import static dev.ashlar.checkpoint.TestModel.mlp;
import static dev.ashlar.checkpoint.TestModel.state;
import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ashlar.Layer;
import dev.ashlar.Scope;
import dev.ashlar.file.PlainSafetensors;
import dev.ashlar.layer.Sequential;
import dev.ashlar.shape.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class CheckpointMismatchTest {
  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("x.safetensors");
  }

  private static Sequential<Layer> oneLayer() {
    return new Sequential<Layer>(Scope.newRoot().named("one_")).add(dense(4).inUnits(5));
  }

  @Test
  void namesTheFirstMissingParameterByStructure() {
    Checkpoint.save(filled(oneLayer(), 1), file);

    MismatchException refused =
        catchThrowableOfType(MismatchException.class, () -> Checkpoint.load(mlp("net_"), file));

    assertThat(refused)
        .hasMessage(
            "Parameter '1.weight' is missing in file '" + file
                + "', which contains parameters: '0.weight', '0.bias'."
                + " 2 are missing: '1.weight', '1.bias'."
                + " To load the others only, call Checkpoint.load(model, file, LoadOptions.strict().allowMissing()).");
    assertThat(refused.missing()).containsExactly("1.weight", "1.bias");
    assertThat(refused.extra()).isEmpty();
  }

  @Test
  void namesTheOtherPrefixByName() {
    Checkpoint.saveByName(filled(mlp("model0_"), 1), file);

    assertThatThrownBy(() -> Checkpoint.loadByName(mlp("model1_"), file))
        .isInstanceOf(MismatchException.class)
        .hasMessage(
            "Parameter 'model1_dense0_weight' is missing in file '" + file
                + "', which contains parameters: 'model0_dense0_weight',"
                + " 'model0_dense0_bias', 'model0_dense1_weight', 'model0_dense1_bias'."
                + " 4 are missing: 'model1_dense0_weight', 'model1_dense0_bias', 'model1_dense1_weight', 'model1_dense1_bias'."
                + " The nearest names there: 'model0_dense0_weight', 'model0_dense1_weight', 'model0_dense0_bias'."
                + " Please make sure source and target networks have the same prefix."
                + " The file's names begin with 'model0_', the model's with 'model1_': give the model that prefix, or save and load by"
                + " structure (Checkpoint.save, Checkpoint.load), which asks for no prefix,"
                + " or call Checkpoint.loadByName(model, file, LoadOptions.strict().rename(name -> name.replaceFirst(\"^model0_\", \"model1_\"))).");
  }

  @Test
  void cutsLongListsAsGluonDoes() {
    Sequential<Layer> many = new Sequential<>(Scope.newRoot().named("net_"));
    for (int i = 0; i < 4; i++) {
      many.add(dense(2).inUnits(2));
    }
    Checkpoint.saveByName(filled(many, 1), file);

    assertThatThrownBy(() -> Checkpoint.loadByName(mlp("a_"), file))
        .hasMessageContaining(
            "which contains parameters: 'net_dense0_weight', 'net_dense0_bias', 'net_dense1_weight', ..., 'net_dense2_weight',"
                + " 'net_dense2_bias', 'net_dense3_weight', 'net_dense3_bias'.");
  }

  @Test
  void namesWhatTheModelLacks() {
    Checkpoint.save(filled(mlp("net_"), 1), file);

    MismatchException refused =
        catchThrowableOfType(MismatchException.class, () -> Checkpoint.load(oneLayer(), file));

    assertThat(refused)
        .hasMessage(
            "Parameter '1.weight' loaded from file '" + file
                + "' is not present in the model, which contains parameters: '0.weight',"
                + " '0.bias'. 2 are in the file alone: '1.weight', '1.bias'."
                + " To leave it out, call Checkpoint.load(model, file, LoadOptions.strict().ignoreExtra()).");
    assertThat(refused.extra()).containsExactly("1.weight", "1.bias");
  }

  @Test
  void namesTheNearestNameAndTheOtherClass() {
    Checkpoint.save(
        filled(
            TestModel.placed("m_")
                .with("hidden", dense(4).inUnits(5))
                .with("out", dense(3).inUnits(4)),
            1),
        file);
    Sequential<Layer> renamed = new Sequential<>(Scope.newRoot());
    TestModel model = TestModel.placed("m_")
        .with("hiden", dense(4).inUnits(5))
        .with("out", dense(3).inUnits(4));

    assertThatThrownBy(() -> Checkpoint.load(model, file))
        .hasMessageContaining("The nearest names there: 'hidden.weight'");
    assertThatThrownBy(() -> Checkpoint.load(renamed.add(dense(3)), file))
        .hasMessageContaining(
            "The file was saved from a dev.ashlar.checkpoint.TestModel, the model is a dev.ashlar.layer.Sequential."
                + " None of the model's names is there. If they are the model's parameters, say which is which: call"
                + " Checkpoint.load(model, file, LoadOptions.strict().rename(Map.of(\"hidden.weight\", \"0.weight\", ...))).");
  }

  @Test
  void saysWhichCallReadsTheOtherScheme() {
    Checkpoint.save(filled(mlp("net_"), 1), file);

    assertThatThrownBy(() -> Checkpoint.loadByName(mlp("net_"), file))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "file '" + file
                + "' says that it holds structural names, not full names: call Checkpoint.load(model, file)");
  }

  @Test
  void saysWhichCallReadsAFileOfAnotherProgram() throws IOException {
    Files.write(
        file,
        PlainSafetensors.bytes(
            "{\"m_w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", new byte[4]));

    assertThatThrownBy(() -> Checkpoint.load(
            TestModel.placed("m_").with("w", DType.FLOAT32, 1),
            file,
            LoadOptions.strict().keys(KeyScheme.STRUCTURAL)))
        .hasMessageContaining(
            "The file's names are the model's full names: call Checkpoint.loadByName(model, file).");
  }

  @Test
  void loadsWhatIsThereWhenMissingIsAllowed() {
    Sequential<Layer> saved = filled(oneLayer(), 1);
    Checkpoint.save(saved, file);
    Sequential<Layer> model = filled(mlp("net_"), 2);
    Map<String, String> before = state(model);

    LoadReport report = Checkpoint.load(model, file, LoadOptions.strict().allowMissing());

    assertThat(report.matched()).containsExactly("0.weight", "0.bias");
    assertThat(report.missing()).containsExactly("1.weight", "1.bias");
    assertThat(state(model))
        .containsAllEntriesOf(state(saved))
        .containsEntry("1.weight", before.get("1.weight"));
    assertThat(report.toString().lines())
        .containsExactly(
            file + " (safetensors), by structural names",
            "  matched     2  '0.weight', '0.bias'",
            "  missing     2  '1.weight', '1.bias'",
            "  extra       0");
  }

  @Test
  void leavesOutWhatIsExtraWhenThatIsIgnored() {
    Sequential<Layer> saved = filled(mlp("net_"), 1);
    Checkpoint.save(saved, file);
    Sequential<Layer> model = oneLayer();

    LoadReport report = Checkpoint.load(model, file, LoadOptions.strict().ignoreExtra());

    assertThat(report.extra()).containsExactly("1.weight", "1.bias");
    assertThat(state(saved)).containsAllEntriesOf(state(model));
  }

  @Test
  void refusesALoadThatLoadsNothing() {
    Checkpoint.save(filled(TestModel.placed("m_").with("w", DType.FLOAT32, 1), 1), file);

    assertThatThrownBy(() -> Checkpoint.load(
            oneLayer(), file, LoadOptions.strict().allowMissing().ignoreExtra()))
        .isInstanceOf(MismatchException.class)
        .hasMessageStartingWith("No parameter of the model is in file '" + file + "'");
  }

  @Test
  void namesAShapeThatDoesNotFit() {
    Checkpoint.save(filled(mlp("net_"), 1), file);
    Sequential<Layer> wider = new Sequential<Layer>(Scope.newRoot().named("w_"))
        .add(dense(4).inUnits(6))
        .add(dense(3));

    assertThatThrownBy(() -> Checkpoint.load(wider, file))
        .isInstanceOf(MismatchException.class)
        .hasMessageStartingWith(
            "Parameter '0.weight' is (4, 5) in file '" + file + "', in the model (4, 6)");
    assertThat(wider.structuralParameters().get("1.weight").shape()).hasToString("(3, 0)");
  }

  @Test
  void namesATypeThatDiffersAndTheCallThatChangesIt() throws IOException {
    Sequential<Layer> doubles = mlp("net_");
    doubles.collectParameters().cast(DType.FLOAT64);
    Checkpoint.save(filled(doubles, 1), file);
    assertThatThrownBy(() -> Checkpoint.load(mlp("net_"), file))
        .isInstanceOf(MismatchException.class)
        .hasMessage("Parameter '0.weight' is float64 in file '" + file
            + "', in the model float32. To turn it into the model's type, call Checkpoint.load(model, file, LoadOptions.strict().cast())."
            + " To load it as it is, call"
            + " model.collectParameters().cast(DType.FLOAT64) first.");

    Files.write(
        file,
        PlainSafetensors.bytes(
            "{\"w\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}", new byte[4]));
    assertThatThrownBy(
            () -> Checkpoint.load(TestModel.placed("m_").with("w", DType.FLOAT32, 2), file))
        .isInstanceOf(MismatchException.class)
        .hasMessage(
            "Parameter 'w' is bfloat16 in file '" + file
                + "', in the model float32. To turn it into the model's type, call Checkpoint.load(model, file, LoadOptions.strict().cast()).");
  }

  @Test
  void refusesArraysWithoutElements() throws IOException {
    Files.write(
        file,
        PlainSafetensors.bytes(
            "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,0],\"data_offsets\":[0,0]}}", new byte[0]));

    assertThatThrownBy(
            () -> Checkpoint.load(TestModel.placed("m_").with("w", DType.FLOAT32, 2, 0), file))
        .isInstanceOf(MismatchException.class)
        .hasMessageStartingWith("Parameter 'w' is (2, 0) in file");
  }

  @Test
  void refusesATiedWeightWithTwoValues() {
    TestModel untied = TestModel.placed("m_")
        .with("in", dense(2).inUnits(2))
        .with("out", dense(2).inUnits(2));
    Checkpoint.save(filled(untied, 1), file);
    TestModel tied = CheckpointRoundTripTest.tied();

    assertThatThrownBy(() -> Checkpoint.load(tied, file))
        .isInstanceOf(MismatchException.class)
        .hasMessageStartingWith(
            "Parameters 'in.weight' and 'out.weight' are one parameter in the model, but differ in file");
    assertThat(tied.structuralParameters().get("in.weight").hasValue()).isFalse();
  }

  @Test
  void aFailedLoadChangesNothing() {
    Sequential<Layer> longer = filled(mlp("net_"), 1);
    longer.add(dense(2).inUnits(3));
    filled(longer, 2);
    Checkpoint.save(longer, file);
    Sequential<Layer> valued = filled(mlp("net_"), 3);
    Sequential<Layer> unknown = lazyMlp("net_");
    unknown.structuralParameters().get("1.bias").set(Nd4j.createFromArray(1f, 2f, 3f));
    Map<String, String> valuedBefore = state(valued);
    Map<String, String> unknownBefore = state(unknown);

    assertThatThrownBy(() -> Checkpoint.load(valued, file)).isInstanceOf(MismatchException.class);
    assertThatThrownBy(() -> Checkpoint.load(unknown, file)).isInstanceOf(MismatchException.class);

    assertThat(state(valued)).isEqualTo(valuedBefore);
    assertThat(state(unknown)).isEqualTo(unknownBefore);
    assertThat(unknown.structuralParameters().get("0.weight").hasValue()).isFalse();
    assertThat(unknown.structuralParameters().get("0.weight").shape()).hasToString("(4, 0)");
  }

  @Test
  void metadataOfOursIsHeldToItsOwnRules() throws IOException {
    writeFile(GOOD.replace("{'a'", "{'__metadata__':{'ashlar.format':'2'},'a'"), 8);
    assertThatThrownBy(() -> Checkpoint.keys(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("format '2'");
    writeFile(GOOD.replace("{'a'", "{'__metadata__':{'ashlar.format':'1'},'a'"), 8);
    assertRefused("ashlar.keys missing");
    writeFile(
        GOOD.replace(
            "{'a'",
            "{'__metadata__':{'ashlar.format':'1','ashlar.keys':'structural','ashlar.alias.b':'c'},'a'"),
        8);
    assertRefused("'b' stored as 'c', but that is not there");
  }

  private static final String GOOD = "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}";

  private void writeFile(String header, int dataBytes) throws IOException {
    Files.write(file, PlainSafetensors.bytes(header.replace('\'', '"'), new byte[dataBytes]));
  }

  private void assertRefused(String part) {
    assertThatThrownBy(() -> Checkpoint.keys(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("file '" + file + "' is not valid safetensors: ")
        .hasMessageContaining(part);
  }
}
