package dev.ashlar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class CurvesTest {
  private static final String CIRCLE = "m-2 0a2 2 0 1 1 4 0a2 2 0 1 1 -4 0";

  private static EpochReport epoch(int number, double loss, double accuracy) {
    Map<String, Double> validation = new LinkedHashMap<>();
    validation.put("loss", loss * 2);
    validation.put("accuracy", accuracy);
    return new EpochReport(number, 3, 1, 1, loss, 0.1, validation);
  }

  private static NodeList elements(String html, String name) throws Exception {
    String body =
        html.substring(html.indexOf("<svg"), html.lastIndexOf("</svg>") + "</svg>".length());
    String xml = "<all>" + body + "</all>";
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getElementsByTagName(name);
  }

  @Test
  void aTrainingHasAChartOfLossesAndOneAMetric() throws Exception {
    History history = new History(
        List.of(epoch(1, 1, 0.5), epoch(2, 0.5, 0.75), epoch(3, 0.25, 1)),
        3,
        OptionalInt.of(3),
        false);

    String html = Curves.of(history).html();

    assertThat(elements(html, "svg").getLength()).isEqualTo(2);
    assertThat(html)
        .contains("<h2>loss</h2>", "<h2>accuracy</h2>", ">training<", ">validation<", ">epoch<");
    // from the left to the right: the training's loss goes from 1 to 0.25, on an axis from 0 to 2
    assertThat(lines(html)).first().isEqualTo("M64.0 148.0L384.0 214.0L704.0 247.0");
  }

  @Test
  void whatIsNotFiniteLeavesAGapAndNamesAreEscaped() throws Exception {
    String html = Curves.titled("a < b & c", "step")
        .line("x", "<1>", new double[] {0, 1, 2, 3}, new double[] {0, Double.NaN, 1, 1})
        .html();

    assertThat(html).contains("<h1>a &lt; b &amp; c</h1>", "&lt;1&gt;");
    assertThat(lines(html)).containsExactly("M64.0 280.0" + CIRCLE + "M490.7 16.0L704.0 16.0");
  }

  @Test
  void marksStandAtRoundNumbers() throws Exception {
    double[] epochs = IntStream.rangeClosed(1, 40).asDoubleStream().toArray();
    double[] losses = Arrays.stream(epochs).map(epoch -> 2.203 / epoch).toArray();
    String html =
        Curves.titled("t", "epoch").line("loss", "training", epochs, losses).html();

    assertThat(texts(html))
        .containsSubsequence("0.0", "0.5", "1.0", "1.5", "2.0", "2.5", "10", "20", "30", "40");
  }

  @Test
  void halfAnEpochIsNotMarked() throws Exception {
    String html = Curves.titled("t", "epoch")
        .line("loss", "training", new double[] {1, 2, 3}, new double[] {-0.002, 0.001, 0.007})
        .html();

    assertThat(texts(html))
        .containsSubsequence("-0.002", "0.000", "0.002", "0.004", "0.006", "0.008", "1", "2", "3")
        .doesNotContain("1.5");
  }

  @Test
  void whatNeverChangesIsDrawnInTheMiddle() throws Exception {
    String html = Curves.titled("t", "x")
        .line("c", "l", new double[] {1, 2}, new double[] {7, 7})
        .html();

    assertThat(lines(html)).containsExactly("M64.0 148.0L704.0 148.0");
  }

  @Test
  void oneEpochAloneIsACircle() throws Exception {
    String html = Curves.of(new History(List.of(epoch(1, 1, 0.5)), 3, OptionalInt.of(1), false))
        .html();

    assertThat(lines(html))
        .hasSize(3)
        .allMatch(path -> path.matches("M[\\d.]+ [\\d.]+" + Pattern.quote(CIRCLE)));
  }

  private static List<String> lines(String html) throws Exception {
    return all(html, "path").stream()
        .filter(path -> path.getAttribute("fill").equals("none"))
        .map(path -> path.getAttribute("d"))
        .toList();
  }

  private static List<String> texts(String html) throws Exception {
    return all(html, "text").stream().map(Element::getTextContent).toList();
  }

  private static List<Element> all(String html, String name) throws Exception {
    NodeList found = elements(html, name);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> (Element) found.item(i))
        .toList();
  }

  @Test
  void isWrittenToAFile(@TempDir Path folder) throws IOException {
    Curves curves = Curves.titled("t", "x").line("c", "l", new double[] {1}, new double[] {2});
    curves.save(folder.resolve("c.html"));

    assertThat(Files.readString(folder.resolve("c.html"))).isEqualTo(curves.html());
    curves.save(folder.resolve("new/folder/c.html"));
    assertThat(folder.resolve("new/folder/c.html")).hasContent(curves.html());
    assertThatThrownBy(() -> curves.save(folder.resolve("c.html").resolve("c.html")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("c.html");
    assertThatThrownBy(() -> curves.line("c", "m", new double[1], new double[2]))
        .hasMessageContaining("the line 'm': expected as many ys as xs, 1, found 2");
  }
}
