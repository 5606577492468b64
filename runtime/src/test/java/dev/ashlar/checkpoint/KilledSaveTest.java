package dev.ashlar.checkpoint;

import static dev.ashlar.checkpoint.TestModel.filled;
import static dev.ashlar.checkpoint.TestModel.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ashlar.FreshJvm;
import dev.ashlar.file.FileFormat;
import dev.ashlar.shape.DType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens to a save, the old file or the new one is there, whole. Processes that save are
 * killed at moments that seeded sources choose; {@code -Dashlar.kills=1-200} kills more of them
 * than the usual 6.
 */
class KilledSaveTest {
  private static final String[] KILLS =
      System.getProperty("ashlar.kills", "1-6").split("-", 2);
  private static final int ROWS = 1500;

  @TempDir
  Path folder;

  private static TestModel model() {
    return TestModel.placed("m_").with("w", DType.FLOAT32, ROWS, 1000).with("b", DType.FLOAT32, 7);
  }

  /** Saves two models by turns, for ever; prints a line before each save. */
  public static final class Saver {
    public static void main(String[] arguments) {
      Path file = Path.of(arguments[0]);
      TestModel[] models = {filled(model(), 1), filled(model(), 2)};
      for (int i = 0; ; i++) {
        System.out.println(i);
        Checkpoint.save(models[i % 2], file);
      }
    }
  }

