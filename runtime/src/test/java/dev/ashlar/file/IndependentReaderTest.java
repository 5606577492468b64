package dev.ashlar.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference implementations, numpy and safetensors for Python, read what Ashlar writes, and the
 * other way round. Files that they have written stand beside this test; with Python and its
 * packages {@code numpy} and {@code safetensors} they are asked anew
 * ({@code -Dashlar.python=COMMAND}); last with numpy 2.4.6 and safetensors 0.8.0, Python 3.11.7.
 */
class IndependentReaderTest {
  private static final String PYTHON = System.getProperty("ashlar.python", "python3");

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"python.safetensors", "numpy.npz", "numpy-compressed.npz"})
  void readsTheirFiles(String name) throws IOException {
    Path file = resource(name);
    List<String> expected = Files.readAllLines(resource("independent.txt")).stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .toList();

    assertThat(expected).hasSizeGreaterThan(12);
    assertThat(ArrayText.of(file)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void readsWhatTheyWriteNow() throws Exception {
    List<String> lines = python("write", folder.toString());
    for (String name : List.of("x.safetensors", "x.npz", "compressed.npz")) {
      List<String> expected = lines.stream()
          .filter(line -> line.startsWith(name + " "))
          .map(line -> line.substring(name.length() + 1))
          .toList();
      assertThat(ArrayText.of(folder.resolve(name))).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FileFormat.class,
      names = {"SAFETENSORS", "NPZ"})
  void theyReadWhatItWrites(FileFormat format) throws Exception {
    Random random = new Random(5);
    List<StoredArray> arrays = new ArrayList<>();
    for (ElementType type : ElementType.values()) {
      boolean known = format == FileFormat.NPZ
          ? type.numpy().isPresent() && type != ElementType.COMPLEX64
          : NativeArrays.dataType(type).isPresent();
      if (known) {
        byte[] bytes = new byte[type.bytes() * 6];
        random.nextBytes(bytes);
        for (int i = 0; type == ElementType.BOOL && i < bytes.length; i++) {
          bytes[i] &= 1;
        }
        arrays.add(ArrayText.array("w." + type, type, bytes, 2, 3));
      }
    }
    arrays.add(ArrayText.array("empty", ElementType.FLOAT32, new byte[0], 0, 3));
    arrays.add(ArrayText.array("scalar", ElementType.INT32, new byte[4]));
    arrays.add(ArrayText.array("вес-重み", ElementType.UINT8, new byte[5], 5));
    Path file = folder.resolve("x." + format);

    ArrayFile.write(file, format, arrays, new TreeMap<>(Map.of("k", "v\n\"é𝑤")));

    assertThat(python("read", file.toString()))
        .containsExactlyInAnyOrderElementsOf(
            arrays.stream().map(array -> "file " + ArrayText.of(array)).toList());
  }

  private List<String> python(String... arguments) throws Exception {
    Path script = Files.copy(resource("independent.py"), folder.resolve("independent.py"));
    List<String> command = new ArrayList<>(List.of(PYTHON, script.toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process;
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().put("PYTHONIOENCODING", "utf-8");
      process = builder.start();
    } catch (IOException noPython) {
      assumeTrue(false, "not asked: there is no " + PYTHON + " (-Dashlar.python=COMMAND)");
      throw noPython;
    }
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String errors = Files.readString(err);
    assumeTrue(
        !errors.contains("ModuleNotFoundError"),
        "not asked: " + PYTHON + " has no numpy or no safetensors (-Dashlar.python=COMMAND)");
    assertThat(process.exitValue()).as(errors).isZero();
    try (Stream<String> lines = Files.lines(out, StandardCharsets.UTF_8)) {
      return lines.toList();
    }
  }

  private Path resource(String name) throws IOException {
    Path copy = folder.resolve("copy-" + name);
    try (InputStream in = getClass().getResourceAsStream(name)) {
      Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }
}
