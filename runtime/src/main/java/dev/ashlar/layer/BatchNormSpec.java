package dev.ashlar.layer;

import dev.ashlar.shape.Shape;
import java.util.List;

/**
 * The specification of {@link BatchNormLayer}.
 *
 * @param axis the dimension of the channels, counted from the batch's 0, or from the end where
 *     negative; not the batch
 * @param momentum what part of the running values stays in a training step, from 0 to 1
 * @param epsilon what is added to the variance
 * @param center whether {@code beta} is trained
 * @param scale whether {@code gamma} is trained
 * @param useGlobalStats whether the running values are used in training too
 * @param inChannels how many channels the input has, 0 if that is taken from the input
 */
public record BatchNormSpec(
    int axis,
    double momentum,
    double epsilon,
    boolean center,
    boolean scale,
    boolean useGlobalStats,
    int inChannels)
    implements LayerSpec {
  static final int AXIS = 1;
  static final double MOMENTUM = 0.9;
  static final double EPSILON = 1e-5;
  static final boolean CENTER = true;
  static final boolean SCALE = true;
  static final boolean USE_GLOBAL_STATS = false;
  static final int IN_CHANNELS = 0;

  /**
   * Checks the settings.
   *
   * @param axis the dimension of the channels, counted from the batch's 0, or from the end where
   *     negative; not the batch
   * @param momentum what part of the running values stays in a training step, from 0 to 1
   * @param epsilon what is added to the variance
   * @param center whether {@code beta} is trained
   * @param scale whether {@code gamma} is trained
   * @param useGlobalStats whether the running values are used in training too
   * @param inChannels how many channels the input has, 0 if that is taken from the input
   */
  public BatchNormSpec {
    SettingException.require(axis != 0, "axis", "another dimension than the batch, 0", axis);
    SettingException.require(momentum >= 0 && momentum <= 1, "momentum", "from 0 to 1", momentum);
    SettingException.require(
        epsilon > 0 && Double.isFinite(epsilon), "epsilon", "finite and more than 0", epsilon);
    SettingException.require(
        inChannels >= 0, "inChannels", "at least 1, or 0 if taken from the input", inChannels);
  }

  @Override
  public String hint() {
    return "batchnorm";
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
        ParameterSpec.constant("beta", shape, 0, center),
        ParameterSpec.constant("running_mean", shape, 0, false),
        ParameterSpec.constant("running_var", shape, 1, false));
  }

  /** One for each element. */
  @Override
  public long multiplyAdds(Shape input) {
    return input.elements();
  }

  @Override
  public String describe(Shape input) {
    long size = ChannelAxis.size(axis, inChannels, input);
    return String.format(
        "BatchNorm(axis=%d, eps=%s, momentum=%s, fix_gamma=%s, use_global_stats=%s, in_channels=%s)",
        axis,
        Printed.of(epsilon),
        Printed.of(momentum),
        Printed.of(!scale),
        Printed.of(useGlobalStats),
        size == Shape.UNKNOWN_SIZE ? "None" : Long.toString(size));
  }
}
