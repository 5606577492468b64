package dev.ashlar.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures that the compiler draws where it is told a folder. */
class PictureOptionTest {
  private static final String SOURCE = """
      @Block(input = 784) abstract class Mlp {
        @Child @Dense(units = 128) Layer hidden;
        @Child(prefix = "") Tail tail;
        @Block abstract static class Tail { @Child @Dense(units = 10) Layer output; }
      }
      """;

  @TempDir
  Path folder;

  @Test
  void eachBlockIsDrawn() throws IOException {
    Path pictures = folder.resolve("made/here");
    assertThat(compile(pictures.toString())).succeeded();
    assertThat(Files.readString(pictures.resolve("demo.Mlp.html")))
        .contains("<b>hidden</b>", "(784,) <u>→</u> (128,)", "<b>tail</b>", "101,770");
    assertThat(pictures.resolve("demo.Mlp.Tail.html")).isRegularFile();
  }

  @Test
  void aFolderThatCannotBeIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(compile(file.toString()))
        .hadErrorContaining("ASH-601: the option -Aashlar.pictures=");
    assertThat(compile("")).hadErrorContaining("expected a folder to draw into");
  }

  private static Compilation compile(String pictures) {
    return Compiling.compile(
        List.of("-Aashlar.pictures=" + pictures), List.of(Compiling.source(SOURCE)));
  }
}
