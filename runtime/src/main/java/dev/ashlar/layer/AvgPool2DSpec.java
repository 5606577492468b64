package dev.ashlar.layer;

import dev.ashlar.shape.Shape;

/**
 * The specification of {@link AvgPool2DLayer}. Settings of height and width are one number for
 * both, or two, and are kept as two.
 *
 * @param pool the height and width of the window, at least 1
 * @param stride by how many elements the window moves, at least 1; empty: by its own size
 * @param padding how many zeros stand at each edge of the input, at least 0
 * @param ceilMode whether the size of the output is rounded up rather than down
 * @param countIncludePad whether the padding counts as elements of a window
 */
public record AvgPool2DSpec(
    int[] pool, int[] stride, int[] padding, boolean ceilMode, boolean countIncludePad)
    implements LayerSpec {
  static final int POOL = 2;
  static final int PADDING = 0;
  static final boolean CEIL_MODE = false;
  static final boolean COUNT_INCLUDE_PAD = true;

  /**
   * Checks the settings.
   *
   * @param pool the height and width of the window, at least 1
   * @param stride by how many elements the window moves, at least 1; empty: by its own size
   * @param padding how many zeros stand at each edge of the input, at least 0
   * @param ceilMode whether the size of the output is rounded up rather than down
   * @param countIncludePad whether the padding counts as elements of a window
   */
  public AvgPool2DSpec {
    pool = Window.pair("pool", pool, 1);
    stride = stride.length == 0 ? pool.clone() : Window.pair("stride", stride, 1);
    padding = Window.pair("padding", padding, 0);
  }

  /** {@return the height and width of the window, a copy} */
  @Override
  public int[] pool() {
    return pool.clone();
  }

  /** {@return by how many elements the window moves, a copy} */
  @Override
  public int[] stride() {
    return stride.clone();
  }

  /** {@return how many elements stand at each edge, a copy} */
  @Override
  public int[] padding() {
    return padding.clone();
  }

  Window window() {
    return new Window(pool, stride, padding, Window.ONES, ceilMode);
  }

  @Override
  public String hint() {
    return PoolingRule.HINT;
  }

  @Override
  public Shape output(Shape input) {
    return PoolingRule.output(window(), input);
  }

  @Override
  public String describe(Shape input) {
    return PoolingRule.describe("AvgPool2D", pool, stride, padding, ceilMode, "avg");
  }
}
