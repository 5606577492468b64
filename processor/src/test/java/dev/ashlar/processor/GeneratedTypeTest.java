package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types that another processor writes in the same compilation. */
class GeneratedTypeTest {
  private static final String BLOCK = """
      package demo;
      import dev.ashlar.*;
      import dev.ashlar.layer.*;
      @Block(input = 2) public abstract class Late { @Child @Dense(units = 2) Layer inner; }
      """;
  private static final String LAYER = """
      package demo;
      public class Late implements dev.ashlar.Layer {
        private final dev.ashlar.Node node = dev.ashlar.Node.of("late");
        public dev.ashlar.Node node() { return node; }
        public org.nd4j.autodiff.samediff.SDVariable forward(org.nd4j.autodiff.samediff.SDVariable... inputs) { return inputs[0]; }
      }
      """;

  @TempDir
  Path folder;

  /** Writes one class a round. */
  private static final class Other extends AbstractProcessor {
    private final Queue<Map.Entry<String, String>> sources;

    Other(List<Map.Entry<String, String>> sources) {
      this.sources = new ArrayDeque<>(sources);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!sources.isEmpty()) {
        Map.Entry<String, String> source = sources.remove();
        try (Writer writer =
            processingEnv.getFiler().createSourceFile(source.getKey()).openWriter()) {
          writer.write(source.getValue());
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
      return false;
    }
  }

  private Project compile(List<Map.Entry<String, String>> generated, String... sources)
      throws IOException {
    return Project.in(folder.resolve("classes"))
        .processedWith(new Other(generated))
        .compile(sources);
  }

  @Test
  void aChildOfABlockThatIsGeneratedIsWaitedFor() throws IOException {
    Project project = compile(
        List.of(Map.entry("demo.Late", BLOCK)),
        "@Block abstract class Model { @Child Late late; @Child @Dense(units = 3) Layer last; }",
        "@Block abstract class Holder { @Child NamedLate late; @Child Model model; }");
    assertThat(project.errors()).isEmpty();
    assertThat(project.written("demo/ModelNames.java"))
        .contains("\"late0_dense0_weight\"", "\"(2, 2)\"", "\"(3, 2)\"");
    assertThat(project.written("demo/HolderNames.java"))
        .contains("\"late0_dense0_weight\"", "\"model0_late0_dense0_weight\"");
  }

  @Test
  void aBlockThatIsGeneratedLaterIsWaitedForAsLong() throws IOException {
    Project project = compile(
        List.of(
            Map.entry("demo.First", "package demo; class First { }"),
            Map.entry("demo.Second", "package demo; class Second extends First { }"),
            Map.entry("demo.Late", BLOCK)),
        "@Block abstract class Model { @Child Late late; @Child NamedLate named; @Child @Repeat(2) Sequential<Late> more; }");
    assertThat(project.errors()).isEmpty();
    assertThat(project.written("demo/ModelNames.java")).contains("sequential0_late1_dense0_weight");
  }

  @Test
  void aChildOfALayerThatIsGeneratedIsWaitedFor() throws IOException {
    Project project = compile(
        List.of(Map.entry("demo.Late", LAYER)),
        "@Block abstract class Model { @Child Late late; @Child @Repeat(2) @Flatten Sequential<Layer> more; Model() { late = new Late(); } }");
    assertThat(project.errors()).isEmpty();
    assertThat(project.written("demo/NamedModel.java"))
        .contains("public Late late()", "node.child(\"late\", late)");
  }

  @Test
  void everythingElseThatIsGeneratedIsWaitedFor() throws IOException {
    Project project = compile(
        List.of(
            Map.entry(
                "demo.Late",
                "package demo; public class Late { public static final int UNITS = 3; void run() { } }")),
        """
            @Block(input = Late.UNITS) abstract class Model<T extends Late> extends Late implements java.util.function.Supplier<Late> {
              @Child @Dense(units = Late.UNITS) Layer dense;
              Model(Late late, java.util.List<Late[]> lates) { }
              public Late get() { return this; }
            }
            """);
    assertThat(project.errors()).isEmpty();
    assertThat(project.written("demo/ModelNames.java")).contains("\"(3, 3)\"");
  }

