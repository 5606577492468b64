package dev.ashlar.checkpoint;

import static dev.ashlar.checkpoint.TestModel.filled;
import static dev.ashlar.checkpoint.TestModel.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.shape.DType;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of before a rename load, at any level; files that cannot tell are refused. */
class FormerNamesTest {
  @TempDir
  Path folder;

  private Path file(TestModel saved, String name) {
    Path file = folder.resolve(name);
    Checkpoint.save(filled(saved, 1), file);
    return file;
  }

  private Path file(TestModel saved) {
    return file(saved, "x.safetensors");
  }

  private static TestModel of(String... parameters) {
    TestModel model = TestModel.placed("m_");
    for (String parameter : parameters) {
      model.with(parameter, DType.FLOAT32, 2);
    }
    return model;
  }

  private static TestModel block(String... parameters) {
    TestModel model = TestModel.unplaced();
    for (String parameter : parameters) {
      model.with(parameter, DType.FLOAT32, 2);
    }
    return model;
  }

  private static TestModel formerly(TestModel model, String name, String... former) {
    model.node().formerly(name, former);
    return model;
  }

  private static void assertTaken(
      TestModel now, TestModel then, Map<String, String> fromNowToThen) {
    Map<String, String> taken = state(now);
    Map<String, String> saved = state(then);
    fromNowToThen.forEach(
        (name, before) -> assertThat(taken.get(name)).isEqualTo(saved.get(before)));
  }

  @Test
  void aParameterIsFoundUnderAnyFormerName() {
    for (String before : new String[] {"w", "v", "u"}) {
      TestModel then = of(before, "b");
      TestModel now = formerly(of("w", "b"), "w", "v", "u");

      LoadReport report = Checkpoint.load(now, file(then));

      assertTaken(now, then, Map.of("w", before, "b", "b"));
      assertThat(report.renamed()).isEqualTo(before.equals("w") ? Map.of() : Map.of("w", before));
    }
  }

  @Test
  void namesOfAllLevelsCompose() {
    TestModel then = of().with("enc", block().with("mid", block("g")));
    TestModel now = formerly(
        of().with(
                "encoder",
                formerly(
                    block().with("middle", formerly(block("gamma"), "gamma", "g")),
                    "middle",
                    "mid")),
        "encoder",
        "enc");

    LoadReport report = Checkpoint.load(now, file(then));

    assertThat(report.renamed()).containsExactly(Map.entry("encoder.middle.gamma", "enc.mid.g"));
    assertTaken(now, then, Map.of("encoder.middle.gamma", "enc.mid.g"));
  }

  @Test
  void aSwapIsToldApartInOldFilesAndInNewOnes() {
    TestModel then = of("a", "b");
    TestModel now = formerly(formerly(of("a", "b"), "a", "b"), "b", "a");
    Checkpoint.load(now, file(then));
    assertTaken(now, then, Map.of("a", "b", "b", "a"));

    TestModel again = formerly(formerly(of("a", "b"), "a", "b"), "b", "a");
    assertThat(Checkpoint.load(again, file(now)).renamed()).isEmpty();
  }

  @Test
  void aSwapOfBlocksSwapsAllBelow() {
    TestModel then = of().with("a", block("w", "c")).with("b", block("w", "c"));
    TestModel now = formerly(
        formerly(of().with("a", block("w", "c")).with("b", block("w", "c")), "a", "b"), "b", "a");

    Checkpoint.load(now, file(then));

    assertTaken(now, then, Map.of("a.w", "b.w", "b.c", "a.c"));
  }

  @Test
  void aNameThatAnotherTookOverIsItsFormerOwners() {
    TestModel then = of("x", "y");
    TestModel now = formerly(formerly(of("c", "x"), "c", "x"), "x", "y");

    Checkpoint.load(now, file(then));

    assertTaken(now, then, Map.of("c", "x", "x", "y"));
  }

  @Test
  void aFileFromBetweenTwoSwapsIsUnderstood() {
    TestModel middle = formerly(formerly(of("a", "b"), "a", "b"), "b", "a");
    TestModel now = formerly(formerly(of("a", "b"), "a", "b", "a"), "b", "a", "b");

    Checkpoint.load(now, file(middle));

    assertTaken(now, middle, Map.of("a", "b", "b", "a"));
  }