  private static Process start(List<String> before, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(FreshJvm.command(main, arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  void aKilledSaveLeavesTheOldFileOrTheNewOne() throws Exception {
    Path file = folder.resolve("x.safetensors");
    Map<String, String> first = state(filled(model(), 1));
    Map<String, String> second = state(filled(model(), 2));
    Checkpoint.save(filled(model(), 1), file);
    int cut = 0;
    for (long kill = Long.parseLong(KILLS[0]); kill <= Long.parseLong(KILLS[1]); kill++) {
      Random random = new Random(kill);
      Process saver = start(List.of(), Saver.class, file.toString());
      try (BufferedReader lines = new BufferedReader(
          new InputStreamReader(saver.getInputStream(), StandardCharsets.UTF_8))) {
        int wanted = 1 + random.nextInt(3);
        for (int i = 0; i < wanted; i++) {
          assertThat(lines.readLine()).isEqualTo(Integer.toString(i));
        }
        boolean inside = random.nextInt(8) > 0; // most inside a save, some at any time
        while (inside && !isSaving()) {
          Thread.onSpinWait();
        }
        TimeUnit.MICROSECONDS.sleep(random.nextInt(4_000));
        saver.destroyForcibly().waitFor();
      }
      TestModel loaded = model();
      Checkpoint.load(loaded, file);
      assertThat(state(loaded)).isIn(first, second);
      try (var left = Files.newDirectoryStream(folder, ".ashlar-*.tmp")) {
        for (Path rest : left) {
          cut++; // what a killed process was writing
          Files.delete(rest);
        }
      }
    }
    System.out.println(
        "killed processes " + String.join(" to ", KILLS) + ", " + cut + " of them inside a save");
  }

  private boolean isSaving() {
    String[] names = folder.toFile().list();
    return names != null && Arrays.stream(names).anyMatch(name -> name.endsWith(".tmp"));
  }

  /** Saves once, and says how that went. */
  public static final class Once {
    public static void main(String[] arguments) {
      TestModel model = filled(model(), 2);
      try {
        Checkpoint.save(model, Path.of(arguments[0]));
        System.out.println("saved");
      } catch (CheckpointException refused) {
        System.out.println(refused.getMessage());
      }
    }
  }

  @Test
  void aFileThatMayNotGrowSoLargeIsNamedAndTheOldOneStays() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
    Path file = folder.resolve("x.safetensors");
    TestModel old = TestModel.placed("m_").with("w", DType.FLOAT32, 3);
    Checkpoint.save(filled(old, 1), file);
    byte[] before = Files.readAllBytes(file);

    // 2 MB at most: the JVM's own files are fewer, the model is larger.
    Process once = start(
        List.of("/bin/sh", "-c", "ulimit -f 4096 && exec \"$0\" \"$@\""),
        Once.class,
        file.toString());
    String said = new String(once.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    once.waitFor();

    assertThat(said).contains("cannot write '" + file + "': ").doesNotContain("saved");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(folder.toFile().list()).containsExactly("x.safetensors");
  }

  /** A process that must heed permissions, even where the tests run as root. */
  @Test
  void aReadOnlyFolderIsNamedAndTheOldFileStays() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path file = folder.resolve("x.safetensors");
    Checkpoint.save(filled(model(), 1), file);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      boolean heeds = !Files.isWritable(folder);
      Path dropper = Path.of("/usr/bin/setpriv");
      assumeTrue(heeds || Files.isExecutable(dropper), "this user may write everywhere");
      Process once = start(
          heeds
              ? List.of()
              : List.of(
                  dropper.toString(), "--bounding-set", "-dac_override,-dac_read_search,-fowner"),
          Once.class,
          file.toString());
      String said = new String(once.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      once.waitFor();

      assertThat(said)
          .containsPattern(
              "cannot write '" + Pattern.quote(file.toString()) + "': no permission for '.*tmp'");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    TestModel loaded = model();
    Checkpoint.load(loaded, file);
    assertThat(state(loaded)).isEqualTo(state(filled(model(), 1)));
    assertThat(folder.toFile().list()).containsExactly("x.safetensors");
  }

  @ParameterizedTest
  @EnumSource
  void aFullDiskIsNamedAndTheOldFileStays(FileFormat format) throws Exception {
    try (SmallDisk disk = SmallDisk.make(folder)) {
      Path file = disk.folder().resolve("x." + format);
      Checkpoint.save(filled(TestModel.placed("m_").with("w", DType.FLOAT32, 3), 1), file);
      byte[] before = Files.readAllBytes(file);

      assertThatThrownBy(() -> Checkpoint.save(filled(model(), 2), file))
          .isInstanceOf(CheckpointException.class)
          .hasMessage("cannot write '" + file + "': No space left on device");

      assertThat(Files.readAllBytes(file)).isEqualTo(before);
      assertThat(disk.folder().toFile().list())
          .containsExactly(file.getFileName().toString());
      Checkpoint.save(filled(TestModel.placed("m_").with("w", DType.FLOAT32, 3), 2), file);
      Files.delete(file);
    }
  }

  @Test
  void aFileThatIsCutOffWhileItIsReadChangesNothing() throws IOException {
    Path file = folder.resolve("x.safetensors");
    Checkpoint.save(filled(model(), 1), file);
    TestModel loaded = filled(model(), 2);
    Map<String, String> before = state(loaded);
    // The rename is asked for each name when the header has been read: then the file loses its end.
    LoadOptions cutting = LoadOptions.strict().rename(name -> {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(1_000_000);
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
      return name;
    });

    assertThatThrownBy(() -> Checkpoint.load(loaded, file, cutting))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(file.toString(), "ended at byte 1000000");

    assertThat(state(loaded)).isEqualTo(before);
  }

  @Test
  void aFileThatVanishesWhileItIsReadIsReadToItsEnd() throws IOException {
    Path file = folder.resolve("x.safetensors");
    TestModel saved = filled(model(), 1);
    Checkpoint.save(saved, file);
    TestModel loaded = model();

    Checkpoint.load(loaded, file, LoadOptions.strict().rename(name -> {
      try {
        Files.deleteIfExists(file);
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
      return name;
    }));

    assertThat(state(loaded)).isEqualTo(state(saved));
    assertThatThrownBy(() -> Checkpoint.load(loaded, file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("there is no '" + file + "'");
  }
}
