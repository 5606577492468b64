package dev.ashlar.graph;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The windows of a pooling over images in float32, {@code (batch, channels, height, width)}: where
 * each begins and ends, without the padding, which no window counts.
 */
final class PoolingWindow {
  private static final int ARGUMENTS = 11; // kernel, stride, padding, dilation, same, extra, layout

  private final int planes;
  private final int height;
  private final int width;
  private final int outHeight;
  private final int outWidth;
  private final long[] arguments;

  private PoolingWindow(Value x, Value y, long[] arguments) {
    this.planes = (int) (x.shape()[0] * x.shape()[1]);
    this.height = (int) x.shape()[2];
    this.width = (int) x.shape()[3];
    this.outHeight = (int) y.shape()[2];
    this.outWidth = (int) y.shape()[3];
    this.arguments = arguments;
  }

  /** The windows of an operation from {@code x} to {@code y}; null where it is another kind. */
  static @Nullable PoolingWindow of(Operation operation, Value x, Value y) {
    long[] arguments = operation.integers();
    boolean plain = arguments.length == ARGUMENTS
        && arguments[6] == 1
        && arguments[7] == 1
        && arguments[8] == 0 // padding as it is said
        && arguments[10] == 0; // channels first
    boolean suits = x.type() == DataType.FLOAT
        && y.type() == DataType.FLOAT
        && x.rank() == 4
        && y.rank() == 4
        && x.isDense()
        && y.isDense()
        && x.length() <= Integer.MAX_VALUE;
    if (!plain || !suits) {
      return null;
    }
    PoolingWindow windows = new PoolingWindow(x, y, arguments);
    return windows.isNowhereEmpty() ? windows : null;
  }

  /** Writes the largest element of each window. */
  void largest(FloatBuffer x, FloatBuffer y) {
    int output = 0;
    for (int plane = 0; plane < planes; plane++) {
      int start = plane * height * width;
      for (int i = 0; i < outHeight; i++) {
        int top = first(i, 0);
        int bottom = end(i, 0, height);
        for (int k = 0; k < outWidth; k++) {
          int left = first(k, 1);
          int right = end(k, 1, width);
          float largest = Float.NEGATIVE_INFINITY;
          for (int row = top; row < bottom; row++) {
            for (int at = start + row * width + left; at < start + row * width + right; at++) {
              largest = Math.max(largest, x.get(at));
            }
          }
          y.put(output++, largest);
        }
      }
    }
  }

  /** Adds each window's gradient to that of its largest element, the first where several are. */
  void passBack(FloatBuffer x, FloatBuffer gradients, FloatBuffer results) {
    int count = planes * height * width;
    for (int i = 0; i < count; i++) {
      results.put(i, 0);
    }
    int output = 0;
    for (int plane = 0; plane < planes; plane++) {
      int start = plane * height * width;
      for (int i = 0; i < outHeight; i++) {
        int top = first(i, 0);
        int bottom = end(i, 0, height);
        for (int k = 0; k < outWidth; k++) {
          int left = first(k, 1);
          int right = end(k, 1, width);
          int place = start + top * width + left;
          float largest = x.get(place);
          for (int row = top; row < bottom; row++) {
            for (int at = start + row * width + left; at < start + row * width + right; at++) {
              if (x.get(at) > largest) {
                largest = x.get(at);
                place = at;
              }
            }
          }
          results.put(place, results.get(place) + gradients.get(output++));
        }
      }
    }
  }

  private int first(int place, int dimension) {
    return Math.max(0, place * stride(dimension) - padding(dimension));
  }

  private int end(int place, int dimension, int size) {
    return Math.min(
        size, place * stride(dimension) - padding(dimension) + (int) arguments[dimension]);
  }

  private int stride(int dimension) {
    return (int) arguments[2 + dimension];
  }

  private int padding(int dimension) {
    return (int) arguments[4 + dimension];
  }

  /** Whether every window holds an element. */
  private boolean isNowhereEmpty() {
    return first(outHeight - 1, 0) < end(outHeight - 1, 0, height)
        && first(outWidth - 1, 1) < end(outWidth - 1, 1, width)
        && end(0, 0, height) > 0
        && end(0, 1, width) > 0;
  }
}
