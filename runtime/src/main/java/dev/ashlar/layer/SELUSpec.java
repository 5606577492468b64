package dev.ashlar.layer;

import dev.ashlar.shape.Shape;

/** The specification of {@link SELULayer}. */
public record SELUSpec() implements LayerSpec {
  @Override
  public String hint() {
    return "selu";
  }

  @Override
  public String describe(Shape input) {
    return "SELU(\n\n)";
  }
}
