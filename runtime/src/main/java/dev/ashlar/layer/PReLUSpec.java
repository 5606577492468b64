package dev.ashlar.layer;

import dev.ashlar.shape.Shape;
import java.util.List;

/**
 * The specification of {@link PReLULayer}.
 *
 * @param alpha what the parameter of that name is at first
 * @param inChannels how many channels have an {@code alpha} of their own; 1: one for all
 */
public record PReLUSpec(double alpha, int inChannels) implements LayerSpec {
  static final double ALPHA = 0.25;
  static final int IN_CHANNELS = 1;
  static final int CHANNELS = 1; // the dimension after the batch

  /**
   * Checks the settings.
   *
   * @param alpha what the parameter of that name is at first
   * @param inChannels how many channels have an {@code alpha} of their own; 1: one for all
   */
  public PReLUSpec {
    SettingException.require(Double.isFinite(alpha), "alpha", "finite", alpha);
    SettingException.require(inChannels >= 1, "inChannels", "at least 1", inChannels);
  }

  @Override
  public String hint() {
    return "prelu";
  }

  @Override
  public Shape output(Shape input) {
    if (inChannels > 1) {
      ChannelAxis.size(CHANNELS, inChannels, input);
    }
    return input;
  }

  @Override
  public List<ParameterSpec> parameters(Shape input) {
    return List.of(ParameterSpec.constant("alpha", Shape.of(inChannels), alpha, true));
  }

  /** One for each element. */
  @Override
  public long multiplyAdds(Shape input) {
    return input.elements();
  }

  @Override
  public String describe(Shape input) {
    return "PReLU(\n\n)";
  }
}
