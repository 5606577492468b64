package dev.ashlar.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.FreshJvm;
import dev.ashlar.Parameter;
import dev.ashlar.shape.DType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Loads that several threads share, over values that do not all fit the memory in which old ones
 * are kept.
 */
class LargeLoadTest {
  private static final int ARRAYS = 5;
  private static final int ELEMENTS = 3_000_000; // 12 MB each

  @TempDir
  Path folder;

  private static TestModel model() {
    TestModel model = TestModel.placed("m_");
    for (int i = 0; i < ARRAYS; i++) {
      model.with("w" + i, DType.FLOAT32, ELEMENTS);
    }
    return model;
  }

  // Another number in each place and each array, so that nothing is mistaken for another.
  private static TestModel filled(int start) {
    TestModel model = model();
    int i = 0;
    for (Parameter parameter : model.structuralParameters().values()) {
      parameter.set(Nd4j.arange(ELEMENTS).castTo(DataType.FLOAT).addi(start + ELEMENTS * i++));
    }
    return model;
  }

  private static void assertHolds(TestModel model, int start) {
    int i = 0;
    for (Parameter parameter : model.structuralParameters().values()) {
      float first = start + ELEMENTS * i++;
      float[] values = parameter.value().toFloatVector();
      assertThat(values).hasSize(ELEMENTS);
      for (int k = 0; k < ELEMENTS; k += 997) {
        assertThat(values[k]).isEqualTo(k + first);
      }
      assertThat(values[ELEMENTS - 1]).isEqualTo(ELEMENTS - 1 + first);
    }
  }

  @Test
  void newValuesComeWhetherThereWereOldOnesOrNot() {
    Path file = folder.resolve("x.safetensors");
    Checkpoint.save(filled(1), file);
    TestModel fresh = model();
    TestModel old = filled(2);

    Checkpoint.load(fresh, file);
    Checkpoint.load(old, file);

    assertHolds(fresh, 1);
    assertHolds(old, 1);
  }

  @Test
  void aFileThatIsCutOffMeanwhileLeavesTheOldValues() {
    Path file = folder.resolve("x.safetensors");
    Checkpoint.save(filled(1), file);
    TestModel old = filled(2);
    // The rename is asked for each name when the header has been read: then the file loses its end.
    LoadOptions cutting = LoadOptions.strict().rename(name -> {
      try (RandomAccessFile channel = new RandomAccessFile(file.toFile(), "rw")) {
        channel.setLength(ARRAYS * 4L * ELEMENTS - 1000);
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
      return name;
    });

    assertThatThrownBy(() -> Checkpoint.load(old, file, cutting))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(file.toString(), "ended at byte")
        .hasNoSuppressedExceptions();

    assertHolds(old, 2);
  }

  @Test
  void aDamagedArchiveLeavesTheOldValues() throws IOException {
    Path file = folder.resolve("x.npz");
    Checkpoint.save(filled(1), file);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(ARRAYS * 4L * ELEMENTS - 5000);
      bytes.write(1);
    }
    TestModel old = filled(2);

    assertThatThrownBy(() -> Checkpoint.load(old, file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("its checksum is wrong");

    assertHolds(old, 2);
  }

  /** Loads over values, from a good file and from one that is cut off. */
  public static final class Loads {
    public static void main(String[] arguments) {
      LargeLoadTest test = new LargeLoadTest();
      test.folder = Path.of(arguments[0]);
      test.newValuesComeWhetherThereWereOldOnesOrNot();
      test.aFileThatIsCutOffMeanwhileLeavesTheOldValues();
      System.out.println("both as they should");
    }
  }

  @Test
  void withoutAFolderForTemporaryFilesOldValuesAreKeptInMemory() throws Exception {
    Path none = folder.resolve("none");
    assertLoads(none);
    assertThat(none).doesNotExist();
  }

  @Test
  void whereTheFolderForTemporaryFilesIsFullOldValuesAreKeptInMemory() throws Exception {
    try (SmallDisk disk = SmallDisk.make(folder)) {
      assertLoads(disk.folder());
      assertThat(disk.folder()).isEmptyDirectory();
    }
  }

  private void assertLoads(Path temporary) throws Exception {
    List<String> command = new ArrayList<>(FreshJvm.command(Loads.class, folder.toString()));
    command.add(1, "-Djava.io.tmpdir=" + temporary);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("both as they should");
  }
}
