package dev.ashlar.layer;

import dev.ashlar.shape.Shape;

/**
 * The specification of {@link DropoutLayer}.
 *
 * @param rate the part that is left out, at least 0 and less than 1
 */
public record DropoutSpec(double rate) implements LayerSpec {
  /**
   * Checks the settings.
   *
   * @param rate the part that is left out, at least 0 and less than 1
   */
  public DropoutSpec {
    SettingException.require(rate >= 0 && rate < 1, "rate", "at least 0 and less than 1", rate);
  }

  @Override
  public String hint() {
    return "dropout";
  }

  @Override
  public String describe(Shape input) {
    return "Dropout(p = " + rate + ", axes=())";
  }
}
