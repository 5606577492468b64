package dev.ashlar.processor.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.ashlar.processor.AshlarProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * A lock that cannot be read or written is one error that names it: the classes are written as
 * without it, so that nothing else is said of those who use them.
 */
class LockAccessTest extends LockFixture {
  private static final String MLP = """
      package demo;
      import dev.ashlar.*;
      import dev.ashlar.layer.*;
      @Block(input = 7) abstract class Mlp {
        @Child @Dense(units = 2) Layer hidden;
        static NamedMlp made() { return new NamedMlp(MlpNames.Hidden.WEIGHT); }
      }
      """;

  @Test
  void aFolderInItsPlaceIsNamed() throws IOException {
    Files.createDirectory(lock);
    for (boolean update : new boolean[] {false, true}) {
      assertThat(errors(lock, update))
          .singleElement()
          .asString()
          .startsWith("ASH-503: cannot read " + lock + ": ");
    }
  }

  @Test
  void aPathThroughAFileIsNamed() throws IOException {
    Path under = Files.writeString(folder.resolve("file"), "text").resolve("ashlar.lock");
    assertThat(errors(under, false))
        .singleElement()
        .asString()
        .matches("ASH-50[13]: .*" + under + ".*");
    assertThat(errors(under, true))
        .singleElement()
        .asString()
        .startsWith("ASH-503: cannot write " + under + ": ");
    assertThat(folder.resolve("file")).hasContent("text");
  }

  @Test
  void bytesThatAreNoTextAreNamedWithTheirLineAndStay() throws IOException {
    assertThat(errors(lock, true)).isEmpty();
    byte[] text = Files.readAllBytes(lock);
    text[text.length - 3] = (byte) 0xe9; // an e with an accent, as Latin-1 has it
    Files.write(lock, text);
    for (boolean update : new boolean[] {false, true}) {
      assertThat(errors(lock, update))
          .containsExactly("ASH-502: " + lock
              + ":4: what stands here is not text in UTF-8: take the file from version control again, or save it as UTF-8"
              + " [docs/diagnostics/ASH-502.md]");
      assertThat(lock).hasBinaryContent(text);
    }
  }

  /** A process that must heed permissions, even where the tests run as root. */
  @Test
  void aFileThatMayNotBeReadIsNamedAndStays() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    assertThat(errors(lock, true)).isEmpty();
    byte[] before = Files.readAllBytes(lock);
    Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("---------"));
    List<String> command = new ArrayList<>();
    if (Files.isReadable(lock)) {
      assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "this user may read everything");
      command.addAll(
          List.of("/usr/bin/setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"));
    }
    Path source = Files.writeString(folder.resolve("Mlp.java"), MLP);
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of(
        Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
        "-Xlint:-options",
        "-classpath",
        classPath,
        "-processorpath",
        classPath,
        "-processor",
        AshlarProcessor.class.getName(),
        "-Aashlar.lock=" + lock,
        "-Aashlar.lock.update=true",
        "-d",
        folder.resolve("classes").toString(),
        source.toString()));
    Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(javac.waitFor()).as(said).isEqualTo(1);
    assertThat(said)
        .contains("error: ASH-503: cannot read " + lock + ": ")
        .containsPattern("(?m)^1 error$");
    Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-------"));
    assertThat(lock).hasBinaryContent(before);
  }

  private static List<String> errors(Path lock, boolean update) {
    Compilation compilation = Compiler.javac()
        .withProcessors(new AshlarProcessor())
        .withOptions(
            "-Aashlar.lock=" + lock,
            "-Aashlar.lock.update=" + update,
            "-XDshould-stop.ifError=FLOW")
        .compile(JavaFileObjects.forSourceString("demo.Mlp", MLP));
    return compilation.errors().stream()
        .map(error -> error.getMessage(Locale.ROOT))
        .toList();
  }
}
