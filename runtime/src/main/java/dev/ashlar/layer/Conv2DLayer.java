package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/**
 * A convolution of images, more exactly their cross-correlation: {@code y[n, o, i, j] =
 * activation(Σ W[o, c, a, b] · x[n, c, i · stride + a · dilation - padding, j · stride + b ·
 * dilation - padding] + b[o])}, summed over the channels c and the elements (a, b) of the kernel; x
 * is 0 outside of the image. With {@code groups = g}, the first part of g of the output's channels
 * sees the first part of g of the input's, and so on.
 *
 * <p>Input {@code (batch, in, height, width)}; output {@code (batch, channels, outHeight,
 * outWidth)}, where {@code outHeight = floor((height + 2 · padding - dilation · (kernel - 1) - 1) /
 * stride) + 1}, and the same for the width. Parameters: {@code weight} {@code (channels, in /
 * groups, kernelHeight, kernelWidth)}; {@code bias} {@code (channels,)}, at first 0. An input of
 * another form, or one that the kernel does not fit into, is refused.
 *
 * <p>Gluon's {@code Conv2D} with layout NCHW. Dumoulin and Visin, "A guide to convolution
 * arithmetic for deep learning", arXiv:1603.07285.
 */
public final class Conv2DLayer extends SpecLayer<Conv2DSpec> {
  private Conv2DLayer(Conv2DSpec spec) {
    super(spec);
  }

  /**
   * {@return a convolution whose kernel comes next: {@code conv2D(64).kernel(3)}}
   *
   * @param channels how many channels the output has
   */
  public static WithoutKernel conv2D(int channels) {
    return new WithoutKernel(channels);
  }

  /**
   * {@return a convolution by steps of 1, without padding, with a bias and no activation}
   *
   * @param channels how many channels the output has
   * @param kernel the height and width of the kernel: one number for both, or two
   */
  public static Conv2DLayer conv2D(int channels, int... kernel) {
    return new Conv2DLayer(new Conv2DSpec(
        channels,
        kernel,
        new int[] {Conv2DSpec.STRIDE},
        new int[] {Conv2DSpec.PADDING},
        new int[] {Conv2DSpec.DILATION},
        Conv2DSpec.GROUPS,
        Conv2DSpec.USE_BIAS,
        Activation.NONE,
        Conv2DSpec.IN_CHANNELS));
  }

  /** A convolution of which only the channels are known yet. */
  public static final class WithoutKernel {
    private final int channels;

    private WithoutKernel(int channels) {
      this.channels = channels;
    }

    /**
     * {@return the convolution with a kernel of that height and width: one number for both, or two}
     *
     * @param kernel the height and width of the kernel: one number for both, or two; at least 1
     */
    public Conv2DLayer kernel(int... kernel) {
      return conv2D(channels, kernel);
    }
  }

  /**
   * {@return a new layer like this one with a kernel of that height and width}
   *
   * @param kernel the height and width of the kernel: one number for both, or two; at least 1
   */
  public Conv2DLayer kernel(int... kernel) {
    Conv2DSpec s = spec();
    return with(
        kernel,
        s.stride(),
        s.padding(),
        s.dilation(),
        s.groups(),
        s.useBias(),
        s.activation(),
        s.inChannels());
  }

  /**
   * {@return a new layer like this one whose kernel moves by so many elements}
   *
   * @param stride by how many elements the kernel moves, at least 1
   */
  public Conv2DLayer stride(int... stride) {
    Conv2DSpec s = spec();
    return with(
        s.kernel(),
        stride,
        s.padding(),
        s.dilation(),
        s.groups(),
        s.useBias(),
        s.activation(),
        s.inChannels());
  }

  /**
   * {@return a new layer like this one with so many zeros at each edge of the input}
   *
   * @param padding how many zeros stand at each edge of the input, at least 0
   */
  public Conv2DLayer padding(int... padding) {
    Conv2DSpec s = spec();
    return with(
        s.kernel(),
        s.stride(),
        padding,
        s.dilation(),
        s.groups(),
        s.useBias(),
        s.activation(),
        s.inChannels());
  }

  /**
   * {@return a new layer like this one whose kernel sees elements that are so far apart}
   *
   * @param dilation how far apart the elements are that a kernel sees side by side, at least 1
   */
  public Conv2DLayer dilation(int... dilation) {
    Conv2DSpec s = spec();
    return with(
        s.kernel(),
        s.stride(),
        s.padding(),
        dilation,
        s.groups(),
        s.useBias(),
        s.activation(),
        s.inChannels());
  }

