package dev.ashlar.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.outline.Outline;
import dev.ashlar.outline.OutlineException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks of other packages, and of jars whose sources are not there. */
class OtherJarTest {
  private static final String PART = """
      package parts;
      @Block public abstract class Part {
        @Child @Dense(units = 4) protected Layer zebra;
        @Child(prefix = "own_") @Dense(units = 3) protected Layer alpha;
        @Param(shape = 2) Parameter gain;
        @Child @Repeat(2) Sequential<Inner> middle;
        @Block(input = 3) public abstract static class Inner { @Child @Dense(units = 3) Layer only; }
      }
      """;

  @TempDir
  Path folder;

  private Project part;
  private Project model;

  @BeforeEach
  void folders() throws IOException {
    part = Project.in(folder.resolve("part"));
    model = Project.in(folder.resolve("model")).uses(part).processed();
  }

  @Test
  void aBlockOfAJarHasTheNamesAndTheOrderOfItsSource() throws IOException {
    String source = """
        @Block(input = 7) abstract class Model {
          @Child(prefix = "") parts.Part part;
          @Child @Dense(units = 1) Layer last;
        }
        """;
    assertThat(part.processed().compile(PART).errors()).isEmpty();
    assertThat(model.compile(source).errors()).isEmpty();
    Project whole = Project.in(folder.resolve("whole")).processed().compile(PART, source);
    assertThat(whole.errors()).isEmpty();
    assertThat(model.written("demo/NamedModel.java"))
        .isEqualTo(whole.written("demo/NamedModel.java"));
    assertThat(model.written("demo/ModelNames.java"))
        .isEqualTo(whole.written("demo/ModelNames.java"))
        .containsSubsequence(
            "class Part_Zebra",
            "dense0_weight",
            "(4, 7)",
            "class Part_Alpha",
            "own_weight",
            "class Part_Middle_1_Only")
        .containsSubsequence("class Last", "dense1_weight", "(1, 3)");
  }

  @Test
  void namesThatMeetAcrossJarsAreRefused() throws IOException {
    part.processed().compile(PART);
    model.compile("""
        @Block abstract class Model {
          @Child(prefix = "") parts.Part part;
          @Child(prefix = "own_") @Dense(units = 1) Layer last;
        }
        """);
    assertThat(model.errors())
        .singleElement()
        .asString()
        .startsWith(
            "Model.java:3:51 ASH-301: the block last would have the prefix 'own_' of the block part.alpha (field Model.part)");
  }

  @Test
  void shapesThatDoNotFitAcrossJarsAreRefused() throws IOException {
    part.processed().compile(PART);
    model.compile("""
        @Block(input = 5) abstract class Model {
          @Child parts.Part.Inner inner;
        }
        """);
    assertThat(model.errors())
        .singleElement()
        .asString()
        .startsWith(
            "Model.java:2:27 ASH-401: inner, Part.Inner, does not fit: expected input = (3,), found (5,)");
  }

  @Test
  void aJarThatWasCompiledWithoutTheProcessorIsRefused() throws IOException {
    assertThat(part.compile(PART).errors()).isEmpty();
    model.compile("""
        @Block abstract class Model {
          @Child parts.Part part;
          @Child @Repeat(2) Sequential<parts.Part.Inner> inner;
        }
        """, "class User { NamedModel model; ModelNames names; }");
    assertThat(model.errors())
        .containsExactly(
            "Model.java:2:21 ASH-219: the child part is of the block Part, for which parts.NamedPart is missing. Compile it with the Ashlar"
                + " processor: its jar, or its source together with this one [docs/diagnostics/ASH-219.md]",
            "Model.java:3:50 ASH-219: the child inner is of the block Part.Inner, for which parts.NamedPart_Inner is missing. Compile it with the Ashlar"
                + " processor: its jar, or its source together with this one [docs/diagnostics/ASH-219.md]");
  }

