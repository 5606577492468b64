package dev.ashlar.layer;

import dev.ashlar.shape.Shape;

/**
 * The specification of {@link ActivateLayer}.
 *
 * @param value the function, not {@link Activation#NONE}
 */
public record ActivateSpec(Activation value) implements LayerSpec {
  /**
   * Checks the settings.
   *
   * @param value the function, not {@link Activation#NONE}
   */
  public ActivateSpec {
    SettingException.require(
        value != null && value != Activation.NONE, "value", "a function", value);
  }

  @Override
  public String hint() {
    return value.toString();
  }

  @Override
  public String describe(Shape input) {
    return "Activation(" + value + ")";
  }
}