  /**
   * {@return a new layer like this one with its channels in so many groups}
   *
   * @param groups into how many groups, each seen by its part of the output, the input's channels
   *     are split
   */
  public Conv2DLayer groups(int groups) {
    Conv2DSpec s = spec();
    return with(
        s.kernel(),
        s.stride(),
        s.padding(),
        s.dilation(),
        groups,
        s.useBias(),
        s.activation(),
        s.inChannels());
  }

  /**
   * {@return a new layer like this one with or without a bias}
   *
   * @param useBias whether a bias is added
   */
  public Conv2DLayer useBias(boolean useBias) {
    Conv2DSpec s = spec();
    return with(
        s.kernel(),
        s.stride(),
        s.padding(),
        s.dilation(),
        s.groups(),
        useBias,
        s.activation(),
        s.inChannels());
  }

  /**
   * {@return a new layer like this one with the given function applied to its output}
   *
   * @param activation the function applied to the output
   */
  public Conv2DLayer activation(Activation activation) {
    Conv2DSpec s = spec();
    return with(
        s.kernel(),
        s.stride(),
        s.padding(),
        s.dilation(),
        s.groups(),
        s.useBias(),
        activation,
        s.inChannels());
  }

  /**
   * {@return a new layer like this one for an input of so many channels; 0: taken from the input}
   *
   * @param inChannels how many channels the input has; 0: taken from the input
   */
  public Conv2DLayer inChannels(int inChannels) {
    Conv2DSpec s = spec();
    return with(
        s.kernel(),
        s.stride(),
        s.padding(),
        s.dilation(),
        s.groups(),
        s.useBias(),
        s.activation(),
        inChannels);
  }

  private Conv2DLayer with(
      int[] kernel,
      int[] stride,
      int[] padding,
      int[] dilation,
      int groups,
      boolean useBias,
      Activation activation,
      int inChannels) {
    return new Conv2DLayer(new Conv2DSpec(
        spec().channels(),
        kernel,
        stride,
        padding,
        dilation,
        groups,
        useBias,
        activation,
        inChannels));
  }

  @Override
  protected Shape knownInput() {
    return Shape.of(parameter("weight").shape().size(1) * spec().groups(), 0, 0);
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    Window window = spec().window();
    SDVariable y = spec().groups() > 1 || window.isDilated()
        ? byPatches(x, shape, window, tracing.graph())
        : byKernel(x, window, tracing.graph());
    return ActivateLayer.apply(spec().activation(), y);
  }

  private SDVariable byKernel(SDVariable x, Window window, SameDiff graph) {
    SDVariable weight = parameter("weight").variable();
    return spec().useBias()
        ? graph.cnn().conv2d(x, weight, parameter("bias").variable(), config(window))
        : graph.cnn().conv2d(x, weight, config(window));
  }

  // ND4J's convolution knows no groups, and with oneDNN it fails where the kernel is dilated. So
  // the patches of the image are laid side by side, and a matrix product a group does the rest.
  private SDVariable byPatches(SDVariable x, Shape shape, Window window, SameDiff graph) {
    Shape output = spec().output(shape.example());
    long batch = shape.size(0);
    long places = output.size(1) * output.size(2);
    long groups = spec().groups();
    long patch = shape.size(1) / groups * window.elements();
    SDVariable patches = graph
        .cnn()
        .im2Col(x, config(window)) // (batch, in, kernelHeight, kernelWidth, outHeight, outWidth)
        .reshape(batch, groups, patch, places)
        .permute(1, 2, 0, 3)
        .reshape(groups, patch, batch * places);
    SDVariable weight =
        parameter("weight").variable().reshape(groups, spec().channels() / groups, patch);
    SDVariable y = weight
        .mmul(patches)
        .reshape(spec().channels(), batch, output.size(1), output.size(2))
        .permute(1, 0, 2, 3);
    return spec().useBias()
        ? y.add(parameter("bias").variable().reshape(1, spec().channels(), 1, 1))
        : y;
  }

  private static Conv2DConfig config(Window window) {
    return Conv2DConfig.builder()
        .kH(window.kernel(0))
        .kW(window.kernel(1))
        .sH(window.stride(0))
        .sW(window.stride(1))
        .pH(window.padding(0))
        .pW(window.padding(1))
        .dH(window.dilation(0))
        .dW(window.dilation(1))
        .paddingMode(PaddingMode.VALID)
        .dataFormat(Conv2DConfig.NCHW)
        .weightsFormat(WeightsFormat.OIYX)
        .build();
  }
}
