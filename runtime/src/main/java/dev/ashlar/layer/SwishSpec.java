package dev.ashlar.layer;

import dev.ashlar.shape.Shape;

/**
 * The specification of {@link SwishLayer}.
 *
 * @param beta what numbers are multiplied by before the sigmoid
 */
public record SwishSpec(double beta) implements LayerSpec {
  static final double BETA = 1;

  /**
   * Checks the settings.
   *
   * @param beta what numbers are multiplied by before the sigmoid
   */
  public SwishSpec {
    SettingException.require(Double.isFinite(beta), "beta", "finite", beta);
  }

  @Override
  public String hint() {
    return "swish";
  }

  @Override
  public String describe(Shape input) {
    return "Swish(\n\n)";
  }
}
