package dev.ashlar.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What moves over images {@code (batch, channels, height, width)}: height and width of a kernel or
 * a window, its steps, the padding at each edge, and how far the kernel's elements are apart.
 */
record Window2D(long[] kernel, long[] stride, long[] padding, long[] dilation) {
  private static final int ARGUMENTS = 11; // four pairs, then three that depend on the operation
  private static final int MODE = 8; // 0: the padding is as it is said
  private static final int POOLING_LAYOUT = 10; // 0: channels first
  private static final int CONVOLUTION_LAYOUT = 9;
  private static final int WEIGHTS = 10;
  private static final int OUT_IN_HEIGHT_WIDTH = 1;

  /** The kernel of a convolution, or of its derivative; null where its arrays lie otherwise. */
  static @Nullable Window2D ofConvolution(Operation operation) {
    long[] arguments = operation.integers();
    return arguments.length == ARGUMENTS
            && arguments[CONVOLUTION_LAYOUT] == 0
            && arguments[WEIGHTS] == OUT_IN_HEIGHT_WIDTH
        ? of(arguments)
        : null;
  }

  /** The window of a pooling, or of its derivative; null where its arrays lie otherwise. */
  static @Nullable Window2D ofPooling(Operation operation) {
    long[] arguments = operation.integers();
    return arguments.length == ARGUMENTS && arguments[POOLING_LAYOUT] == 0 ? of(arguments) : null;
  }

  private static @Nullable Window2D of(long[] arguments) {
    return arguments[MODE] == 0
        ? new Window2D(
            Arrays.copyOfRange(arguments, 0, 2),
            Arrays.copyOfRange(arguments, 2, 4),
            Arrays.copyOfRange(arguments, 4, 6),
            Arrays.copyOfRange(arguments, 6, 8))
        : null;
  }

  /** Whether there is padding. */
  boolean isPadded() {
    return padding[0] > 0 || padding[1] > 0;
  }

  /** Whether the other one says the same. */
  boolean isSameAs(Window2D other) {
    return Arrays.equals(kernel, other.kernel)
        && Arrays.equals(stride, other.stride)
        && Arrays.equals(padding, other.padding)
        && Arrays.equals(dilation, other.dilation);
  }

  /** How many elements lie between the kernel's: oneDNN's way to say the dilation. */
  long[] gaps() {
    return new long[] {dilation[0] - 1, dilation[1] - 1};
  }

  /** Whether each place of the window holds an element of the image. */
  boolean isNowhereEmpty(Value x, Value y) {
    for (int i = 0; i < 2; i++) {
      long last = (y.shape()[2 + i] - 1) * stride[i] - padding[i];
      if (kernel[i] <= padding[i] || last >= x.shape()[2 + i]) {
        return false;
      }
    }
    return true;
  }
}
