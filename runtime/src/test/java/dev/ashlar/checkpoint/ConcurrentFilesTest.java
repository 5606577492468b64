package dev.ashlar.checkpoint;

import static dev.ashlar.checkpoint.TestModel.filled;
import static dev.ashlar.checkpoint.TestModel.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.FreshJvm;
import dev.ashlar.shape.DType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several threads and processes with one file. */
class ConcurrentFilesTest {
  private static final int ROUNDS = 15;

  @TempDir
  Path folder;

  private static TestModel model() {
    return TestModel.placed("m_").with("w", DType.FLOAT32, 300, 500).with("b", DType.FLOAT32, 7);
  }

  private static void saves(int seed, Path file) {
    TestModel model = filled(model(), seed);
    for (int i = 0; i < ROUNDS; i++) {
      Checkpoint.save(model, file);
    }
  }

  /** Saves many times, in a process of its own. */
  public static final class Saves {
    public static void main(String[] arguments) {
      saves(3, Path.of(arguments[0]));
    }
  }

  @Test
  void whoeverSavesAndLoadsAtOnceTheFileIsOneOfThoseSavedWhole() throws Exception {
    Path file = folder.resolve("x.safetensors");
    List<Map<String, String>> all = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      all.add(state(filled(model(), seed)));
    }
    Checkpoint.save(filled(model(), 1), file);
    Process other = new ProcessBuilder(FreshJvm.command(Saves.class, file.toString()))
        .redirectErrorStream(true)
        .start();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> saving = new ArrayList<>();
      for (int seed = 1; seed <= 2; seed++) {
        int own = seed;
        saving.add(threads.submit(() -> saves(own, file)));
      }
      while (other.isAlive() || !saving.stream().allMatch(Future::isDone)) {
        TestModel loaded = model();
        Checkpoint.load(loaded, file);
        assertThat(state(loaded)).isIn(all);
      }
      for (Future<?> each : saving) {
        each.get(); // throws what it threw
      }
      String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(other.exitValue()).as(said).isZero();
    } finally {
      threads.shutdown();
      other.destroyForcibly();
    }
    TestModel last = model();
    Checkpoint.load(last, file);
    assertThat(state(last)).isIn(all);
    assertThat(folder.toFile().list()).containsExactly("x.safetensors");
  }

  private TestModel mapped(Path file) {
    Checkpoint.save(filled(model(), 1), file);
    TestModel model = model();
    Checkpoint.load(model, file, LoadOptions.strict().mapped());
    return model;
  }

  @Test
  void aSaveOverAMappedFileLeavesTheMappedModelAlone() {
    Path file = folder.resolve("x.safetensors");
    TestModel model = mapped(file); // none of its pages has been read

    Checkpoint.save(filled(model(), 2), file);

    assertThat(state(model)).isEqualTo(state(filled(model(), 1)));
    TestModel later = model();
    Checkpoint.load(later, file);
    assertThat(state(later)).isEqualTo(state(filled(model(), 2)));
  }

  @Test
  void aMappedModelSavesItselfOverItsFile() {
    Path file = folder.resolve("x.safetensors");
    TestModel model = mapped(file);
    model.node().parameters().get("w").memory().addi(1);
    model.node().parameters().get("w").changed();
    Map<String, String> changed = state(model);

    Checkpoint.save(model, file);

    assertThat(state(model)).isEqualTo(changed);
    TestModel later = model();
    Checkpoint.load(later, file);
    assertThat(state(later)).isEqualTo(changed);
  }

  @Test
  void aMappedFileMayVanish() throws IOException {
    Path file = folder.resolve("x.safetensors");
    TestModel model = mapped(file);

    Files.delete(file); // Windows refuses this

    assertThat(state(model)).isEqualTo(state(filled(model(), 1)));
  }
}
