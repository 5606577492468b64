package dev.ashlar.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir
  Path folder;

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "old");

    assertThatThrownBy(() -> AtomicFile.replace(file, channel -> {
          channel.write(ByteBuffer.allocate(100));
          throw new IOException("no space left");
        }))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
    assertThatThrownBy(() -> AtomicFile.replace(file, channel -> {
          throw new OutOfMemoryError("test");
        }))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryContaining(file::equals);
    assertThat(folder.toFile().list()).hasSize(1);
  }
}
