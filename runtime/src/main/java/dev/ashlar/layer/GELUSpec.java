package dev.ashlar.layer;

import dev.ashlar.shape.Shape;

/** The specification of {@link GELULayer}. */
public record GELUSpec() implements LayerSpec {
  @Override
  public String hint() {
    return "gelu";
  }

  @Override
  public String describe(Shape input) {
    return "GELU(\n\n)";
  }
}
