package dev.ashlar.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.Layer;
import dev.ashlar.shape.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of a file's keys is which of a model's, where names have changed. */
class RenamesTest {
  private static final Path FILE = Path.of("some.file");

  @Test
  void everyLevelOfAPathCanHaveBeenRenamed() {
    Layer old = model().with("a", model().with("b", model().with("w", DType.FLOAT32, 1)));
    TestModel inner = model().with("z", DType.FLOAT32, 1);
    inner.node().formerly("z", "w");
    TestModel middle = model().with("y", inner);
    middle.node().formerly("y", "b");
    TestModel now = model().with("x", middle);
    now.node().formerly("x", "a");
    assertThat(load(now, old)).isEqualTo(Map.of("x.y.z", "a.b.w"));
    assertThat(load(now, now)).isEqualTo(Map.of("x.y.z", "x.y.z"));
  }

  @Test
  void whatIsNotThereIsLeftOut() {
    TestModel now = model().with("new", DType.FLOAT32, 1).with("w", DType.FLOAT32, 1);
    now.node().formerly("new", "old");
    assertThat(load(now, model().with("w", DType.FLOAT32, 1))).isEqualTo(Map.of("w", "w"));
  }

  @Test
  void swappedNamesAreFollowedInOldFilesAndInNewOnes() {
    TestModel old = model().with("a", DType.FLOAT32, 1).with("b", DType.FLOAT32, 1);
    TestModel now = model().with("a", DType.FLOAT32, 1).with("b", DType.FLOAT32, 1);
    now.node().formerly("a", "b").formerly("b", "a");
    assertThat(load(now, old)).isEqualTo(Map.of("a", "b", "b", "a"));
    assertThat(load(now, now)).isEqualTo(Map.of("a", "a", "b", "b"));
  }

