package dev.ashlar.layer;

import dev.ashlar.shape.Shape;
import java.util.List;

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
  public List<ParameterSpec> parameters(Shape input) {
    return List.of();
  }

  @Override
  public String describe(Shape input) {
    return "Flatten";
  }
}
