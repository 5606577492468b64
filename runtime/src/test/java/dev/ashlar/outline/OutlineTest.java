package dev.ashlar.outline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutlineTest {
  @Test
  void theTotalsCountSharedParametersOnceAndTellWhatIsNotKnown() {
    Outline outline = layer("", Shape.of(4), 0)
        .with(layer("a", Shape.of(4), 12, parameter("a", "w", Shape.of(3, 4), true)))
        .with(layer("b", Shape.of(3), 6, parameter("b", "w", Shape.of(2, 3), false)))
        .with(layer("c", Shape.of(4), 12, shared("c", "w", Shape.of(3, 4), "a.w")))
        .with(layer("d", Shape.unknown(), 0, parameter("d", "w", Shape.of(5, 0), true)))
        .made();
    assertThat(outline.totals()).isEqualTo(new OutlineTotals(18, 12, 72, 1, 30, 1));
    assertThat(outline.totals().megabytes()).isEqualTo(72e-6);
  }

  @Test
  void numbersThatFitNoLongAreTheLargest() {
    Shape huge = Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    Outline outline = layer("", Shape.of(4), Long.MAX_VALUE, parameter("", "w", huge, true))
        .with(layer("a", Shape.of(4), 1, parameter("a", "w", Shape.of(3, 4), true)))
        .made();
    assertThat(outline.totals())
        .isEqualTo(new OutlineTotals(
            Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 0, Long.MAX_VALUE, 0));
  }

  @Test
  void theSummaryIsATableOfTheTree() {
    Outline outline = layer("", Shape.of(4), 0)
        .with(layer("body", Shape.of(4), 0)
            .with(layer(
                "body.one", Shape.of(4), 1200, parameter("body.one", "w", Shape.of(300, 4), true))))
        .with(layer("two", Shape.unknown(), 0, parameter("two", "w", Shape.of(2, 0), false)))
        .made();
    assertThat(outline.summary()).isEqualTo("""
        layer    name  what     input -> output  parameters  trained  multiply-adds     MB
        .        p     a layer  (4,) -> (4,)
          body   p     a layer  (4,) -> (4,)
            one  p     a layer  (4,) -> (4,)          1,200  yes              1,200  0.005
          two    p     a layer  ? -> ?                    ?  no                   ?      ?
        parameters: 1,200 (0.005 MB), trained: 1,200, not trained: 0; of unknown shape: 1 more
        multiply-adds for one example: 1,200; of unknown input: 1 layer more
        """);
  }

  @Test
  void layersOfUnknownInputAreCounted() {
    Outline outline = layer("", Shape.of(4), 0)
        .with(layer("a", Shape.unknown(), 0, parameter("a", "w", Shape.of(2, 0), true)))
        .with(layer("b", Shape.unknown(), 0, parameter("b", "w", Shape.of(2, 0), true)))
        .made();
    assertThat(outline.summary()).endsWith("0; of unknown input: 2 layers more\n");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Random random = new Random(7);
    for (int run = 0; run < 200; run++) {
      Outline outline = random("", 3, random);
      assertThat(read(outline.toJson())).isEqualTo(outline);
      assertThat(read(outline.toJson()).toJson()).isEqualTo(outline.toJson());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"format\":1}",
        "{\"format\":0,\"outline\":{\"path\":\"\",\"description\":\"\"}}",
        "{\"format\":1,\"outline\":{\"path\":\"\"}}",
        "{\"format\":1,\"outline\":{\"path\":\"\",\"description\":\"\"}} {}",
        "{\"format\":1,\"outline\":{\"path\":\"\",\"path\":\"\",\"description\":\"\"}}",
        "{\"format\":1,\"outline\":{\"path\":\"\",\"description\":\"\",\"input\":[-1]}}",
        "{\"format\":1,\"outline\":{\"path\":\"\",\"description\":\"\",\"input\":[1.5]}}",
        "{\"format\":1,\"outline\":{\"path\":\"\",\"description\":\"\",\"version\":9999999999}}",
        "{\"format\":1,\"outline\":{\"path\":\"\",\"description\":\"\",\"other\":1}}",
        "{\"format\":1,\"outline\":{\"path\":\"\",\"description\":\"\",\"children\":[3]}}",
      })
  void whatIsNotAnOutlineIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(OutlineException.class)
        .hasMessageStartingWith(
            "the outline of demo.Mlp in place is not what the Ashlar processor writes: ")
        .hasMessageEndingWith(". Compile the class anew");
  }

  // Whatever else stands in it: a later format may say anything.
  @Test
  void aNewerFormatIsRefusedWithTheClassTheFileAndWhatToDo() {
    assertThatThrownBy(() -> read("{\"format\":2,\"model\":[]}"))
        .isInstanceOf(OutlineException.class)
        .hasMessage("cannot read the outline of demo.Mlp in place: it is of format 2, which a newer"
            + " version of Ashlar writes, and this one reads format 1. Use that version of Ashlar's"
            + " runtime, or compile the class with this version's processor");
  }

  @Test
  void everyTruncationIsRefused() {
    String text = random("", 2, new Random(3)).toJson().strip();
    for (int end = 0; end < text.length(); end++) {
      String cut = text.substring(0, end);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(OutlineException.class);
    }
  }

  @Test
  void aBlockWithoutAnOutlineIsNamed() {
    assertThatThrownBy(() -> Outline.ofBlock(OutlineTest.class))
        .isInstanceOf(OutlineException.class)
        .hasMessage(
            "there is no META-INF/ashlar/dev.ashlar.outline.OutlineTest.json on the class path: dev.ashlar.outline.OutlineTest"
                + " is no @Block, or was compiled without the Ashlar processor or with errors");
  }

  private static Outline read(String text) throws IOException {
    return OutlineFile.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "demo.Mlp", "place");
  }

  private static Outline random(String path, int depth, Random random) {
    List<OutlineParameter> parameters = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      parameters.add(new OutlineParameter(
          "w\u00e4\"" + i,
          path + ".w" + i,
          random.nextBoolean() ? Optional.of("full" + i) : Optional.empty(),
          shape(random),
          random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64,
          random.nextBoolean(),
          random.nextBoolean() ? Optional.of("other") : Optional.empty()));
    }
    List<Outline> children = new ArrayList<>();
    for (int i = depth == 0 ? 0 : random.nextInt(3); i > 0; i--) {
      children.add(random(path + "c" + i, depth - 1, random));
    }
    return new Outline(
        path,
        random.nextBoolean() ? Optional.of("p_") : Optional.empty(),
        random.nextBoolean() ? Optional.of("hint") : Optional.empty(),
        "a layer\n\t\u2028",
        1 + random.nextInt(3),
        shape(random),
        shape(random),
        parameters,
        random.nextLong(Long.MAX_VALUE),
        children);
  }

  private static Shape shape(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Shape.unknown();
      case 1 -> Shape.of();
      default -> Shape.of(random.nextInt(3), random.nextLong(Long.MAX_VALUE));
    };
  }

  private static OutlineParameter parameter(
      String path, String name, Shape shape, boolean trainable) {
    return new OutlineParameter(
        name,
        path + "." + name,
        Optional.empty(),
        shape,
        DType.FLOAT32,
        trainable,
        Optional.empty());
  }

  private static OutlineParameter shared(String path, String name, Shape shape, String first) {
    return new OutlineParameter(
        name, path + "." + name, Optional.empty(), shape, DType.FLOAT32, true, Optional.of(first));
  }

  private static Maker layer(
      String path, Shape shape, long multiplyAdds, OutlineParameter... parameters) {
    return new Maker(path, shape, multiplyAdds, List.of(parameters), new ArrayList<>());
  }

  private record Maker(
      String path,
      Shape shape,
      long multiplyAdds,
      List<OutlineParameter> parameters,
      List<Outline> children) {
    Maker with(Maker child) {
      children.add(child.made());
      return this;
    }

    Outline made() {
      return new Outline(
          path,
          Optional.of("p_"),
          Optional.empty(),
          "a layer",
          1,
          shape,
          shape,
          parameters,
          multiplyAdds,
          children);
    }
  }
}
