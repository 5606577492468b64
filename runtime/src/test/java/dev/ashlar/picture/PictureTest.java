package dev.ashlar.picture;

import static dev.ashlar.layer.DenseLayer.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.Layer;
import dev.ashlar.Network;
import dev.ashlar.Scope;
import dev.ashlar.layer.Sequential;
import dev.ashlar.outline.Outline;
import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class PictureTest {
  @TempDir
  Path folder;

  private static Sequential<Layer> model() {
    Sequential<Layer> model = new Sequential<>(Scope.newRoot().named("net_"));
    Sequential<Layer> inner = Sequential.unplaced();
    inner.add(dense(4).inUnits(3));
    inner.add(dense(4).inUnits(4));
    model.add(inner);
    model.add(dense(2).inUnits(4));
    return model;
  }

  @Test
  void namesShapesAndSizesStandOnIt() {
    Sequential<Layer> model = model();
    Network.of(model).initialize(1).output(Nd4j.zeros(1, 3));

    String page = Picture.of(model).toHtml();

    assertThat(page)
        .contains("<i title=\"net_sequential0_dense1\">net_sequential0_dense1</i>")
        .contains("(3,) <u>→</u> (4,)")
        .contains("<b>weight</b> (4, 3)")
        .contains("title=\"0.1.bias = net_sequential0_dense1_bias, float32\"")
        .contains("<dd>46</dd>");
    assertThat(count(page, "<details")).isEqualTo(2);
    assertThat(count(page, "<div class=\"layer")).isEqualTo(3);
  }

  @Test
  void itNeedsNothingFromElsewhere() {
    assertThat(Picture.of(model()).toHtml())
        .doesNotContain("http:", "https:", "src=", "href=", "@import", "url(");
  }

  @Test
  void everyBoxThatIsOpenedIsClosed() {
    String page = Picture.of(model()).toHtml();
    for (String tag : List.of("details", "summary", "div", "span", "ul", "li", "p", "main")) {
      assertThat(count(page, "<" + tag + "[ >]")).as(tag).isEqualTo(count(page, "</" + tag + ">"));
    }
  }

  @Test
  void whatAModelIsCalledCannotBreakThePage() {
    assertThat(Picture.of(outline("", "A<B> & \"C\"", List.of())).toHtml())
        .contains("<h1>A&lt;B&gt; &amp; &quot;C&quot;</h1>");
  }

  @Test
  void ofALargeModelTheInnerBlocksAreClosedAtFirst() {
    List<Outline> stages = IntStream.range(0, 4)
        .mapToObj(i -> outline(
            "" + i,
            "Stage",
            IntStream.range(0, 9)
                .mapToObj(j -> outline(i + "." + j, "Dense", List.of()))
                .toList()))
        .toList();
    String page = Picture.of(outline("", "Large", stages)).toHtml();
    assertThat(count(page, "<details class=\"block\" open>")).isEqualTo(1);
    assertThat(count(page, "<details class=\"block\">")).isEqualTo(4);
  }

  @Test
  void equalModelsGiveEqualFiles() throws IOException {
    Path first = folder.resolve("new/folder/first.html");
    Path second = folder.resolve("second.html");
    Picture.of(model()).writeTo(first);
    Picture.of(model()).writeTo(second);
    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> Picture.of(model()).writeTo(file.resolve("picture.html")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("picture.html");
  }

  private static Outline outline(String path, String description, List<Outline> children) {
    return new Outline(
        path,
        Optional.empty(),
        Optional.empty(),
        description,
        1,
        Shape.unknown(),
        Shape.unknown(),
        List.of(),
        0,
        children);
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
