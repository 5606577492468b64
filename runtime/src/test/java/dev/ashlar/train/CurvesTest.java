package dev.ashlar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class CurvesTest {
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
    NodeList paths = elements(html, "path");
    // from the left at the top to the right at the bottom: the training's loss goes from 1 to 0.25,
    // of 2 to 0.25
    assertThat(((Element) paths.item(6)).getAttribute("d"))
        .isEqualTo("M64.0 166.9L384.0 242.3L704.0 280.0");
  }

  @Test
  void whatIsNotFiniteLeavesAGapAndNamesAreEscaped() throws Exception {
    String html = Curves.titled("a < b & c", "step")
        .line("x", "<1>", new double[] {0, 1, 2, 3}, new double[] {0, Double.NaN, 1, 1})
        .html();

    assertThat(html).contains("<h1>a &lt; b &amp; c</h1>", "&lt;1&gt;");
    assertThat(((Element) elements(html, "path").item(6)).getAttribute("d"))
        .isEqualTo("M64.0 280.0M490.7 16.0L704.0 16.0");
  }

  @Test
  void isWrittenToAFile(@TempDir Path folder) throws IOException {
    Curves curves = Curves.titled("t", "x").line("c", "l", new double[] {1}, new double[] {2});
    curves.save(folder.resolve("c.html"));

    assertThat(Files.readString(folder.resolve("c.html"))).isEqualTo(curves.html());
    assertThatThrownBy(() -> curves.save(folder.resolve("none").resolve("c.html")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("c.html");
    assertThatThrownBy(() -> curves.line("c", "m", new double[1], new double[2]))
        .hasMessageContaining("the line 'm': expected as many ys as xs, 1, found 2");
  }
}
