package dev.ashlar.processor.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources of yesterday are locked, those of today compared: ASH-5xx. */
class LockTest extends LockFixture {
  private static final String MLP = """
      @Block(input = 784) abstract class Mlp {
        @Child @Dense(units = 128) Layer hidden;
        @Child @Dense(units = 10) Layer output;
        @Param(shape = 2) Parameter gain;
      }
      """;

  @Test
  void theLockIsSortedText() throws IOException {
    update(MLP, """
        @Block(version = 3) abstract class Deep {
          @Child(prefix = "") Mlp mlp;
          @Child @Repeat(2) Sequential<Part> more;
          @Child(name = "a b", formerly = {"c", "d"}) @Dense(units = 4) Layer odd;
          @Child(sharedWith = "odd") @Dense(units = 4) Layer tied;
          @Child @Repeat(2) @Dense(units = 3, useBias = false) Sequential<Layer> heads;
          @Child Layer made;
          Deep() { made = null; }
          @Block abstract static class Part { @Child @Dense(units = 4) Layer only; }
        }
        """);
    assertThat(Files.readString(lock)).isEqualTo("""
        # What saved files rely on, for Ashlar's compiler to compare with: commit it with the source.
        # Only the update writes it: compile with -Aashlar.lock.update=true
        demo.Deep (version 3)
        demo.Deep a~20b layer=DenseLayer prefix=dense2_ formerly=c,d bias:float32(4) weight:float32(4,4)
        demo.Deep heads layer=DenseLayer count=2 prefix=sequential1_ 0.weight:float32(3,4) 1.weight:float32(3,3)
        demo.Deep made assigned
        demo.Deep mlp block=demo.Mlp prefix= input=(784)
        demo.Deep more block=demo.Deep.Part count=2 prefix=sequential0_ input=(10)
        demo.Deep tied layer=DenseLayer prefix=dense3_ shared=a~20b
        demo.Deep.Part (version 1)
        demo.Deep.Part only layer=DenseLayer prefix=dense0_ bias:float32(4) weight:float32(4,0)
        demo.Mlp (version 1)
        demo.Mlp gain parameter :float32(2)
        demo.Mlp hidden layer=DenseLayer prefix=dense0_ bias:float32(128) weight:float32(128,784)
        demo.Mlp output layer=DenseLayer prefix=dense1_ bias:float32(10) weight:float32(10,128)
        """);
  }

  @Test
  void whatHasNotChangedIsNotSpokenOf() throws IOException {
    update(MLP);
    assertThat(compile(MLP)).isEmpty();
  }

