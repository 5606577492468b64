package dev.ashlar.layer;

import dev.ashlar.shape.Shape;

/** The specification of {@link FlattenLayer}. */
public record FlattenSpec() implements LayerSpec {
  @Override
  public String hint() {
    return "flatten";
  }

  @Override
  public Shape output(Shape input) {
    return Shape.of(input.elements());
  }

  @Override
  public String describe(Shape input) {
    return "Flatten";
  }
}