  @Test
  void aJarThatNeedsWhatIsMissingIsRefused() throws IOException {
    Project base =
        Project.in(folder.resolve("base")).compile("package base; public abstract class Base { }");
    String extending =
        "package parts; @Block public abstract class Part extends base.Base { @Child @Flatten Layer flat; }";
    assertThat(part.uses(base).processed().compile(extending).errors()).isEmpty();
    model.compile("@Block abstract class Model { @Child parts.Part part; }");
    assertThat(model.errors()).hasSize(1);
    assertThat(model.errors().get(0))
        .contains("ASH-224: the child part is of the block Part, which needs base.Base");
  }

  @Test
  void aBlockThatCannotBeSeenIsRefused() throws IOException {
    part.processed()
        .compile(
            """
            package parts;
            @Block abstract class Hidden {
              @Block public abstract static class Within { }
            }
            """,
            "package parts; @Block public abstract class Base { @Child protected Hidden hidden; }");
    assertThat(part.errors()).isEmpty();
    model.compile("@Block abstract class Model extends parts.Base { }");
    assertThat(model.errors())
        .containsExactly(
            "Model.java:1:170 ASH-220: the child hidden is of the block Hidden, which cannot be seen from package demo. Make it public [docs/diagnostics/ASH-220.md]");
  }

  @Test
  void aNestedBlockOfAClassThatCannotBeSeenIsRefusedInTheSameCompilation() {
    Erroneous.source("@Block abstract class Model extends parts.Opened { @Child Within «within; }")
        .with("""
            package parts;
            abstract class Hidden {
              @Block public abstract static class Within { }
            }
            """)
        .with("package parts; public abstract class Opened extends Hidden { }")
        .usedBy("NamedModel model;")
        .says(
            "ASH-220: the child within is of the block Hidden.Within, which cannot be seen from package demo");
  }

  // The stub must not name the class that cannot be seen, in a type's arguments either.
  @Test
  void aRepeatedBlockThatCannotBeSeenIsRefusedOnce() {
    Erroneous.source("""
            package parts;
            @Block public abstract class Base { @Child @Repeat(2) public Sequential<Hidden> «hidden; }
            """)
        .with("package parts; @Block abstract class Hidden { @Child @Flatten Layer flat; }")
        .with(
            "@Block public abstract class Model extends parts.Base { @Child @Dense(units = 2) Layer dense; }")
        .usedBy("NamedModel model; dev.ashlar.Layer of(NamedModel m) { return m.dense(); }")
        .says(
            "ASH-220: the child hidden is of the block Hidden, which cannot be seen from package demo");
  }

  @Test
  void inheritedChildrenOfAJarAreChildren() throws IOException {
    part.processed()
        .compile(PART.replace("Parameter gain", "protected Parameter gain")
            .replace("Sequential<Inner> middle", "protected Sequential<Inner> middle"));
    assertThat(part.errors()).isEmpty();
    model.compile(
        "@Block abstract class Model extends parts.Part { @Child @Dense(units = 1) Layer last; }");
    assertThat(model.errors()).isEmpty();
    assertThat(model.written("demo/ModelNames.java"))
        .contains("FIELDS = \"gain,zebra,alpha,middle,last\"");
  }

  @Test
  void whatIsWrongWithAnInheritedFieldOfAJarIsSaidAtTheClass() throws IOException {
    part.processed().compile(PART);
    model.compile(
        "@Block abstract class Model extends parts.Part { int zebra() { return 1; } }",
        "class User { NamedModel model; }");
    assertThat(model.errors())
        .hasSize(3)
        .allMatch(error -> error.startsWith("Model.java:1:170 ASH-"));
  }

  @Test
  void namesThatAreMissingInAJarAreAsked() throws IOException {
    part.processed().compile(PART);
    Files.delete(folder.resolve("part/parts/PartNames.class"));
    Files.delete(folder.resolve("part/parts/PartNames.java"));
    model.compile("@Block abstract class Model {\n@Child parts.Part part;\n}");
    assertThat(model.errors())
        .containsExactly(
            "Model.java:2:19 ASH-219: the child part is of the block Part, for which parts.PartNames is missing. Compile it with the Ashlar"
                + " processor: its jar, or its source together with this one [docs/diagnostics/ASH-219.md]");
  }

