package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The mean of each window of an image: {@code y[n, c, i, j] = mean x[n, c, i · stride + a -
 * padding, j · stride + b - padding]} over {@code 0 <= a, b < pool}; x is 0 outside of the image.
 * The elements of the padding count, unless {@link #countIncludePad} says no; what is past the
 * padding, in ceil mode, never counts. The mean of no elements is 0.
 *
 * <p>Input {@code (batch, channels, height, width)}; output {@code (batch, channels, outHeight,
 * outWidth)}, where {@code outHeight = floor((height + 2 · padding - pool) / stride) + 1}, and the
 * same for the width; in ceil mode with the quotient rounded up, where the last window may reach
 * past the padding. No parameters. An input of another form, or one that the window does not fit
 * into, is refused.
 *
 * <p>Gluon's {@code AvgPool2D} with layout NCHW.
 */
public final class AvgPool2DLayer extends SpecLayer<AvgPool2DSpec> {
  private AvgPool2DLayer(AvgPool2DSpec spec) {
    super(spec);
  }

  /** {@return the mean of each window of 2 times 2 elements, side by side} */
  public static AvgPool2DLayer avgPool2D() {
    return new AvgPool2DLayer(new AvgPool2DSpec(
        new int[] {AvgPool2DSpec.POOL},
        new int[0],
        new int[] {AvgPool2DSpec.PADDING},
        AvgPool2DSpec.CEIL_MODE,
        AvgPool2DSpec.COUNT_INCLUDE_PAD));
  }

  /**
   * {@return a new layer like this one with a window of that height and width, which moves by its
   * own size unless a stride comes after}
   *
   * @param pool the height and width of the window, at least 1
   */
  public AvgPool2DLayer pool(int... pool) {
    AvgPool2DSpec s = spec();
    return new AvgPool2DLayer(
        new AvgPool2DSpec(pool, new int[0], s.padding(), s.ceilMode(), s.countIncludePad()));
  }

  /**
   * {@return a new layer like this one whose window moves by so many elements}
   *
   * @param stride by how many elements the window moves, at least 1; empty: by its own size
   */
  public AvgPool2DLayer stride(int... stride) {
    AvgPool2DSpec s = spec();
    return new AvgPool2DLayer(
        new AvgPool2DSpec(s.pool(), stride, s.padding(), s.ceilMode(), s.countIncludePad()));
  }

  /**
   * {@return a new layer like this one with so many zeros at each edge of the input}
   *
   * @param padding how many zeros stand at each edge of the input, at least 0
   */
  public AvgPool2DLayer padding(int... padding) {
    AvgPool2DSpec s = spec();
    return new AvgPool2DLayer(
        new AvgPool2DSpec(s.pool(), s.stride(), padding, s.ceilMode(), s.countIncludePad()));
  }

  /**
   * {@return a new layer like this one whose output's size is rounded up, or down}
   *
   * @param ceilMode whether the size of the output is rounded up rather than down
   */
  public AvgPool2DLayer ceilMode(boolean ceilMode) {
    AvgPool2DSpec s = spec();
    return new AvgPool2DLayer(
        new AvgPool2DSpec(s.pool(), s.stride(), s.padding(), ceilMode, s.countIncludePad()));
  }

  /**
   * {@return a new layer like this one that counts the padding as elements of a window, or not}
   *
   * @param countIncludePad whether the padding counts as elements of a window
   */
  public AvgPool2DLayer countIncludePad(boolean countIncludePad) {
    AvgPool2DSpec s = spec();
    return new AvgPool2DLayer(
        new AvgPool2DSpec(s.pool(), s.stride(), s.padding(), s.ceilMode(), countIncludePad));
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    return Pooling.average(x, shape, spec().window(), spec().countIncludePad());
  }
}