  @Test
  void aMissingFileIsAnErrorThatGivesTheCommand() {
    assertThat(compile(MLP))
        .containsExactly("error ASH-501: there is no " + lock
            + ", which -Aashlar.lock names. To write it: compile once with -Aashlar.lock.update=true"
            + " (mvn clean compile -Dashlar.lock.update=true)");
    assertThat(lock).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aCompilationWithoutBlocksNeedsNoLock() {
    assertThat(compile("class Plain { }")).isEmpty();
  }

  @Test
  void aNormalBuildNeverWrites() throws IOException {
    update(MLP);
    String before = Files.readString(lock);
    compile(MLP.replace("hidden", "first"));
    compile(MLP.replace("Layer hidden", "Layer hidden, more"));
    compile(MLP.replace(
            "@Child @Dense(units = 128)", "@Child(formerly = \"hidden\") @Dense(units = 128)")
        .replace("hidden;", "first;"));
    assertThat(Files.readString(lock)).isEqualTo(before);
    assertThat(folder).isDirectoryContaining("glob:**ashlar.lock");
  }

  @Test
  void aRenameIsAnErrorWithTheLineToPaste() throws IOException {
    update(MLP);
    assertThat(compile(MLP.replace("Layer hidden", "Layer first")))
        .containsExactly(
            "error Mlp.java:2 ASH-504: first is not in the lock, and hidden, which held the same, is no longer"
                + " there (" + lock
                + ":5: demo.Mlp hidden layer=DenseLayer prefix=dense0_ bias:float32(128)"
                + " weight:float32(128,784)): files that were saved before would not load. If it was renamed, write:"
                + " @Child(formerly = \"hidden\"). If not, declare the break: @Block(version = 2)");
    assertThat(compile(MLP.replace(
            "@Child @Dense(units = 128) Layer hidden",
            "@Child(formerly = \"hidden\") @Dense(units = 128) Layer first")))
        .isEmpty();
    assertThat(compile(MLP.replace("Parameter gain", "Parameter scale")))
        .singleElement()
        .asString()
        .startsWith("error Mlp.java:4 ASH-504: scale is not in the lock, and gain")
        .contains("write: @Param(formerly = \"gain\")");
    assertThat(compile(MLP.replace(
            "@Param(shape = 2) Parameter gain",
            "@Param(shape = 2, formerly = \"gain\") Parameter scale")))
        .isEmpty();
  }

  @Test
  void renamesGoOnOverSeveralVersionsOfTheSource() throws IOException {
    String second = MLP.replace(
        "@Child @Dense(units = 128) Layer hidden",
        "@Child(formerly = \"hidden\") @Dense(units = 128) Layer first");
    String third = MLP.replace(
        "@Child @Dense(units = 128) Layer hidden",
        "@Child(formerly = {\"first\", \"hidden\"}) @Dense(units = 128) Layer front");
    update(MLP);
    assertThat(compile(third)).isEmpty(); // the lock is that of the first
    update(second);
    assertThat(compile(third)).isEmpty();
    assertThat(compile(third.replace("{\"first\", \"hidden\"}", "\"first\"")))
        .singleElement()
        .asString()
        .startsWith("error Mlp.java:2 ASH-510: front was, in turn, hidden, first (")
        .contains("and says now first, front");
    assertThat(compile(second.replace("first;", "front;").replace("(formerly = \"hidden\")", "")))
        .singleElement()
        .asString()
        .startsWith("error Mlp.java:2 ASH-504: front is not in the lock, and first")
        .contains("write: @Child(formerly = {\"first\", \"hidden\"})");
  }

  @Test
  void twoNamesCanBeSwapped() throws IOException {
    String before = """
        @Block(input = 4) abstract class Mlp {
          @Child @Dense(units = 4) Layer a;
          @Child @Dense(units = 3) Layer b;
        }
        """;
    update(before);
    String swapped = """
        @Block(input = 4) abstract class Mlp {
          @Child(formerly = "a") @Dense(units = 4) Layer b;
          @Child(formerly = "b") @Dense(units = 3) Layer a;
        }
        """;
    assertThat(compile(swapped)).isEmpty();
    assertThat(compile(swapped.replaceAll("\\(formerly = \"[ab]\"\\)", "")))
        .hasSize(2)
        .allMatch(each -> each.contains("ASH-506"));
    update(swapped);
    assertThat(compile(swapped)).isEmpty();
    assertThat(compile(swapped.replaceAll("\\(formerly = \"[ab]\"\\)", "")))
        .hasSize(2)
        .allMatch(each -> each.contains("ASH-510"));
  }

  @Test
  void aRenameInsideANestedBlockIsReportedOnce() throws IOException {
    String holders = """
        @Block(input = 784) abstract class Top { @Child Middle one; @Child Middle two; }
        """;
    String middle =
        "@Block abstract class Middle { @Child Mlp mlp; @Child @Repeat(3) Sequential<Mlp> more; }";
    String mlp = MLP.replace("(input = 784)", "").replace("units = 10)", "units = 784)");
    update(holders, middle, mlp);
    assertThat(compile(holders, middle, mlp.replace("Layer hidden", "Layer first")))
        .singleElement()
        .asString()
        .startsWith("error Mlp.java:2 ASH-504: first");
  }

  @Test
  void aRemovalIsAnErrorAtTheBlock() throws IOException {
    update(MLP);
    assertThat(compile(MLP.replace("@Param(shape = 2) Parameter gain;", "")))
        .singleElement()
        .asString()
        .startsWith("error Mlp.java:1 ASH-505: gain is no longer there (" + lock
            + ":4: demo.Mlp gain parameter :float32(2)): files that were saved before hold it. Put it back, or declare the"
            + " break: @Block(version = 2)");
    assertThat(compile(MLP.replace("@Dense(units = 10)", "@Dense(units = 10, useBias = false)")))
        .singleElement()
        .asString()
        .startsWith("error Mlp.java:3 ASH-505: output: bias float32 (10,) is no longer there");
  }

  @Test
  void anotherShapeIsAnError() throws IOException {
    update(MLP);
    assertThat(compile(MLP.replace("shape = 2", "shape = {2, 1}")))
        .singleElement()
        .asString()
        .startsWith("error Mlp.java:4 ASH-506: gain has float32 (2, 1), and had float32 (2,) (");
    assertThat(compile(MLP.replace("input = 784", "input = 100")))
        .singleElement()
        .asString()
        .startsWith(
            "error Mlp.java:2 ASH-506: hidden has weight float32 (128, 100), and had weight float32 (128, 784)");
    assertThat(compile(MLP.replace("units = 10)", "units = 11)")))
        .singleElement()
        .asString()
        .startsWith(
            "error Mlp.java:3 ASH-506: output has bias float32 (11,), weight float32 (11, 128), and had bias float32"
                + " (10,), weight float32 (10, 128) (");
  }

  @Test
  void aShapeThatIsKnownLaterIsNoChange() throws IOException {
    update(MLP.replace("(input = 784)", ""));
    assertThat(compile(MLP)).isEmpty();
  }

  @Test
  void anotherInputOfANestedBlockIsAnErrorWhereItChangesAParameter() throws IOException {
    String inner = "@Block abstract class Inner { @Child @Dense(units = 3) Layer dense; }";
    String rows =
        "@Block abstract class Rows { @Child @Dense(units = 3, flatten = false) Layer dense; }";
    String holder =
        "@Block(input = {5, 7}) abstract class Top {\n  @Child Rows rows;\n  @Child Inner inner;\n}";
    update(inner, rows, holder);
    assertThat(compile(inner, rows, holder.replace("5, 7", "6, 7")))
        .containsExactly(
            "error Top.java:3 ASH-506: inner has dense.weight float32 (3, 18), and had dense.weight float32 (3, 15) ("
                + lock
                + ":8: demo.Top inner block=demo.Inner prefix=inner0_ input=(5,3)): files that were saved before would"
                + " not load. Put it back, or declare the break: @Block(version = 2)");
  }

  @Test
  void anotherTypeOfElementsIsAnError() throws IOException {
    update(MLP);
    assertThat(compile(MLP.replace(
            "@Param(shape = 2)", "@Param(shape = 2, dtype = dev.ashlar.shape.DType.FLOAT64)")))
        .singleElement()
        .asString()
        .startsWith("error Mlp.java:4 ASH-507: gain has float64 (2,), and had float32 (2,)");
  }

  @Test
  void anAdditionIsAnErrorUntilItIsAccepted() throws IOException {
    update(MLP);
    String more = MLP.replace("@Param", "@Param(shape = 1) Parameter bias;\n  @Param");
    assertThat(compile(more))
        .containsExactly("error Mlp.java:4 ASH-508: bias (float32 (1,)) is not in " + lock
            + ": files that were saved before do not hold it. To accept the addition, compile once with"
            + " -Aashlar.lock.update=true (mvn clean compile -Dashlar.lock.update=true)");
    update(more);
    assertThat(compile(more)).isEmpty();
    assertThat(compile(more, "@Block abstract class Fresh { }"))
        .singleElement()
        .asString()
        .startsWith("error Fresh.java:1 ASH-508: the block demo.Fresh is not in " + lock);
  }

  @Test
  void theOrderOfMembersDoesNotMatterToFilesByStructure() throws IOException {
    String before = """
        @Block(input = 4) abstract class Mlp {
          @Child(prefix = "a_") @Dense(units = 4) Layer a;
          @Child(prefix = "b_") @Dense(units = 4) Layer b;
          @Param(shape = 1) Parameter p;
          @Param(shape = 1) Parameter q;
        }
        """;
    update(before);
    assertThat(compile("""
        @Block(input = 4) abstract class Mlp {
          @Param(shape = 1) Parameter q;
          @Child(prefix = "b_") @Dense(units = 4) Layer b;
          @Param(shape = 1) Parameter p;
          @Child(prefix = "a_") @Dense(units = 4) Layer a;
        }
        """)).isEmpty();
  }

  @Test
  void aPrefixThatChangesIsAWarningThatFilesByNameBreak() throws IOException {
    update(MLP);
    assertThat(compile(MLP.replace(
            "@Child @Dense(units = 10)", "@Child(prefix = \"out_\") @Dense(units = 10)")))
        .containsExactly(
            "warning Mlp.java:1 ASH-513: the prefixes of Mlp have changed (output: 'dense1_' -> 'out_'): files"
                + " that were saved by name would not load, files that were saved by structure do. To accept that, compile once"
                + " with -Aashlar.lock.update=true (mvn clean compile -Dashlar.lock.update=true)");
    String same =
        "@Block(input = 4) abstract class Mlp { @Child @Dense(units = 4) Layer a; @Child @Dense(units = 4) Layer b; }";
    lock = folder.resolve("other.lock");
    update(same);
    assertThat(compile(same.replace("Layer a;", "Layer c;")
            .replace("Layer b;", "Layer a;")
            .replace("Layer c;", "Layer b;")))
        .singleElement()
        .asString()
        .startsWith(
            "warning Mlp.java:1 ASH-513: the prefixes of Mlp have changed (a: 'dense0_' -> 'dense1_', b: 'dense1_' -> 'dense0_')");
  }

  @Test
  void aNewVersionDeclaresABreak() throws IOException {
    update(MLP);
    String broken = MLP.replace("Layer hidden", "Layer first")
        .replace("units = 10", "units = 11")
        .replace("@Param(shape = 2) Parameter gain;", "@Param(shape = 3) Parameter other;");
    assertThat(compile(broken)).hasSizeGreaterThan(3).allMatch(each -> each.startsWith("error"));
    String declared = broken.replace("input = 784", "input = 784, version = 2");
    assertThat(compile(declared))
        .containsExactly(
            "warning Mlp.java:1 ASH-512: Mlp is version 2, and the lock holds version 1 (" + lock
                + ":3): what changes in it from now on goes unnoticed until you compile once with -Aashlar.lock.update=true (mvn"
                + " clean compile -Dashlar.lock.update=true)");
    update(declared);
    assertThat(compile(declared)).isEmpty();
    assertThat(compile(broken))
        .containsExactly("error Mlp.java:1 ASH-511: Mlp is version 1, and was version 2 (" + lock
            + ":3). Write: @Block(version = 2)");
  }

  @Test
  void somethingElseInAMembersPlaceIsAnError() throws IOException {
    String parts =
        "class Parts { @Block abstract static class A { @Child @Dense(units = 1) Layer d; }"
            + " @Block abstract static class B { @Child @Dense(units = 1) Layer d; } }";
    String holder = "@Block abstract class Top {\n  @Child Parts.A part;\n}";
    update(parts, holder);
    assertThat(compile(parts, holder.replace("Parts.A", "Parts.B")))
        .singleElement()
        .asString()
        .startsWith("error Top.java:2 ASH-509: part is demo.Parts.B, and was demo.Parts.A");
    assertThat(compile(
            parts, holder.replace("@Child Parts.A", "@Child @Repeat(2) Sequential<Parts.A>")))
        .singleElement()
        .asString()
        .startsWith("error Top.java:2 ASH-509: part is 2 times demo.Parts.A, and was demo.Parts.A");
    assertThat(compile(parts, holder.replace("@Child Parts.A", "@Child @Dense(units = 2) Layer")))
        .singleElement()
        .asString()
        .startsWith("error Top.java:2 ASH-509: part is DenseLayer");
  }

  @Test
  void anotherNumberOfRepetitionsIsARemovalOrAnAddition() throws IOException {
    String source = """
        @Block(input = 3) abstract class Top {
          @Child @Repeat(3) Sequential<Part> parts;
          @Child @Repeat(3) @Dense(units = 3, useBias = false) Sequential<Layer> layers;
          @Block abstract static class Part { @Child @Dense(units = 3) Layer d; }
        }
        """;
    update(source);
    assertThat(compile(source.replace("(3) Seq", "(2) Seq")))
        .singleElement()
        .asString()
        .startsWith("error Top.java:2 ASH-505: parts: 3 times demo.Top.Part is no longer there");
    assertThat(compile(source.replace("(3) Seq", "(4) Seq")))
        .singleElement()
        .asString()
        .startsWith("error Top.java:2 ASH-508: parts (4 times demo.Top.Part) is not in");
    assertThat(compile(source.replace("(3) @Dense", "(2) @Dense")))
        .singleElement()
        .asString()
        .startsWith("error Top.java:3 ASH-505: layers: 2.weight float32 (3, 3) is no longer there");
  }

  @Test
  void aBlockThatMovedIsFoundUnderItsFormerName() throws IOException {
    String holder = "@Block abstract class Top { @Child Mlp mlp; }";
    update(MLP, holder);
    String moved =
        "package other; " + MLP.replace("abstract class Mlp", "public abstract class Net");
    String newHolder = holder.replace("Mlp mlp", "other.Net mlp");
    assertThat(compile(moved, newHolder))
        .hasSize(2)
        .anySatisfy(each -> assertThat(each)
            .startsWith("error Net.java:1 ASH-508: the block other.Net is not in " + lock)
            .endsWith(
                ". But the lock holds demo.Mlp, which is gone, with the same members: if that was moved or"
                    + " renamed, write instead: @Block(formerly = \"demo.Mlp\")"))
        .anySatisfy(each -> assertThat(each)
            .startsWith("error Top.java:1 ASH-509: mlp is other.Net, and was demo.Mlp"));
    String told = moved.replace("input = 784", "input = 784, formerly = \"demo.Mlp\"");
    assertThat(compile(told, newHolder))
        .singleElement()
        .asString()
        .startsWith("warning Top.java:1 ASH-513"); // the hint is the class's name
    assertThat(compile(told.replace("Layer hidden", "Layer first"), newHolder))
        .anySatisfy(each -> assertThat(each).startsWith("error Net.java:2 ASH-504: first"));
    update(told, newHolder);
    assertThat(Files.readString(lock)).doesNotContain("demo.Mlp").contains("other.Net hidden");
    assertThat(compile(told, newHolder)).isEmpty();
  }

  @Test
  void aBlockWhoseClassIsGoneIsAWarning() throws IOException {
    update(MLP, "@Block abstract class Other { @Child @Dense(units = 1) Layer one; }");
    assertThat(compile(MLP))
        .containsExactly("warning ASH-514: " + lock
            + ":7: there is no block demo.Other. If it was moved or renamed, write on it: @Block(formerly ="
            + " \"demo.Other\"). If it is gone, delete the lines that begin with 'demo.Other '");
  }

  @Test
  void theUpdateKeepsWhatItDoesNotSee() throws IOException {
    String other = "@Block abstract class Other { @Child @Dense(units = 1) Layer one; }";
    update(MLP, other);
    String whole = Files.readString(lock);
    update(MLP);
    assertThat(Files.readString(lock)).isEqualTo(whole);
    update(other.replace("Layer one;", "Layer one; @Param(shape = 1) Parameter two;"));
    assertThat(Files.readString(lock))
        .contains("demo.Mlp hidden", "demo.Other one", "demo.Other two");
  }

  @Test
  void theUpdateDoesNotAcceptABreak() throws IOException {
    update(MLP);
    String before = Files.readString(lock);
    List<String> said = compileWith(
        List.of("-Aashlar.lock=" + lock, "-Aashlar.lock.update=true"),
        MLP.replace("Layer hidden", "Layer first"),
        "@Block abstract class Fresh { }");
    assertThat(said).singleElement().asString().startsWith("error Mlp.java:2 ASH-504: first");
    assertThat(Files.readString(lock)).isEqualTo(before);
  }

  @Test
  void theUpdateWritesNothingWhenAnythingIsWrong() {
    compileWith(
        List.of("-Aashlar.lock=" + lock, "-Aashlar.lock.update=true"),
        MLP,
        "@Block abstract class Wrong { @Child int wrong; }");
    assertThat(lock).doesNotExist();
  }

  @Test
  void theUpdateSaysWhatItDid() {
    List<String> options = List.of("-Aashlar.lock=" + lock, "-Aashlar.lock.update");
    assertThat(compileWith(options, MLP))
        .containsExactly("note ASH-515: " + lock + " now holds 1 block");
    assertThat(compileWith(options, MLP))
        .containsExactly("note ASH-515: " + lock + " holds 1 block");
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    assertThat(compileWith(List.of("-Aashlar.lock.update=true"), MLP))
        .containsExactly(
            "error ASH-601: the option -Aashlar.lock.update=true: expected -Aashlar.lock=<file> beside it, the file to write");
    assertThat(compileWith(List.of("-Aashlar.lock"), MLP))
        .containsExactly(
            "error ASH-601: the option -Aashlar.lock=: expected the path of a file, as in ashlar.lock");
    assertThat(compileWith(List.of("-Aashlar.lock=" + lock, "-Aashlar.lock.update=perhaps"), MLP))
        .hasSize(2)
        .first()
        .isEqualTo(
            "error ASH-601: the option -Aashlar.lock.update=perhaps: expected true or false");
  }

  @Test
  void marksOfAMergeAreRefusedWithTheirLine() throws IOException {
    update(MLP);
    List<String> lines = new ArrayList<>(Files.readAllLines(lock));
    lines.add(4, "<<<<<<< HEAD");
    lines.add(6, "=======");
    lines.add(8, ">>>>>>> branch");
    Files.write(lock, lines);
    assertThat(compile(MLP))
        .containsExactly("error ASH-502: " + lock
            + ":5: a merge left its mark '<<<<<<<': keep of each pair of lines the one"
            + " that holds, and remove the marks");
    String before = Files.readString(lock);
    assertThat(compileWith(List.of("-Aashlar.lock=" + lock, "-Aashlar.lock.update=true"), MLP))
        .hasSize(1);
    assertThat(Files.readString(lock)).isEqualTo(before);
  }
}
