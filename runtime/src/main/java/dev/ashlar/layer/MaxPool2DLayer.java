package dev.ashlar.layer;

import dev.ashlar.graph.Tracing;
import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The largest element of each window of an image: {@code y[n, c, i, j] = max x[n, c, i · stride + a
 * - padding, j · stride + b - padding]} over {@code 0 <= a, b < pool}; x is less than every number
 * outside of the image. Where several are the largest, the gradient goes to the first. A window
 * that sees nothing of the image gives 0 (Gluon: the least number there is).
 *
 * <p>Input {@code (batch, channels, height, width)}; output {@code (batch, channels, outHeight,
 * outWidth)}, where {@code outHeight = floor((height + 2 · padding - pool) / stride) + 1}, and the
 * same for the width; in ceil mode with the quotient rounded up, where the last window may reach
 * past the padding. No parameters. An input of another form, or one that the window does not fit
 * into, is refused.
 *
 * <p>Gluon's {@code MaxPool2D} with layout NCHW.
 */
public final class MaxPool2DLayer extends SpecLayer<MaxPool2DSpec> {
  private MaxPool2DLayer(MaxPool2DSpec spec) {
    super(spec);
  }

  /** {@return the largest element of each window of 2 times 2 elements, side by side} */
  public static MaxPool2DLayer maxPool2D() {
    return new MaxPool2DLayer(new MaxPool2DSpec(
        new int[] {MaxPool2DSpec.POOL},
        new int[0],
        new int[] {MaxPool2DSpec.PADDING},
        MaxPool2DSpec.CEIL_MODE));
  }

  /**
   * {@return a new layer like this one with a window of that height and width, which moves by its
   * own size unless a stride comes after}
   *
   * @param pool the height and width of the window, at least 1
   */
  public MaxPool2DLayer pool(int... pool) {
    MaxPool2DSpec s = spec();
    return new MaxPool2DLayer(new MaxPool2DSpec(pool, new int[0], s.padding(), s.ceilMode()));
  }

  /**
   * {@return a new layer like this one whose window moves by so many elements}
   *
   * @param stride by how many elements the window moves, at least 1; empty: by its own size
   */
  public MaxPool2DLayer stride(int... stride) {
    MaxPool2DSpec s = spec();
    return new MaxPool2DLayer(new MaxPool2DSpec(s.pool(), stride, s.padding(), s.ceilMode()));
  }

  /**
   * {@return a new layer like this one with so many elements at each edge of the input}
   *
   * @param padding how many elements stand at each edge of the input, at least 0
   */
  public MaxPool2DLayer padding(int... padding) {
    MaxPool2DSpec s = spec();
    return new MaxPool2DLayer(new MaxPool2DSpec(s.pool(), s.stride(), padding, s.ceilMode()));
  }

  /**
   * {@return a new layer like this one whose output's size is rounded up, or down}
   *
   * @param ceilMode whether the size of the output is rounded up rather than down
   */
  public MaxPool2DLayer ceilMode(boolean ceilMode) {
    MaxPool2DSpec s = spec();
    return new MaxPool2DLayer(new MaxPool2DSpec(s.pool(), s.stride(), s.padding(), ceilMode));
  }

  @Override
  protected SDVariable compute(SDVariable x, Shape shape, Tracing tracing) {
    return Pooling.max(x, shape, spec().window());
  }
}
