package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.checkpoint.Checkpoint;
import dev.ashlar.checkpoint.CheckpointException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Files are saved by what yesterday's source makes and loaded into what today's makes. */
class RenamedModelTest {
  private static final String YESTERDAY = """
      @Block(input = 6) abstract class Top {
        @Child Body body;
        @Child @Dense(units = 4) Layer left;
        @Child @Dense(units = 4) Layer right;
        @Child @Repeat(2) @Dense(units = 4) Sequential<Layer> more;
        @Block abstract static class Body {
          @Child Inner inner;
          @Param(shape = 3) Parameter gain;
        }
        @Block abstract static class Inner { @Child @Dense(units = 5) Layer first; }
      }
      """;

  // The body, what is in it and what is in that are renamed, one of them twice, and two swapped.
  private static final String TODAY = """
      @Block(input = 6) abstract class Top {
        @Child(formerly = "body") Body trunk;
        @Child(formerly = "left") @Dense(units = 4) Layer right;
        @Child(formerly = "right") @Dense(units = 4) Layer left;
        @Child(formerly = "more") @Repeat(2) @Dense(units = 4) Sequential<Layer> rest;
        @Block abstract static class Body {
          @Child(formerly = {"middle", "inner"}) Inner core;
          @Param(shape = 3, formerly = "gain") Parameter scale;
        }
        @Block abstract static class Inner { @Child(formerly = "first") @Dense(units = 5) Layer only; }
      }
      """;

  @TempDir
  Path folder;

  @Test
  void whatWasRenamedOnEveryLevelAndSwappedIsLoaded() throws Exception {
    Layer old = made("yesterday", "demo.NamedTop", YESTERDAY);
    Layer now = made("today", "demo.NamedTop", TODAY);
    Map<String, INDArray> saved = save(old);
    Checkpoint.load(now, folder.resolve("saved.safetensors"));
    Map<String, String> formerNames = new LinkedHashMap<>();
    formerNames.put("trunk.scale", "body.gain");
    formerNames.put("trunk.core.only.weight", "body.inner.first.weight");
    formerNames.put("trunk.core.only.bias", "body.inner.first.bias");
    formerNames.put("left.weight", "right.weight");
    formerNames.put("left.bias", "right.bias");
    formerNames.put("right.weight", "left.weight");
    formerNames.put("right.bias", "left.bias");
    for (int i = 0; i < 2; i++) {
      formerNames.put("rest." + i + ".weight", "more." + i + ".weight");
      formerNames.put("rest." + i + ".bias", "more." + i + ".bias");
    }
    assertThat(now.structuralParameters().keySet())
        .containsExactlyInAnyOrderElementsOf(formerNames.keySet());
    formerNames.forEach((name, former) ->
        assertThat(now.structuralParameters().get(name).value()).isEqualTo(saved.get(former)));
  }

  // Of the parameters of the block itself: two are swapped and one is renamed, then renamed again.
  @Test
  void parametersThatWereRenamedAgainAndSwappedAreLoadedFromEveryVersion() throws Exception {
    String source = """
        @Block(input = 6) abstract class Top {
          @Child @Dense(units = 4) Layer body;
          @Param(shape = 3) Parameter a;
          @Param(shape = 3) Parameter b;
          @Param(shape = 2) Parameter gain;
        }
        """;
    String second = source
        .replace("(shape = 3) Parameter a", "(shape = 3, formerly = \"b\") Parameter a")
        .replace("(shape = 3) Parameter b", "(shape = 3, formerly = \"a\") Parameter b")
        .replace("(shape = 2) Parameter gain", "(shape = 2, formerly = \"gain\") Parameter scale");
    String third = second
        .replace(
            "(shape = 3, formerly = \"a\") Parameter b",
            "(shape = 3, formerly = {\"b\", \"a\"}) Parameter c")
        .replace(
            "(shape = 2, formerly = \"gain\") Parameter scale",
            "(shape = 2, formerly = {\"scale\", \"gain\"}) Parameter factor");
    Map<String, INDArray> first = save(made("first", "demo.NamedTop", source));
    checkLoaded(
        made("second", "demo.NamedTop", second), first, "a", "b", "b", "a", "scale", "gain");
    checkLoaded(made("third", "demo.NamedTop", third), first, "a", "b", "c", "a", "factor", "gain");
    Map<String, INDArray> later = save(made("later", "demo.NamedTop", second));
    checkLoaded(made("last", "demo.NamedTop", third), later, "a", "a", "c", "b", "factor", "scale");
  }