  @Test
  void aTypeThatNeverAppearsIsLeftToTheCompiler() throws IOException {
    Project project = compile(
        List.of(),
        """
            @Block abstract class Model {
              @Child Absent absent;
              @Child @Dense(units = 1) Layer dense;
            }
            """,
        "@Block abstract class Holder { @Child Model model; }",
        "class User { Object of(Model m) { return ((NamedModel) m).dense() + ModelNames.Dense.WEIGHT + HolderNames.HINT; } }");
    assertThat(project.errors())
        .singleElement()
        .asString()
        .startsWith("Model.java:2:10 cannot find symbol");
  }

  @Test
  void aConstructorThatCannotBeReadIsLeftToTheCompiler() throws IOException {
    Project project = compile(
        List.of(),
        "@Block abstract class Model { @Child @Dense(units = 0) Layer dense; Model(Absent absent) { } }");
    assertThat(project.errors()).hasSize(1).allMatch(error -> error.contains("cannot find symbol"));
  }

  @Test
  void aSourceThatExtendsWhatIsWrittenLeavesTheProcessorCalm() throws IOException {
    Project project = compile(
        List.of(),
        "@Block abstract class Model { }",
        "@Block abstract class Other extends NamedModel { @Child NamedOther self; }");
    assertThat(project.errors())
        .noneMatch(error -> error.contains("ASH-901"))
        .anyMatch(error -> error.contains("NamedModel"));
  }

  @Test
  void aStubIsInTimeForThoseWhoNameItInTheirSignatures() throws IOException {
    Project project = compile(
        List.of(),
        """
            @Block abstract class Model {
              @Child Absent absent;
              @Child @Dense(units = 1) Layer dense;
            }
            """,
        "@Block abstract class Other { @Child @Dense(units = 1) Layer dense; }",
        "class User { NamedModel model; ModelNames names; NamedModel of(NamedModel m) { return m; } }");
    assertThat(project.errors())
        .singleElement()
        .asString()
        .startsWith("Model.java:2:10 cannot find symbol");
  }

  @Test
  void stubsAreInTimeAlsoWhereEveryBlockWaits() throws IOException {
    Project project = compile(
        List.of(),
        """
            @Block abstract class Model {
              @Child Absent absent;
              @Child @Dense(units = 1) Layer dense;
            }
            """,
        "@Block abstract class Holder { @Child Model model; @Child NamedModel named; }",
        "class User { NamedModel model; ModelNames names; NamedHolder of(NamedHolder m) { return m; } }");
    assertThat(project.errors())
        .singleElement()
        .asString()
        .startsWith("Model.java:2:10 cannot find symbol");
  }

  @Test
  void stubsAreInTimeAlsoWhereOthersWroteInVain() throws IOException {
    Project project = compile(
        List.of(
            Map.entry("demo.First", "package demo; class First { }"),
            Map.entry("demo.Second", "package demo; class Second extends First { }")),
        "@Block abstract class Model { @Child Absent absent; }",
        "class User { NamedModel model; ModelNames names; }");
    assertThat(project.errors())
        .singleElement()
        .asString()
        .startsWith("Model.java:1:")
        .contains("cannot find symbol");
  }

  @Test
  void nothingButAnEmptySourceIsAddedToABuildThatWaits() throws IOException {
    Project project = compile(
        List.of(Map.entry("demo.Late", BLOCK)),
        "@Block public abstract class Model { @Child Late late; }");
    assertThat(project.messages()).isEmpty();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("NamedModel.class")
          .filteredOn(name -> name.contains("Waits"))
          .containsExactly("ModelNames$Waits1.java");
    }
  }
}