  @Test
  void aFormerNameMayBeDeclaredAfterTheFileWasSaved() {
    TestModel then = of("a");
    TestModel now = formerly(of("a"), "a", "x");

    assertThat(Checkpoint.load(now, file(then)).renamed()).isEmpty();
  }

  @Test
  void aSwapInAFileThatTellsNothingIsRefusedUntilItIsSaid() {
    TestModel then = of("a", "b");
    Path file = file(then, "x.params");
    TestModel now = formerly(formerly(of("a", "b"), "a", "b"), "b", "a");

    assertThatThrownBy(() -> Checkpoint.load(now, file))
        .isInstanceOf(MismatchException.class)
        .hasMessageContainingAll("could be", "LoadOptions.strict().rename(Map.of(");

    LoadReport report =
        Checkpoint.load(now, file, LoadOptions.strict().rename(Map.of("a", "b", "b", "a")));
    assertThat(report.renamed()).containsOnly(Map.entry("a", "b"), Map.entry("b", "a"));
    assertTaken(now, then, Map.of("a", "b", "b", "a"));

    Checkpoint.load(now, file, LoadOptions.strict().rename(Map.of("a", "a", "b", "b")));
    assertTaken(now, then, Map.of("a", "a", "b", "b"));
  }

  @Test
  void aFormerNameThatIsAlsoThereIsExtra() {
    Path file = file(of("old", "new"));

    assertThatThrownBy(() -> Checkpoint.load(formerly(of("new"), "new", "old"), file))
        .isInstanceOf(MismatchException.class)
        .hasMessageContaining("'old' loaded from file");
  }

  @Test
  void aParametersFormerNameIsFoundInFullNamesToo() {
    TestModel then = of("gain");
    Path file = folder.resolve("x.safetensors");
    Checkpoint.saveByName(filled(then, 1), file);

    LoadReport report = Checkpoint.load(formerly(of("scale"), "scale", "gain"), file);

    assertThat(report.keys()).isEqualTo(KeyScheme.FULL_NAME);
    assertThat(report.renamed()).containsExactly(Map.entry("m_scale", "m_gain"));
  }

  @Test
  void anotherVersionIsRefusedUntilItIsAccepted() {
    TestModel now = of("w");
    now.node().version(3);
    Path file = file(of("w"));

    assertThatThrownBy(() -> Checkpoint.load(now, file))
        .isInstanceOf(MismatchException.class)
        .hasMessage("file '" + file
            + "' was saved from version 1 of dev.ashlar.checkpoint.TestModel, the model has version 3: version 3 was declared"
            + " because files of before no longer fit. To load it all the same, call"
            + " Checkpoint.load(model, file, LoadOptions.strict().acceptVersion(1)), and say what has changed by rename,"
            + " allowMissing or ignoreExtra.");
    assertThatThrownBy(() -> Checkpoint.load(now, file, LoadOptions.strict().acceptVersion(2)))
        .isInstanceOf(MismatchException.class);
    assertThat(Checkpoint.load(now, file, LoadOptions.strict().acceptVersion(1)).matched())
        .containsExactly("w");

    assertThatThrownBy(() -> Checkpoint.load(of("w"), file(now)))
        .hasMessageContainingAll("version 3", "saved by a newer program");
    Checkpoint.load(now, file(now));
  }

  @Test
  void aNestedBlocksVersionCountsWhereverItStandsIfTheFileHoldsIt() {
    TestModel inner = block("w");
    inner.node().version(2);
    TestModel now = formerly(of("b").with("head", inner), "head", "top");

    assertThatThrownBy(() -> Checkpoint.load(now, file(of("b").with("top", block("w")))))
        .hasMessageContaining("version 1 of the block 'head'");
    Checkpoint.load(now, file(of("b")), LoadOptions.strict().allowMissing());
    TestModel old = block("w");
    old.node().version(2);
    Checkpoint.load(now, file(of("b").with("top", old)));
  }
}
