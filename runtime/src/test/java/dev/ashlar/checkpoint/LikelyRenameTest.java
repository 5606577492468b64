package dev.ashlar.checkpoint;

import static dev.ashlar.checkpoint.TestModel.filled;
import static dev.ashlar.checkpoint.TestModel.state;
import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The call that a mismatch names does load the file. */
class LikelyRenameTest {
  private static final String CALL = "Checkpoint.load(model, file, LoadOptions.strict().rename(";

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("x.params"); // without metadata, as other programs' files
  }

  private static TestModel model(String one, String two) {
    return TestModel.placed("m_")
        .with(one, dense(4).inUnits(5))
        .with(two, dense(3).inUnits(4));
  }

  private static TestModel around(String name, TestModel model) {
    return TestModel.placed("w_").with(name, model);
  }

  private void assertRefused(TestModel model, String what) {
    assertThatThrownBy(() -> Checkpoint.load(model, file))
        .isInstanceOf(MismatchException.class)
        .hasMessageContaining(what);
  }

  @Test
  void namesALevelDeeperInTheFile() {
    TestModel saved = filled(model("in", "out"), 1);
    Checkpoint.save(around("module", saved), file);
    TestModel loaded = model("in", "out");

    assertRefused(
        loaded,
        " The file's names are the model's with 'module.' in front: call " + CALL
            + "name -> name.replaceFirst(\"^module\\\\.\", \"\"))).");

    Checkpoint.load(
        loaded, file, LoadOptions.strict().rename(name -> name.replaceFirst("^module\\.", "")));
    assertThat(state(loaded)).isEqualTo(state(saved));
  }

  @Test
  void namesALevelDeeperInTheModel() {
    TestModel saved = filled(model("in", "out"), 1);
    Checkpoint.save(saved, file);
    TestModel loaded = model("in", "out");

    assertRefused(
        around("body", loaded),
        " The model's names are the file's with 'body.' in front: call " + CALL
            + "name -> \"body.\" + name)).");

    Checkpoint.load(
        around("body", loaded), file, LoadOptions.strict().rename(name -> "body." + name));
    assertThat(state(loaded)).isEqualTo(state(saved));
  }

  @Test
  void twoMembersThatHaveEachOthersName() {
    TestModel saved = filled(model("in", "out"), 1);
    Checkpoint.save(saved, file);
    TestModel loaded = model("out", "in");

    assertRefused(
        loaded,
        "Parameter 'out.weight' is (3, 4) in file '" + file
            + "', in the model (4, 5) (0: not known yet). 'out' would fit what the file calls 'in', and the other"
            + " way round. If they have swapped their names, declare it with formerly, or call "
            + CALL
            + "Map.of(\"out.weight\", \"in.weight\", \"in.weight\", \"out.weight\","
            + " \"out.bias\", \"in.bias\", \"in.bias\", \"out.bias\"))).");

    Checkpoint.load(
        loaded,
        file,
        LoadOptions.strict()
            .rename(Map.of(
                "out.weight",
                "in.weight",
                "in.weight",
                "out.weight",
                "out.bias",
                "in.bias",
                "in.bias",
                "out.bias")));
    assertThat(state(loaded).get("out.weight")).isEqualTo(state(saved).get("in.weight"));
    assertThat(state(loaded).get("in.bias")).isEqualTo(state(saved).get("out.bias"));
  }

  @Test
  void oneMemberWithAnotherName() {
    TestModel saved = filled(model("hidden", "out"), 1);
    Checkpoint.save(saved, file);
    TestModel loaded = model("hidden", "output");

    assertRefused(
        loaded,
        " If 'out.weight' is 'output.weight' now, declare it with formerly, or call " + CALL
            + "Map.of(\"out.weight\", \"output.weight\", \"out.bias\", \"output.bias\"))).");

    Checkpoint.load(
        loaded,
        file,
        LoadOptions.strict()
            .rename(Map.of("out.weight", "output.weight", "out.bias", "output.bias")));
    assertThat(state(loaded).get("output.bias")).isEqualTo(state(saved).get("out.bias"));
  }

  @Test
  void nothingIsSaidWhereNothingIsPlain() {
    Checkpoint.save(filled(model("convolution", "out"), 1), file);

    assertThatThrownBy(() -> Checkpoint.load(model("a", "out"), file))
        .isInstanceOf(MismatchException.class)
        .hasMessageStartingWith("Parameter 'a.weight' is missing")
        .message()
        .doesNotContain("rename");
  }
}
