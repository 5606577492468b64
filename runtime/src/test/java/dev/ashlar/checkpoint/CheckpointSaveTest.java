package dev.ashlar.checkpoint;

import static dev.ashlar.checkpoint.TestModel.filled;
import static dev.ashlar.checkpoint.TestModel.mlp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ashlar.shape.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class CheckpointSaveTest {
  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("x.safetensors");
  }

  private List<Path> inFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void aFailedSaveLeavesTheOldFileAndNothingElse() throws IOException {
    Checkpoint.save(filled(mlp("net_"), 1), file);
    byte[] old = Files.readAllBytes(file);

    assertThatThrownBy(() -> Checkpoint.save(mlp("net_"), file))
        .isInstanceOf(CheckpointException.class);

    assertThat(Files.readAllBytes(file)).isEqualTo(old);
    assertThat(inFolder()).containsExactly(file);
  }

  @Test
  void aSaveReplacesTheOldFileAndLeavesNothingBesideIt() throws IOException {
    Files.writeString(file, "old");

    Checkpoint.save(filled(mlp("net_"), 1), file);

    assertThat(Checkpoint.keys(file)).containsExactly("0.weight", "0.bias", "1.weight", "1.bias");
    assertThat(inFolder()).containsExactly(file);
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path link = folder.resolve("latest");
    Files.writeString(file, "old");
    try {
      Files.createSymbolicLink(link, file.getFileName());
    } catch (UnsupportedOperationException | IOException noLinks) {
      assumeTrue(false, "symbolic links cannot be made here: " + noLinks);
    }

    Checkpoint.save(filled(mlp("net_"), 1), link);

    assertThat(link).isSymbolicLink();
    assertThat(Checkpoint.keys(file)).hasSize(4);
  }

  @Test
  void namesTheParametersWithoutAValue() {
    TestModel model =
        TestModel.placed("m_").with("w", DType.FLOAT32, 1).with("u", DType.FLOAT32, 0);
    model.node().parameters().get("w").set(Nd4j.createFromArray(1f));

    assertThatThrownBy(() -> Checkpoint.save(model, file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(
            "cannot save to '" + file + "': 1 of 2 parameters have no value yet: 'u'",
            "initialize(seed)");
    assertThat(file).doesNotExist();
  }

  @Test
  void refusesNamesThatTheFormatCannotHold() {
    assertThatThrownBy(() -> Checkpoint.save(
            filled(TestModel.placed("").with("__metadata__", DType.FLOAT32, 1), 1), file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("'__metadata__'");
    assertThat(file).doesNotExist();
  }

  @Test
  void aMissingFolderOrFileIsNamed() {
    Path nowhere = folder.resolve("none").resolve("x.safetensors");
    assertThatThrownBy(() -> Checkpoint.save(filled(mlp("net_"), 1), nowhere))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("cannot write '" + nowhere + "': there is no '" + nowhere.getParent() + "'");
    assertThatThrownBy(() -> Checkpoint.load(mlp("net_"), file))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("cannot read '" + file + "': there is no '" + file + "'");
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> Checkpoint.save(filled(mlp("net_"), 1), folder))
        .hasMessageContainingAll(folder.toString(), "folder");
    assertThatThrownBy(() -> Checkpoint.load(mlp("net_"), folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("cannot read '" + folder + "': it is not a regular file");
  }

  @Test
  void aReadOnlyFolderIsNamed() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(folder), "this user may write everywhere");
      assertThatThrownBy(() -> Checkpoint.save(filled(mlp("net_"), 1), file))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll(file.toString(), "no permission");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
