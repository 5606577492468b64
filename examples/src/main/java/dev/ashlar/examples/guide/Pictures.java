package dev.ashlar.examples.guide;

import dev.ashlar.Layer;
import dev.ashlar.picture.Picture;
import java.nio.file.Path;

/** A model to look at. */
final class Pictures {
  private Pictures() {}

  static void draw(Layer model, Path folder) {
    // @start region="picture"
    Picture.of(model).writeTo(folder.resolve("mlp.html"));
    // @end
  }
}
