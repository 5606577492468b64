package dev.ashlar.layer;

import dev.ashlar.shape.Shape;

/**
 * The specification of {@link ELULayer}.
 *
 * @param alpha what negative numbers approach, without its sign; at least 0
 */
public record ELUSpec(double alpha) implements LayerSpec {
  static final double ALPHA = 1;

  /**
   * Checks the settings.
   *
   * @param alpha what negative numbers approach, without its sign; at least 0
   */
  public ELUSpec {
    SettingException.require(
        alpha >= 0 && Double.isFinite(alpha), "alpha", "finite and at least 0", alpha);
  }

  @Override
  public String hint() {
    return "elu";
  }

  @Override
  public String describe(Shape input) {
    return "ELU(\n\n)";
  }
}
