package dev.ashlar.picture;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.Layer;
import dev.ashlar.LayerOutline;
import dev.ashlar.outline.Outline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A model as one page of HTML that needs nothing else: nested blocks are boxes that open and close,
 * with names and shapes on them, and parameters by size.
 *
 * <pre>{@code
 * Picture.of(new NamedMlp()).writeTo(Path.of("mlp.html"));
 * }</pre>
 *
 * <p>The compiler writes such a page for each block with {@code -Aashlar.pictures=FOLDER}. Equal
 * outlines give equal pages. Immutable.
 */
public final class Picture {
  private static final String STYLE = resource("picture.css");
  private static final String SCRIPT = resource("picture.js");

  private final Outline outline;

  private Picture(Outline outline) {
    this.outline = outline;
  }

  /**
   * {@return a picture of a model as it is now}
   *
   * @param model the model; shapes that it does not declare are known once a network has run it
   */
  public static Picture of(Layer model) {
    return of(LayerOutline.of(model));
  }

  /**
   * {@return a picture of what an outline tells}
   *
   * @param outline the model's outline
   */
  public static Picture of(Outline outline) {
    return new Picture(Objects.requireNonNull(outline, "outline"));
  }

  /**
   * Writes the page, over a file that may be there; its folder is made if it is missing.
   *
   * @param file the file, {@code mlp.html}
   * @throws UncheckedIOException if it cannot be written
   */
  public void writeTo(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, toHtml());
    } catch (IOException failed) {
      throw new UncheckedIOException("the picture cannot be written to " + file, failed);
    }
  }

  /** {@return the page itself} */
  public String toHtml() {
    return new Page(outline).html(STYLE, SCRIPT);
  }

  private static String resource(String name) {
    try (InputStream stream = Picture.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
