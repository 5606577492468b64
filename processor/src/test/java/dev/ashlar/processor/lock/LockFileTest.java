package dev.ashlar.processor.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.naming.Lineage;
import dev.ashlar.processor.lock.LockFile.RefusedException;
import dev.ashlar.processor.lock.LockedMember.Array;
import dev.ashlar.processor.lock.LockedMember.Kind;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockFileTest {
  private static final List<String> NAMES =
      List.of("a", "b", "0", "a b", "a=b", "(x)", "é%", "a:b,c", "\ud83d\ude00", "$", "-", "a+b");

  @TempDir
  Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws RefusedException {
    Random random = new Random(5);
    for (int run = 0; run < 300; run++) {
      Map<String, LockedBlock> blocks = new TreeMap<>();
      for (String name : List.of("demo.A", "demo.A.B", "C", "demo.Ab")) {
        blocks.put(name, block(name, random));
      }
      String text = LockFile.text(blocks);
      LockFile read = LockFile.parse(text);
      assertThat(read.blocks()).isEqualTo(blocks);
      assertThat(LockFile.text(read.blocks())).isEqualTo(text);
      assertThat(text.lines().filter(line -> !line.startsWith("#"))).isSorted();
    }
  }

  /** A line that is damaged anywhere is refused, or is another one that could have been written. */
  @Test
  void damagedLinesAreRefusedOrWhatTheySay() throws RefusedException {
    Random random = new Random(6);
    String text = LockFile.text(Map.of("demo.A", block("demo.A", random)));
    int refused = 0;
    for (int run = 0; run < 3000; run++) {
      StringBuilder damaged = new StringBuilder(text);
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.setCharAt(at, (char) (32 + random.nextInt(95)));
        default -> damaged.insert(at, (char) (32 + random.nextInt(95)));
      }
      try {
        LockFile read = LockFile.parse(damaged.toString());
        String again = LockFile.text(read.blocks());
        assertThat(again.lines().filter(line -> !line.startsWith("#")).toList())
            .containsExactlyInAnyOrderElementsOf(damaged
                .toString()
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList());
      } catch (RefusedException said) {
        refused++;
        assertThat(said.line()).isPositive();
        assertThat(said.getMessage()).isNotBlank();
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo.A",
        "demo.A ",
        "demo.A (version 0)",
        "demo.A (version 01)",
        "demo.A (version one)",
        "demo.A (version 1) ",
        "demo..A (version 1)",
        "1 (version 1)",
        "demo.A a",
        "demo.A a nothing",
        "demo.A a PARAMETER :float32(1)",
        "demo.A a parameter :float32(1) ",
        "demo.A a parameter  :float32(1)",
        "demo.A a parameter :float16(1)",
        "demo.A a parameter :float32",
        "demo.A a parameter :float32(-1)",
        "demo.A a parameter :float32(1) :float32(1)",
        "demo.A a parameter what=1",
        "demo.A a parameter what",
        "demo.A a layer=DenseLayer count=0",
        "demo.A a layer=DenseLayer count=x",
        "demo.A a layer=DenseLayer w:float32(1) b:float32(1)",
        "demo.A a~zz parameter :float32(1)",
        "demo.A a~2 parameter :float32(1)",
        "demo.A a~61 parameter :float32(1)",
        "demo.A a parameter",
        "demo.A a parameter w:float32(1)",
        "demo.A a parameter=Some :float32(1)",
        "demo.A a layer",
        "demo.A a layer=",
        "demo.A a block",
        "demo.A a block=demo.B w:float32(1)",
        "demo.A a assigned w:float32(1)",
        "demo.A a assigned=Some",
        "demo.A a layer=DenseLayer count=-1",
        "demo.A a layer=DenseLayer count=99999999999",
        "demo.A a parameter formerly=a :float32(1)",
        "demo.A a parameter formerly= :float32(1)",
        "demo.A a parameter :float32(99999999999999999999)",
        "some text that nobody meant",
      })
  void whatNoUpdateWritesIsRefusedWithItsLine(String line) {
    assertThatThrownBy(() -> LockFile.parse("# head\ndemo.A (version 1)\n\n" + line + "\n"))
        .isInstanceOfSatisfying(
            RefusedException.class, said -> assertThat(said.line()).isEqualTo(4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "demo.A a leyer=Dense | expected one of parameter, layer, block, assigned behind the name, found 'leyer'",
        "demo.A a layer=Dense count=x | expected 'count=<number>', found 'x'",
        "demo.A a~zz parameter :float32(1) | 'a~zz' is not how a name is written",
        "'demo.A a parameter :float32(1) ' | remove the space at the end",
        "demo.A a parameter | expected one ':<type>(<sizes>)' behind 'parameter', as in ':float32(2)'",
        "demo.A a block | expected 'block=<class>'",
      })
  void whatIsWrongIsSaidInTheWordsOfTheFile(String line, String message) {
    assertThatThrownBy(() -> LockFile.parse("demo.A (version 1)\n" + line)).hasMessage(message);
  }

  /** Some editors write it before the first letter. */
  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws Exception {
    Path file = folder.resolve("a.lock");
    Files.writeString(file, "\ufeff# head\r\ndemo.A (version 3)\r\n");
    assertThat(LockFile.read(file).blocks().get("demo.A").version()).isEqualTo(3);
    Files.writeString(file, "\ufeffdemo.A (version 3)\n");
    assertThat(LockFile.read(file).blocks()).containsOnlyKeys("demo.A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| base"})
  void marksOfAMergeAreNamed(String mark) {
    assertThatThrownBy(() -> LockFile.parse("demo.A (version 1)\n" + mark))
        .isInstanceOfSatisfying(RefusedException.class, said -> {
          assertThat(said.line()).isEqualTo(2);
          assertThat(said).hasMessageContaining("a merge left its mark");
        });
  }

  @Test
  void whatStandsTwiceIsRefused() {
    assertThatThrownBy(() -> LockFile.parse("demo.A (version 1)\ndemo.A (version 2)"))
        .hasMessage("the same stands in line 1 already: keep one of the two");
    assertThatThrownBy(() -> LockFile.parse(
            "demo.A (version 1)\ndemo.A a parameter :float32(1)\ndemo.A a parameter :float32(2)"))
        .hasMessage("the same stands in line 2 already: keep one of the two");
  }

  @Test
  void aBlockWithoutItsFirstLineIsRefused() {
    assertThatThrownBy(() -> LockFile.parse("demo.A a parameter :float32(1)"))
        .hasMessage("the line 'demo.A (version …)' of its block is missing");
  }

  @Test
  void whatIsNoTextIsRefused() throws Exception {
    Path file = folder.resolve("a.lock");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThatThrownBy(() -> LockFile.read(file))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("what stands here is not text in UTF-8");
    Files.write(file, "demo.A (version 1)\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(LockFile.read(file).blocks())
        .containsOnlyKeys("demo.A"); // lines of Windows are fine
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff",
        "c3",
        "c3 28",
        "e2 82",
        "ed a0 80",
        "c0 80",
        "f0 9f 98",
        "f8 88 80 80 80",
        "80"
      })
  void bytesThatAreNoTextAreRefusedWithTheirLine(String bytes) throws Exception {
    Path file = folder.resolve("a.lock");
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes("# é 😀\r\ndemo.A (version 1)\ndemo.A a".getBytes(StandardCharsets.UTF_8));
    for (String each : bytes.split(" ")) {
      content.write(Integer.parseInt(each, 16));
    }
    Files.write(file, content.toByteArray());
    assertThatThrownBy(() -> LockFile.read(file))
        .isInstanceOfSatisfying(
            RefusedException.class, said -> assertThat(said.line()).isEqualTo(3));
  }

  private static LockedBlock block(String className, Random random) {
    Map<String, LockedMember> members = new TreeMap<>();
    for (String name : NAMES) {
      if (random.nextBoolean()) {
        members.put(name, member(name, random));
      }
    }
    return new LockedBlock(className, 1 + random.nextInt(3), members);
  }

  private static LockedMember member(String name, Random random) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    List<String> former = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      former.add("former " + i);
    }
    Map<String, Array> parameters = new TreeMap<>();
    for (int i = kind == Kind.PARAMETER ? 1 : kind == Kind.LAYER ? random.nextInt(3) : 0;
        i > 0;
        i--) {
      parameters.put(
          kind == Kind.PARAMETER ? "" : i + ".we ight",
          new Array(
              random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64,
              random.nextBoolean() ? Shape.of(random.nextInt(4), 2) : Shape.of()));
    }
    return new LockedMember(
        Lineage.of(name, former),
        kind,
        kind == Kind.BLOCK ? "demo.Other" : kind == Kind.LAYER ? "DenseLayer" : "",
        random.nextInt(3),
        random.nextBoolean() ? Optional.of("p _") : Optional.empty(),
        random.nextBoolean() ? Optional.of("other") : Optional.empty(),
        random.nextBoolean() ? Shape.of(3, 0) : Shape.unknown(),
        parameters);
  }
}