  // The names of yesterday beside the class of today.
  @Test
  void namesThatWereWrittenForOtherFieldsAreRefusedAtEachChild() throws IOException {
    part.processed().compile(PART);
    Project.in(folder.resolve("part")).compile(PART.replace("zebra", "yak"));
    Path jar = jar(folder.resolve("part"), folder.resolve("parts-1.0.jar"));
    String[] sources = {
      """
      @Block(input = 5) abstract class Model {
        @Child parts.Part part;
        @Child(prefix = "other_") parts.Part other;
        @Child @Dense(units = 1) Layer last;
      }
      """, "class User { NamedModel model; parts.NamedPart part() { return model.part(); } }"
    };
    Project user = Project.in(folder.resolve("user"))
        .processed()
        .options(List.of("-cp", jar + File.pathSeparator + System.getProperty("java.class.path")));
    user.compile(sources);
    assertThat(user.errors()).hasSize(2);
    assertThat(user.errors().get(0))
        .startsWith("Model.java:2:21 ASH-228: the block parts.Part (jar:" + jar.toUri()
            + "!/parts/Part.class) has the fields [")
        .contains("yak", "and parts.PartNames was written for [gain, zebra, alpha, middle]: ")
        .contains(
            "Compile its source together with this one, or its jar anew, all of it, with this version of the Ashlar processor");
    assertThat(user.errors().get(1)).startsWith("Model.java:3:40 ASH-228: ");
  }

  @Test
  void namesInAFormThatALaterVersionMayHaveAreRefused() throws IOException {
    for (String fields :
        List.of("static final int FIELDS = 2;", "static final String FIELDS = \"v2:only\";", "")) {
      part.compile(
          "package parts; @Block public abstract class Part { @Child @Flatten protected Layer only; }",
          "package parts; public class NamedPart { }",
          "package parts; public class PartNames { " + fields + " }");
      Project user = Project.in(folder.resolve("user")).uses(part).processed();
      user.compile("@Block abstract class Model {\n@Child parts.Part part;\n}");
      assertThat(user.errors()).singleElement().asString().startsWith("Model.java:2:19 ASH-228: ");
    }
  }

  // The jar's own parent has changed since.
  @Test
  void namesOfAParentThatHasChangedAreRefused() throws IOException {
    Project base = Project.in(folder.resolve("base"));
    String text =
        "package base; @Block public abstract class Base { @Child @Flatten protected Layer a; }";
    Project.in(folder.resolve("base")).processed().compile(text);
    part.uses(base)
        .processed()
        .compile(
            "package parts; @Block public abstract class Part extends base.Base { @Child @Flatten protected Layer b; }");
    Project.in(folder.resolve("base")).processed().compile(text.replace("Layer a", "Layer a, c"));
    model
        .uses(base)
        .compile("@Block abstract class Model extends parts.Part { @Child @Flatten Layer d; }");
    assertThat(model.errors())
        .singleElement()
        .asString()
        .contains("ASH-228: the block parts.Part (")
        .contains(") has the fields [a, c, b], and parts.PartNames was written for [a, b]: ");
  }

  // The compiler reads classes; the outline is for programs, and says so where it is read.
  @Test
  void anOutlineThatCannotBeReadDoesNotStopTheCompiler() throws IOException {
    part.processed().compile(PART);
    Path outline = folder.resolve("part/META-INF/ashlar/parts.Part.json");
    String text = Files.readString(outline);
    for (String other : List.of(text.replace("\"format\" : 1", "\"format\" : 2"), "{", "")) {
      Files.writeString(outline, other);
      Project user = Project.in(folder.resolve("user")).uses(part).processed();
      user.compile("@Block abstract class Model { @Child parts.Part part; }");
      assertThat(user.messages()).isEmpty();
      assertThatThrownBy(() -> Outline.ofBlock("parts.Part", user.loader()))
          .isInstanceOf(OutlineException.class)
          .hasMessageContainingAll("parts.Part", outline.toUri().getPath());
    }
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
