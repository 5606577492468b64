package dev.ashlar.layer;

import dev.ashlar.shape.Shape;
import java.util.List;
import java.util.Locale;

/**
 * The specification of {@link LayerNormLayer}.
 *
 * @param axis the dimension that is normalised, counted from the batch's 0, or from the end where
 *     negative; not the batch
 * @param epsilon what is added to the variance
 * @param center whether {@code beta} is trained
 * @param scale whether {@code gamma} is trained
 * @param inChannels the size of the dimension, 0 if it is taken from the input
 */
public record LayerNormSpec(int axis, double epsilon, boolean center, boolean scale, int inChannels)
    implements LayerSpec {
  static final int AXIS = -1;
  static final double EPSILON = 1e-5;
  static final boolean CENTER = true;
  static final boolean SCALE = true;
  static final int IN_CHANNELS = 0;

  /**
   * Checks the settings.
   *
   * @param axis the dimension that is normalised, counted from the batch's 0, or from the end where
   *     negative; not the batch
   * @param epsilon what is added to the variance
   * @param center whether {@code beta} is trained
   * @param scale whether {@code gamma} is trained
   * @param inChannels the size of the dimension, 0 if it is taken from the input
   */
  public LayerNormSpec {
    SettingException.require(axis != 0, "axis", "another dimension than the batch, 0", axis);
    SettingException.require(
        epsilon > 0 && Double.isFinite(epsilon), "epsilon", "finite and more than 0", epsilon);
    SettingException.require(
        inChannels >= 0, "inChannels", "at least 1, or 0 if taken from the input", inChannels);
  }

  @Override
  public String hint() {
    return "layernorm";
  }

  @Override
  public Shape output(Shape input) {
    ChannelAxis.size(axis, inChannels, input);
    return input;
  }

  @Override
  public List<ParameterSpec> parameters(Shape input) {
    Shape shape = Shape.of(ChannelAxis.size(axis, inChannels, input));
    return List.of(
        ParameterSpec.constant("gamma", shape, 1, scale),
        ParameterSpec.constant("beta", shape, 0, center));
  }

  /** One for each element: {@code x · gamma + beta}. */
  @Override
  public long multiplyAdds(Shape input) {
    return input.elements();
  }

  @Override
  public String describe(Shape input) {
    return String.format(
        Locale.ROOT,
        "LayerNorm(eps=%s, axis=%d, center=%s, scale=%s, in_channels=%d)",
        Printed.of(epsilon),
        axis,
        Printed.of(center),
        Printed.of(scale),
        ChannelAxis.size(axis, inChannels, input));
  }
}
