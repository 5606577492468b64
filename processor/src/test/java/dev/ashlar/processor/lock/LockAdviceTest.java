package dev.ashlar.processor.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever does what a message about the lock says has a build that passes. */
class LockAdviceTest extends LockFixture {
  private static final String MLP = """
      @Block(input = 784) abstract class Mlp {
        @Child @Dense(units = 128) Layer hidden;
        @Child @Dense(units = 10) Layer output;
      }
      """;
  private static final String MOVED = "package other; "
      + MLP.replace("@Block(input = 784)", "@Block(input = 784, formerly = \"demo.Mlp\") public")
          .replace("class Mlp", "class Net");
  private static final String TOP = "@Block abstract class Top { @Child other.Net mlp; }";

  /** The update was run before anyone said that the class is the one of old. */
  @Test
  void aClassThatIsToldToHaveMovedAfterTheUpdateIsComparedWithItsOldLinesAndTakesTheirPlace()
      throws IOException {
    update(MLP);
    String fresh = MOVED.replace(", formerly = \"demo.Mlp\"", "").replace("hidden", "first");
    update(fresh);
    assertThat(compile(fresh))
        .singleElement()
        .asString()
        .startsWith("warning ASH-514")
        .contains("write on it: @Block(formerly = \"demo.Mlp\")");
    String told = MOVED.replace("hidden", "first");
    assertThat(compile(told))
        .singleElement()
        .asString()
        .startsWith("error Net.java:2 ASH-504: first")
        .contains(lock + ":4: demo.Mlp hidden")
        .contains("write: @Child(formerly = \"hidden\")");
    String renamed = told.replace(
        "@Child @Dense(units = 128)", "@Child(formerly = \"hidden\") @Dense(units = 128)");
    assertThat(compile(renamed)).isEmpty();
    update(renamed);
    assertThat(Files.readString(lock)).doesNotContain("demo.Mlp").contains("other.Net first");
    assertThat(compile(renamed)).isEmpty();
  }

  @Test
  void aHolderOfABlockThatMovedKnowsTheOldLinesOfWhatItIsCompiledWith() throws IOException {
    update(MLP, TOP.replace("other.Net", "Mlp"));
    assertThat(compile(MOVED, TOP)).noneMatch(each -> each.contains("ASH-514"));
  }

  @Test
  void linesToDeleteAreThoseOfTheBlockAlone() throws IOException {
    String more = MLP.replace("class Mlp", "class MlpOfMine");
    update(MLP, more);
    String said = compile(more).get(0);
    assertThat(said).startsWith("warning ASH-514").endsWith("that begin with 'demo.Mlp '");
    Files.write(
        lock,
        Files.readAllLines(lock).stream()
            .filter(line -> !line.startsWith("demo.Mlp "))
            .toList());
    assertThat(compile(more)).isEmpty();
  }

  @Test
  void aClassThatIsNoLongerABlockIsSpokenOf() throws IOException {
    update(MLP, "@Block abstract class Other { @Child @Dense(units = 1) Layer one; }");
    assertThat(compile(MLP, "abstract class Other { }"))
        .singleElement()
        .asString()
        .startsWith("warning ASH-514: " + lock + ":6: there is no block demo.Other.");
  }

  @Test
  void aNameIsWrittenAsTheSourceHasIt() throws IOException {
    String odd =
        "@Block abstract class Odd { @Child(name = \"a\\\"b\") @Dense(units = 3) Layer one; }";
    update(odd);
    assertThat(compile(odd.replace("a\\\"b", "c")))
        .singleElement()
        .asString()
        .contains("write: @Child(formerly = \"a\\\"b\").");
    assertThat(compile(odd.replace("name = \"a\\\"b\"", "name = \"c\", formerly = \"a\\\"b\"")))
        .isEmpty();
  }

  /** Two classes swap their names in three steps, each with an update. */
  @Test
  void twoClassesSwapTheirNamesThroughAThird() throws IOException {
    String a = "@Block abstract class A { @Child @Dense(units = 3) Layer x; }";
    String b = "@Block abstract class B { @Child @Dense(units = 4) Layer y; }";
    String top = "@Block abstract class Top { @Child A one; @Child B two; }";
    update(a, b, top);
    update(renamed(a, "A", "C"), b, top.replace("A one", "C one"));
    String newA = renamed(b, "B", "A");
    update(
        a.replace("class A", "class C"),
        newA,
        top.replace("A one", "C one").replace("B two", "A two"));
    String newB = renamed(a, "C", "B").replace("class A", "class B");
    String swapped = top.replace("A one", "B one").replace("B two", "A two");
    update(newB, b.replace("class B", "class A"), swapped);
    assertThat(compile(a.replace("class A", "class B"), b.replace("class B", "class A"), swapped))
        .isEmpty();
  }

  private static String renamed(String source, String from, String to) {
    return source
        .replace("@Block", "@Block(formerly = \"demo." + from + "\")")
        .replace("class " + from, "class " + to);
  }

  @Test
  void aRelativePathIsToldInFull() {
    assertThat(compileWith(List.of("-Aashlar.lock=no/such.lock"), MLP))
        .singleElement()
        .asString()
        .startsWith(
            "error ASH-501: there is no " + Path.of("no/such.lock").toAbsolutePath() + ", which");
  }

  @Test
  void ofALinkTheUpdateWritesWhatItLeadsTo() throws IOException {
    Path real = Files.writeString(folder.resolve("real.lock"), "");
    try {
      Files.createSymbolicLink(lock, real);
    } catch (UnsupportedOperationException | IOException refused) {
      assumeTrue(false, "no links here");
    }
    update(MLP);
    assertThat(lock).isSymbolicLink();
    assertThat(Files.readString(real)).contains("demo.Mlp hidden");
  }
}
