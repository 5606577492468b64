package dev.ashlar.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** The tutorial prints what it always has; its names are those of Gluon's tutorial. */
class NamingTutorialTest {
  @Test
  void printsTheNames() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    new NamingTutorial(new PrintStream(printed, true, UTF_8)).run();

    assertThat(withoutFolders(printed.toString(UTF_8))).isEqualTo(expected());
  }

  private static String withoutFolders(String text) {
    return text.replace(System.lineSeparator(), "\n").replaceAll("[^\\s']*model\\.safetensors", "model.safetensors");
  }

  private static String expected() throws IOException {
    try (InputStream resource = NamingTutorialTest.class.getResourceAsStream("naming-tutorial.txt")) {
      return new String(resource.readAllBytes(), UTF_8);
    }
  }
}
