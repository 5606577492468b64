package dev.ashlar.layer;

import dev.ashlar.shape.Shape;
import java.util.List;

/**
 * The specification of {@link ActivateLayer}.
 *
 * @param value the function, not {@link Activation#NONE}
 */
public record ActivateSpec(Activation value) implements LayerSpec {
  /** Checks the settings. */
  public ActivateSpec {
    SettingException.require(value != null && value != Activation.NONE, "value", "a function", value);
  }

  @Override
  public String hint() {
    return value.toString();
  }

  @Override
  public Shape output(Shape input) {
    return input;
  }

  @Override
  public List<ParameterSpec> parameters(Shape input) {
    return List.of();
  }

  @Override
  public String describe(Shape input) {
    return "Activation(" + value + ")";
  }
}
