package dev.ashlar.layer;

import dev.ashlar.shape.Shape;

/** The specification of {@link GlobalAvgPool2DLayer}. */
public record GlobalAvgPool2DSpec() implements LayerSpec {
  @Override
  public String hint() {
    return PoolingRule.HINT;
  }

  @Override
  public Shape output(Shape input) {
    return PoolingRule.globalOutput(input);
  }

  @Override
  public String describe(Shape input) {
    return PoolingRule.describeGlobal("GlobalAvgPool2D", "avg");
  }
}
