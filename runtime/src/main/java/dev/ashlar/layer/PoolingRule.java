package dev.ashlar.layer;

import dev.ashlar.shape.Shape;

/** What the specifications of the pooling layers have in common. */
final class PoolingRule {
  static final String HINT = "pool";

  private PoolingRule() {}

  /** The output of a window that moves over each channel of an image. */
  static Shape output(Window window, Shape input) {
    Window.requireImage(input);
    return window.output(input.hasRank() ? input.size(0) : Shape.UNKNOWN_SIZE, input);
  }

  /** The output of a window that is all of the image. */
  static Shape globalOutput(Shape input) {
    Window.requireImage(input);
    return Shape.of(input.hasRank() ? input.size(0) : Shape.UNKNOWN_SIZE, 1, 1);
  }

  /** The layer as Gluon prints it. */
  static String describe(
      String layer, int[] pool, int[] stride, int[] padding, boolean ceilMode, String type) {
    return describe(layer, pool, stride, padding, ceilMode, false, type);
  }

  /** The layer whose window is all of the image, as Gluon prints it. */
  static String describeGlobal(String layer, String type) {
    return describe(layer, Window.ONES, Window.ONES, new int[2], true, true, type);
  }

  private static String describe(
      String layer,
      int[] pool,
      int[] stride,
      int[] padding,
      boolean ceilMode,
      boolean global,
      String type) {
    return String.format(
        "%s(size=%s, stride=%s, padding=%s, ceil_mode=%s, global_pool=%s, pool_type=%s, layout=NCHW)",
        layer,
        Window.printed(pool),
        Window.printed(stride),
        Window.printed(padding),
        Printed.of(ceilMode),
        Printed.of(global),
        type);
  }
}
