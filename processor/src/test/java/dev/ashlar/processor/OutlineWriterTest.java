package dev.ashlar.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.google.testing.compile.Compilation;
import dev.ashlar.Layer;
import dev.ashlar.LayerOutline;
import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.outline.Outline;
import dev.ashlar.outline.OutlineFile;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outlines that are written beside the classes, and what is said of blocks at compile time. */
class OutlineWriterTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final boolean REWRITE = "rewrite".equals(System.getProperty("ashlar.goldens"));

  @TempDir
  static Path folder;

  private static Project good;

  @BeforeAll
  static void compileGood() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("good"))) {
      String[] sources = files
          .filter(file -> !file.endsWith("Unnamed.java"))
          .sorted()
          .map(OutlineWriterTest::text)
          .toArray(String[]::new);
      good = Project.in(folder.resolve("good")).processed().compile(sources);
      assertThat(good.errors()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Mlp", "Nested", "Nested.Features", "TwoInputs", "Renamed", "Constructed"})
  void whatIsWrittenIsAsExpected(String block) throws IOException {
    String place = OutlineFile.place("good." + block);
    Path expected = RESOURCES.resolve("outlines").resolve("good." + block + ".json");
    if (REWRITE) {
      Files.createDirectories(expected.getParent());
      Files.writeString(expected, good.written(place));
    }
    assertThat(good.written(place)).isEqualTo(Files.readString(expected));
  }

  @Test
  void itIsReadAndPrintedWithoutNd4j() throws Exception {
    List<URL> path = new ArrayList<>();
    for (Class<?> type : List.of(Outline.class, JsonFactory.class)) {
      path.add(Project.placeAlone(type).toUri().toURL());
    }
    try (URLClassLoader library =
            new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        URLClassLoader models =
            new URLClassLoader(new URL[] {folder.resolve("good").toUri().toURL()}, library)) {
      assertThat(models.getResource("org/nd4j/autodiff/samediff/SDVariable.class"))
          .isNull();
      Class<?> outline = models.loadClass(Outline.class.getName());
      assertThat(outline).isNotSameAs(Outline.class);
      Object byName = outline
          .getMethod("ofBlock", String.class, ClassLoader.class)
          .invoke(null, "good.Mlp", models);
      Object byClass =
          outline.getMethod("ofBlock", Class.class).invoke(null, models.loadClass("good.Mlp"));
      assertThat(byClass).isEqualTo(byName);
      assertThat((String) outline.getMethod("summary").invoke(byName)).isEqualTo("""
          layer     name    what                                 input -> output   parameters  trained  multiply-adds     MB
          .                 Mlp                                  (784,) -> (10,)
            hidden  dense0  Dense(784 -> 128, Activation(relu))  (784,) -> (128,)     100,480  yes            100,352  0.402
            middle  dense1  Dense(128 -> 64, Activation(relu))   (128,) -> (64,)        8,256  yes              8,192  0.033
            output  out     Dense(64 -> 10, linear)              (64,) -> (10,)           650  yes                640  0.003
          parameters: 109,386 (0.438 MB), trained: 109,386, not trained: 0
          multiply-adds for one example: 109,184
          """);
    }
  }

  /** What the compiler knows is what the network sees. */
  @ParameterizedTest
  @ValueSource(strings = {"Mlp", "Nested", "Inheritance.Derived"})
  void itIsTheOutlineOfWhatIsBuilt(String block) throws Exception {
    try (URLClassLoader models = new URLClassLoader(
        new URL[] {folder.resolve("good").toUri().toURL()}, getClass().getClassLoader())) {
      String named = "good.Named" + block.replace('.', '_');
      Layer model = (Layer) models
          .loadClass(named)
          .getConstructor(Scope.class)
          .newInstance(Scope.newRoot().named(""));
      Outline written = Outline.ofBlock(model.getClass());
      assertThat(written.input().isKnown()).isTrue();
      assertThat(Network.of(model).initialize(1).outline()).isEqualTo(written);
      assertThat(LayerOutline.of(model).summary()).isEqualTo(written.summary());
    }
  }

  @Test
  void aBlockWithErrorsHasNone() throws IOException {
    Project project = Project.in(folder.resolve("wrong"))
        .processed()
        .compile(
            "@Block abstract class Mlp { @Child int wrong; }", "@Block abstract class Right { }");
    assertThat(project.errors()).hasSize(1);
    assertThat(folder.resolve("wrong").resolve(OutlineFile.place("demo.Mlp"))).doesNotExist();
    assertThat(folder.resolve("wrong").resolve(OutlineFile.place("demo.Right"))).exists();
  }

  @Test
  void sizesThatFitNoLongAreWritten() {
    Compilation compilation =
        Compiling.compile(List.of("-Aashlar.summary"), List.of(Compiling.source("""
            @Block(input = 2147483647) abstract class Mlp {
              @Param(shape = {2147483647, 2147483647, 2147483647}) Parameter huge;
              @Child @Dense(units = 2147483647) Layer first;
              @Child @Dense(units = 2147483647) Layer second;
              @Child @Dense(units = 2147483647) Layer third;
            }
            """)));
    assertThat(compilation).succeeded();
    assertThat(outline(compilation, "demo.Mlp")).isPresent();
    assertThat(compilation).hadNoteContaining("9,223,372,036,854,775,807 parameters");
  }

  @Test
  void whatABlockComesToIsSaidWhereItIsAskedFor() throws IOException {
    String source = """
        @Block(input = 784) abstract class Mlp {
          @Child @Dense(units = 128) Layer hidden;
          @Child Layer made;
          @Child @Dense(units = 10) Layer output;
          Mlp() { made = FlattenLayer.flatten(); }
          @Block abstract static class Empty { }
        }
        """;
    assertThat(notes(source)).isEmpty();
    assertThat(notes(source, "-Aashlar.summary=false")).isEmpty();
    assertThat(notes(source, "-Aashlar.summary=true"))
        .containsExactly(
            "ASH-602: demo.Mlp: input (784,), output (10,), 100,490 parameters (0.402 MB) and 1 parameter of unknown shape,"
                + " 100,352 multiply-adds for one example and 1 layer of unknown input",
            "ASH-602: demo.Mlp.Empty: input (?), output (?), 0 parameters (0.000 MB), 0 multiply-adds for one example");
    assertThat(notes(source, "-Aashlar.summary")).hasSize(2);
  }

  @Test
  void anOptionThatCannotBeIsRefused() {
    Compilation compilation = Compiling.compile(
        List.of("-Aashlar.summary=maybe"),
        List.of(Compiling.source("@Block abstract class Mlp { }")));
    assertThat(compilation).failed();
    assertThat(compilation.errors())
        .singleElement()
        .extracting(error -> error.getMessage(Locale.ROOT))
        .isEqualTo(
            "ASH-601: the option -Aashlar.summary=maybe: expected true or false [docs/diagnostics/ASH-601.md]");
  }

  private static List<String> notes(String source, String... options) {
    Compilation compilation =
        Compiling.compile(List.of(options), List.of(Compiling.source(source)));
    assertThat(compilation).succeeded();
    return compilation.notes().stream()
        .map(note -> note.getMessage(Locale.ROOT))
        .filter(note -> note.startsWith("ASH-"))
        .toList();
  }

  private static Optional<String> outline(Compilation compilation, String block) {
    return compilation
        .generatedFile(StandardLocation.CLASS_OUTPUT, OutlineFile.place(block))
        .map(file -> {
          try (var in = file.openInputStream()) {
            return new String(in.readAllBytes(), UTF_8);
          } catch (IOException failure) {
            throw new IllegalStateException(failure);
          }
        });
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).replace("package good;", "package good;\n");
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
