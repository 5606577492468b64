package dev.ashlar.layer;

import static dev.ashlar.Numbers.array;
import static dev.ashlar.Numbers.values;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolution and pooling in plain Java, from the formulas in the layers' documentation. */
final class ImageReference {
  private final double[] x;
  private final int batch;
  private final int channels;
  private final int height;
  private final int width;

  ImageReference(INDArray image) {
    x = values(image);
    batch = (int) image.size(0);
    channels = (int) image.size(1);
    height = (int) image.size(2);
    width = (int) image.size(3);
  }

  private boolean isInside(int i, int j) {
    return i >= 0 && i < height && j >= 0 && j < width;
  }

  private double at(int n, int c, int i, int j) {
    return x[((n * channels + c) * height + i) * width + j];
  }

  /** The convolution without its activation; {@code bias} may be null. */
  INDArray convolved(Conv2DSpec spec, INDArray weight, INDArray bias) {
    int[] kernel = spec.kernel();
    int[] dilation = spec.dilation();
    int outHeight = places(height, kernel, spec.stride(), spec.padding(), dilation, 0);
    int outWidth = places(width, kernel, spec.stride(), spec.padding(), dilation, 1);
    int seen = channels / spec.groups();
    int made = spec.channels() / spec.groups();
    double[] w = values(weight);
    double[] y = new double[batch * spec.channels() * outHeight * outWidth];
    int at = 0;
    for (int n = 0; n < batch; n++) {
      for (int o = 0; o < spec.channels(); o++) {
        for (int i = 0; i < outHeight; i++) {
          for (int j = 0; j < outWidth; j++, at++) {
            y[at] = bias == null ? 0 : bias.getDouble(o);
            for (int c = 0; c < seen; c++) {
              for (int a = 0; a < kernel[0]; a++) {
                for (int b = 0; b < kernel[1]; b++) {
                  int row = i * spec.stride()[0] + a * dilation[0] - spec.padding()[0];
                  int column = j * spec.stride()[1] + b * dilation[1] - spec.padding()[1];
                  if (isInside(row, column)) {
                    y[at] += w[((o * seen + c) * kernel[0] + a) * kernel[1] + b]
                        * at(n, o / made * seen + c, row, column);
                  }
                }
              }
            }
          }
        }
      }
    }
    return array(y, batch, spec.channels(), outHeight, outWidth);
  }

  private static int places(
      int size, int[] kernel, int[] stride, int[] padding, int[] dilation, int dimension) {
    return (int) Math.floor(
            (size + 2 * padding[dimension] - dilation[dimension] * (kernel[dimension] - 1) - 1)
                / (double) stride[dimension])
        + 1;
  }

  /** What a pooling makes of the elements of a window, where some may lie in the padding. */
  private interface Pool {
    double of(int n, int c, int row, int column);
  }

  private INDArray pooled(int[] pool, int[] stride, int[] padding, boolean ceil, Pool of) {
    int[] out = new int[2];
    for (int d = 0; d < 2; d++) {
      double steps = ((d == 0 ? height : width) + 2 * padding[d] - pool[d]) / (double) stride[d];
      out[d] = (int) (ceil ? Math.ceil(steps) : Math.floor(steps)) + 1;
    }
    double[] y = new double[batch * channels * out[0] * out[1]];
    int at = 0;
    for (int n = 0; n < batch; n++) {
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < out[0]; i++) {
          for (int j = 0; j < out[1]; j++) {
            y[at++] = of.of(n, c, i * stride[0] - padding[0], j * stride[1] - padding[1]);
          }
        }
      }
    }
    return array(y, batch, channels, out[0], out[1]);
  }

  INDArray largest(MaxPool2DSpec spec) {
    return pooled(
        spec.pool(), spec.stride(), spec.padding(), spec.ceilMode(), (n, c, row, column) -> {
          double largest = Double.NEGATIVE_INFINITY;
          for (int i = row; i < row + spec.pool()[0]; i++) {
            for (int j = column; j < column + spec.pool()[1]; j++) {
              largest = isInside(i, j) ? Math.max(largest, at(n, c, i, j)) : largest;
            }
          }
          return Double.isInfinite(largest) ? 0 : largest;
        });
  }

  INDArray mean(AvgPool2DSpec spec) {
    return pooled(
        spec.pool(), spec.stride(), spec.padding(), spec.ceilMode(), (n, c, row, column) -> {
          double sum = 0;
          int count = 0;
          for (int i = row; i < row + spec.pool()[0]; i++) {
            for (int j = column; j < column + spec.pool()[1]; j++) {
              boolean padding = i >= -spec.padding()[0]
                  && i < height + spec.padding()[0]
                  && j >= -spec.padding()[1]
                  && j < width + spec.padding()[1];
              sum += isInside(i, j) ? at(n, c, i, j) : 0;
              count += isInside(i, j) || spec.countIncludePad() && padding ? 1 : 0;
            }
          }
          return count == 0 ? 0 : sum / count;
        });
  }
}
