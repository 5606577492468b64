package dev.ashlar.layer;

import dev.ashlar.shape.Shape;

/**
 * The specification of {@link LeakyReLULayer}.
 *
 * @param alpha what negative numbers are multiplied by, at least 0
 */
public record LeakyReLUSpec(double alpha) implements LayerSpec {
  /**
   * Checks the settings.
   *
   * @param alpha what negative numbers are multiplied by, at least 0
   */
  public LeakyReLUSpec {
    SettingException.require(
        alpha >= 0 && Double.isFinite(alpha), "alpha", "finite and at least 0", alpha);
  }

  @Override
  public String hint() {
    return "leakyrelu";
  }

  @Override
  public String describe(Shape input) {
    return "LeakyReLU(" + Printed.of(alpha) + ")";
  }
}