  // One comes back to its first name while the block's class moves and a new member is added; the
  // new one takes no name that ever was.
  @Test
  void aNameThatComesBackIsLoadedFromEveryVersion() throws Exception {
    String first = """
        @Block(input = 6) abstract class Top {
          @Child @Dense(units = 4) Layer a;
          @Child @Dense(units = 4) Layer b;
        }
        """;
    String second = first.replace(
        "@Child @Dense(units = 4) Layer a", "@Child(formerly = \"a\") @Dense(units = 4) Layer c");
    String third = "package other; "
        + first
            .replace("(input = 6)", "(input = 6, formerly = \"demo.Top\")")
            .replace("class Top", "class Net")
            .replace(
                "@Child @Dense(units = 4) Layer a",
                "@Child(formerly = {\"c\", \"a\"}) @Dense(units = 4) Layer a")
            .replace(
                "@Child @Dense(units = 4) Layer b",
                "@Child(prefix = \"d_\", formerly = \"b\") @Dense(units = 4) Layer d");
    Map<String, INDArray> oldest = save(made("first", "demo.NamedTop", first));
    checkLoaded(
        made("third", "other.NamedNet", third),
        oldest,
        "a.weight",
        "a.weight",
        "d.weight",
        "b.weight");
    Map<String, INDArray> later = save(made("second", "demo.NamedTop", second));
    checkLoaded(
        made("last", "other.NamedNet", third),
        later,
        "a.weight",
        "c.weight",
        "d.weight",
        "b.weight");
  }

  private void checkLoaded(Layer model, Map<String, INDArray> saved, String... namesAndFormer) {
    Checkpoint.load(model, folder.resolve("saved.safetensors"));
    for (int i = 0; i < namesAndFormer.length; i += 2) {
      assertThat(model.structuralParameters().get(namesAndFormer[i]).value())
          .as(namesAndFormer[i])
          .isEqualTo(saved.get(namesAndFormer[i + 1]));
    }
  }

  @Test
  void whatTodaysSourceSavesItLoadsUnderTodaysNames() throws Exception {
    Layer now = made("today", "demo.NamedTop", TODAY);
    Map<String, INDArray> saved = save(now);
    Layer again = made("again", "demo.NamedTop", TODAY);
    Checkpoint.load(again, folder.resolve("saved.safetensors"));
    saved.forEach((name, value) ->
        assertThat(again.structuralParameters().get(name).value()).isEqualTo(value));
  }

  @Test
  void aBlockThatMovedIsLoaded() throws Exception {
    Map<String, INDArray> saved = save(made("yesterday", "demo.NamedTop", YESTERDAY));
    Layer now = made(
        "today",
        "other.NamedNet",
        "package other; "
            + YESTERDAY.replace(
                "@Block(input = 6) abstract class Top",
                "@Block(input = 6, formerly = \"demo.Top\") abstract class Net"));
    Checkpoint.load(now, folder.resolve("saved.safetensors"));
    saved.forEach((name, value) ->
        assertThat(now.structuralParameters().get(name).value()).isEqualTo(value));
  }

  @Test
  void aFileOfAnOlderVersionIsRefusedWithTheVersion() throws Exception {
    save(made("yesterday", "demo.NamedTop", YESTERDAY));
    Path file = folder.resolve("saved.safetensors");
    Layer inside = made(
        "inside",
        "demo.NamedTop",
        YESTERDAY.replace(
            "@Block abstract static class Inner",
            "@Block(version = 2) abstract static class Inner"));
    assertThatThrownBy(() -> Checkpoint.load(inside, file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("version 1")
        .hasMessageContaining("version 2")
        .hasMessageContaining("body.inner");
    Layer top =
        made("top", "demo.NamedTop", YESTERDAY.replace("(input = 6)", "(input = 6, version = 3)"));
    assertThatThrownBy(() -> Checkpoint.load(top, file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("version 1")
        .hasMessageContaining("version 3");
  }

  private Map<String, INDArray> save(Layer model) {
    Network.of(model).initialize(11);
    Checkpoint.save(model, folder.resolve("saved.safetensors"));
    Map<String, INDArray> values = new LinkedHashMap<>();
    model
        .structuralParameters()
        .forEach((name, parameter) -> values.put(name, parameter.value().dup()));
    return values;
  }

  private Layer made(String tree, String named, String source) throws Exception {
    Project project = Project.in(folder.resolve(tree)).processed().compile(source);
    assertThat(project.errors()).isEmpty();
    URLClassLoader loader = new URLClassLoader(
        new URL[] {folder.resolve(tree).toUri().toURL()}, getClass().getClassLoader());
    var constructor = loader.loadClass(named).getDeclaredConstructor(Scope.class);
    constructor.setAccessible(true);
    return (Layer) constructor.newInstance(Scope.newRoot());
  }
}