  @Test
  void aFileOfAnotherProgramThatCouldBeFromBeforeOrAfterIsRefused() {
    TestModel now = model().with("a", DType.FLOAT32, 1).with("b", DType.FLOAT32, 1);
    now.node().formerly("a", "b").formerly("b", "a");
    History none = History.of(FILE, false, Map.of());
    assertThatThrownBy(() -> Renames.of(now, KeyScheme.STRUCTURAL, none, Set.of("a", "b")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("does not tell whether its 'a' is the one that has this name now");
    assertThat(Renames.of(now, KeyScheme.STRUCTURAL, none, Set.of("b")))
        .isEqualTo(Map.of("a", "b"));
  }

  @Test
  void parametersAreFoundByTheirFormerFullNames() {
    TestModel old = TestModel.placed("net_").with("gain", DType.FLOAT32, 1);
    TestModel now = TestModel.placed("net_").with("scale", DType.FLOAT32, 1);
    now.node().formerly("scale", "gain");
    assertThat(Renames.of(now, KeyScheme.FULL_NAME, history(old), Set.of("net_gain")))
        .isEqualTo(Map.of("net_scale", "net_gain"));
    assertThat(Renames.of(now, KeyScheme.FULL_NAME, history(now), Set.of("net_scale")))
        .isEqualTo(Map.of("net_scale", "net_scale"));
  }

  @Test
  void swappedFullNamesAreFollowed() {
    TestModel old =
        TestModel.placed("net_").with("a", DType.FLOAT32, 1).with("b", DType.FLOAT32, 1);
    TestModel now =
        TestModel.placed("net_").with("a", DType.FLOAT32, 1).with("b", DType.FLOAT32, 1);
    now.node().formerly("a", "b").formerly("b", "a");
    Set<String> keys = Set.of("net_a", "net_b");
    assertThat(Renames.of(now, KeyScheme.FULL_NAME, history(old), keys))
        .isEqualTo(Map.of("net_a", "net_b", "net_b", "net_a"));
    assertThat(Renames.of(now, KeyScheme.FULL_NAME, history(now), keys))
        .isEqualTo(Map.of("net_a", "net_a", "net_b", "net_b"));
  }

  @Test
  void anOlderVersionIsRefusedWhereverItsBlockStands() {
    Layer old = model().with("a", model().with("w", DType.FLOAT32, 1));
    TestModel block = model().with("w", DType.FLOAT32, 1);
    block.node().version(3);
    TestModel now = model().with("b", block);
    now.node().formerly("b", "a");
    assertThatThrownBy(() -> load(now, old))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "file 'some.file' holds version 1 of 'b'; the model's is version 3, which declares that older files do not"
                + " fit: load the file with the program that saved it, or train the model anew");
    assertThat(load(now, now)).isEqualTo(Map.of("b.w", "b.w"));
  }

  @Test
  void aNewerVersionIsRefused() {
    TestModel newer = model().with("w", DType.FLOAT32, 1);
    newer.node().version(2);
    assertThatThrownBy(() -> load(model().with("w", DType.FLOAT32, 1), newer))
        .hasMessage(
            "file 'some.file' holds version 2 of the model; the model's is version 1, which is older: load the file with"
                + " a program of version 2");
  }

  @Test
  void theVersionOfABlockThatIsNotInTheFileDoesNotMatter() {
    TestModel block = model().with("w", DType.FLOAT32, 1);
    block.node().version(2);
    TestModel now = model().with("a", block).with("b", DType.FLOAT32, 1);
    assertThat(load(now, model().with("b", DType.FLOAT32, 1))).isEqualTo(Map.of("b", "b"));
  }

  @Test
  void filesOfOtherProgramsHaveNoVersion() {
    TestModel now = model().with("w", DType.FLOAT32, 1);
    now.node().version(2);
    assertThat(
            Renames.of(now, KeyScheme.STRUCTURAL, History.of(FILE, false, Map.of()), Set.of("w")))
        .isEqualTo(Map.of("w", "w"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "a\tb", "a\t0", "a\t-1", "a\t99999999999", "", "a\t1\nb"})
  void versionsThatMakeNoSenseAreRefused(String text) {
    assertThatThrownBy(() -> History.of(FILE, true, Map.of("ashlar.version", text)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("its metadata ashlar.version is not what this library writes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ta", "a\tb.c", "", "a.\tb", "a\t", "a\tb\tb"})
  void formerNamesThatMakeNoSenseAreRefused(String text) {
    assertThatThrownBy(() -> History.of(FILE, true, Map.of("ashlar.formerly", text)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("its metadata ashlar.formerly is not what this library writes");
  }

  /** A tree whose members are renamed at random, again and again: every past file is understood. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomRenamesComposeOverAllLevels(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 40; run++) {
      Thing root = Thing.random(3, random);
      List<Map<Integer, String>> keysThen = new ArrayList<>();
      List<History> histories = new ArrayList<>();
      for (int time = 0; time < 6; time++) {
        Layer model = root.model();
        keysThen.add(root.keys("", new TreeMap<>()));
        histories.add(history(model));
        if (time < 5) {
          root.rename(random);
        }
      }
      Map<Integer, String> keysNow = root.keys("", new TreeMap<>());
      for (int time = 0; time < 6; time++) {
        Map<String, String> expected = new LinkedHashMap<>();
        Map<Integer, String> then = keysThen.get(time);
        keysNow.forEach((parameter, key) -> expected.put(key, then.get(parameter)));
        assertThat(Renames.of(
                root.model(), KeyScheme.STRUCTURAL, histories.get(time), Set.copyOf(then.values())))
            .isEqualTo(expected);
      }
    }
  }

  /** A parameter, or a block, with all names that it has had, the latest first. */
  private static final class Thing {
    private static int count;

    private final int identity = count++;
    private final List<String> names = new ArrayList<>();
    private final List<Thing> members = new ArrayList<>();

    static Thing random(int depth, Random random) {
      Thing thing = new Thing();
      int size = depth == 0 ? 0 : 1 + random.nextInt(4);
      for (int i = 0; i < size; i++) {
        Thing member = random(random.nextInt(depth), random);
        member.names.add("n" + i);
        thing.members.add(member);
      }
      return thing;
    }

    void rename(Random random) {
      members.forEach(member -> member.rename(random));
      List<String> names = new ArrayList<>();
      for (int i = 0; i < members.size() + 1; i++) {
        names.add("n" + i);
      }
      Collections.shuffle(names, random);
      if (random.nextBoolean()) {
        for (int i = 0; i < members.size(); i++) {
          List<String> of = members.get(i).names;
          if (!of.get(0).equals(names.get(i))) {
            of.add(0, names.get(i));
          }
        }
      }
    }

    TestModel model() {
      TestModel model = TestModel.unplaced();
      for (Thing member : members) {
        String name = member.names.get(0);
        if (member.members.isEmpty()) {
          model.with(name, DType.FLOAT32, 1);
        } else {
          model.with(name, member.model());
        }
        model.node().formerly(name, member.names.stream().skip(1).toArray(String[]::new));
      }
      return model;
    }

    Map<Integer, String> keys(String path, Map<Integer, String> keys) {
      for (Thing member : members) {
        String own = History.join(path, member.names.get(0));
        if (member.members.isEmpty()) {
          keys.put(member.identity, own);
        } else {
          member.keys(own, keys);
        }
      }
      return keys;
    }
  }

  private static TestModel model() {
    return TestModel.unplaced();
  }

  private static History history(Layer model) {
    return History.of(FILE, true, History.metadata(model));
  }

  private static Map<String, String> load(Layer now, Layer saved) {
    return Renames.of(
        now, KeyScheme.STRUCTURAL, history(saved), saved.structuralParameters().keySet());
  }
}
