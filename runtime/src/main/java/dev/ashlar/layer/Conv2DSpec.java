package dev.ashlar.layer;

import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The specification of {@link Conv2DLayer}. Settings of height and width are one number for both,
 * or two, and are kept as two.
 *
 * @param channels how many channels the output has, at least 1
 * @param kernel the height and width of the kernel, at least 1
 * @param stride by how many elements the kernel moves, at least 1
 * @param padding how many zeros stand at each edge of the input, at least 0
 * @param dilation how far apart the elements are that a kernel sees side by side, at least 1
 * @param groups into how many groups the channels are split; divides those of input and output
 * @param useBias whether a bias is added
 * @param activation the function applied to the output
 * @param inChannels how many channels the input has, 0 if that is taken from the input
 */
public record Conv2DSpec(
    int channels,
    int[] kernel,
    int[] stride,
    int[] padding,
    int[] dilation,
    int groups,
    boolean useBias,
    Activation activation,
    int inChannels)
    implements LayerSpec {
  static final int STRIDE = 1;
  static final int PADDING = 0;
  static final int DILATION = 1;
  static final int GROUPS = 1;
  static final boolean USE_BIAS = true;
  static final int IN_CHANNELS = 0;

  /**
   * Checks the settings.
   *
   * @param channels how many channels the output has, at least 1
   * @param kernel the height and width of the kernel, at least 1
   * @param stride by how many elements the kernel moves, at least 1
   * @param padding how many zeros stand at each edge of the input, at least 0
   * @param dilation how far apart the elements are that a kernel sees side by side, at least 1
   * @param groups into how many groups the channels are split; divides those of input and output
   * @param useBias whether a bias is added
   * @param activation the function applied to the output
   * @param inChannels how many channels the input has, 0 if that is taken from the input
   */
  public Conv2DSpec {
    SettingException.require(channels >= 1, "channels", "at least 1", channels);
    kernel = Window.pair("kernel", kernel, 1);
    stride = Window.pair("stride", stride, 1);
    padding = Window.pair("padding", padding, 0);
    dilation = Window.pair("dilation", dilation, 1);
    Objects.requireNonNull(activation, "activation");
    SettingException.require(
        inChannels >= 0, "inChannels", "at least 1, or 0 if taken from the input", inChannels);
    SettingException.require(groups >= 1, "groups", "at least 1", groups);
    SettingException.require(
        channels % groups == 0, "groups", "a divisor of channels = " + channels, groups);
    SettingException.require(
        inChannels % groups == 0, "groups", "a divisor of inChannels = " + inChannels, groups);
  }

  /** {@return the height and width of the kernel, a copy} */
  @Override
  public int[] kernel() {
    return kernel.clone();
  }

  /** {@return by how many elements the kernel moves, a copy} */
  @Override
  public int[] stride() {
    return stride.clone();
  }

  /** {@return how many elements stand at each edge, a copy} */
  @Override
  public int[] padding() {
    return padding.clone();
  }

  /** {@return how far apart the elements are that a kernel sees side by side, a copy} */
  @Override
  public int[] dilation() {
    return dilation.clone();
  }

  Window window() {
    return new Window(kernel, stride, padding, dilation, false);
  }

  @Override
  public String hint() {
    return "conv";
  }

  @Override
  public Shape output(Shape input) {
    Window.requireImage(input);
    long found = channelsOf(input);
    if (inChannels != Shape.UNKNOWN_SIZE && found != Shape.UNKNOWN_SIZE && inChannels != found) {
      throw new ShapeMismatchException(
          "inChannels = " + inChannels, found + " in an input of shape " + input);
    }
    if (found % groups != 0) {
      throw new ShapeMismatchException(
          "a number of channels that groups = " + groups + " divides",
          found + " in an input of shape " + input);
    }
    return window().output(channels, input);
  }

  private static long channelsOf(Shape input) {
    return input.hasRank() && input.rank() == 3 ? input.size(0) : Shape.UNKNOWN_SIZE;
  }

  /** How many channels of the input a channel of the output sees; 0 if that is not known. */
  private long channelsSeen(Shape input) {
    return Math.max(inChannels, channelsOf(input)) / groups;
  }

  @Override
  public List<ParameterSpec> parameters(Shape input) {
    List<ParameterSpec> parameters = new ArrayList<>();
    parameters.add(ParameterSpec.weight(
        "weight", Shape.of(channels, channelsSeen(input), kernel[0], kernel[1])));
    if (useBias) {
      parameters.add(ParameterSpec.constant("bias", Shape.of(channels), 0, true));
    }
    return parameters;
  }

  /** One for each weight and place of the kernel; a bias adds, no more. */
  @Override
  public long multiplyAdds(Shape input) {
    long products = Math.multiplyExact(channelsSeen(input), window().elements());
    return Math.multiplyExact(output(input).elements(), products);
  }

  @Override
  public String describe(Shape input) {
    long seen = channelsSeen(input);
    StringBuilder text = new StringBuilder("Conv2D(")
        .append(seen == Shape.UNKNOWN_SIZE ? "None" : Long.toString(seen))
        .append(" -> ")
        .append(channels)
        .append(", kernel_size=")
        .append(Window.printed(kernel))
        .append(", stride=")
        .append(Window.printed(stride));
    if (padding[0] != 0 || padding[1] != 0) {
      text.append(", padding=").append(Window.printed(padding));
    }
    if (!Arrays.equals(dilation, Window.ONES)) {
      text.append(", dilation=").append(Window.printed(dilation));
    }
    if (groups != 1) {
      text.append(", groups=").append(groups);
    }
    if (!useBias) {
      text.append(", bias=False");
    }
    if (activation != Activation.NONE) {
      text.append(", Activation(").append(activation).append(')');
    }
    return text.append(')').toString();
  }
}
