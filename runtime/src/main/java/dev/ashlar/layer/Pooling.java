package dev.ashlar.layer;

import dev.ashlar.shape.Shape;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.PadMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/** The computations of the pooling layers. */
final class Pooling {
  private static final int COUNT_PADDING = 1; // ND4J's "extra parameter" of the mean

  private Pooling() {}

  /** All of an image as one window. */
  static Window whole(Shape shape) {
    int[] kernel = {Math.toIntExact(shape.size(2)), Math.toIntExact(shape.size(3))};
    return new Window(kernel, Window.ONES, new int[2], Window.ONES, false);
  }

  /** The largest element of each window. */
  static SDVariable max(SDVariable x, Shape shape, Window window) {
    SameDiff graph = x.getSameDiff();
    Image image = Image.of(x, shape, window, lowest(x.dataType()));
    return graph.cnn().maxPooling2d(image.x(), config(window, image));
  }

  private static double lowest(DataType type) {
    return type == DataType.DOUBLE ? -Double.MAX_VALUE : -Float.MAX_VALUE;
  }

  /**
   * The mean of each window.
   *
   * @param countPadding whether the padding counts as elements of a window
   */
  static SDVariable average(SDVariable x, Shape shape, Window window, boolean countPadding) {
    SameDiff graph = x.getSameDiff();
    Image image = Image.of(x, shape, window, 0);
    SDVariable y = graph.cnn().avgPooling2d(image.x(), config(window, image));
    double[][] counts = {
      counts(0, shape, window, countPadding), counts(1, shape, window, countPadding)
    };
    double[] scales = new double[counts[0].length * counts[1].length];
    boolean alike = true;
    for (int i = 0; i < scales.length; i++) {
      double count = counts[0][i / counts[1].length] * counts[1][i % counts[1].length];
      scales[i] = count == 0 ? 0 : window.elements() / count;
      alike &= scales[i] == 1;
    }
    if (alike) {
      return y;
    }
    INDArray constant =
        Nd4j.create(scales, new long[] {1, 1, counts[0].length, counts[1].length}, x.dataType());
    return y.mul(graph.constant(constant));
  }

  /** How many elements in a dimension count, for each place of the window. */
  private static double[] counts(int dimension, Shape shape, Window window, boolean countPadding) {
    long size = shape.size(2 + dimension);
    long padding = window.padding(dimension);
    long first = countPadding ? -padding : 0;
    long end = countPadding ? size + padding : size;
    Shape output = window.output(shape.size(1), shape.example());
    double[] counts = new double[Math.toIntExact(output.size(1 + dimension))];
    for (int i = 0; i < counts.length; i++) {
      long start = (long) i * window.stride(dimension) - padding;
      counts[i] =
          Math.max(0, Math.min(start + window.kernel(dimension), end) - Math.max(start, first));
    }
    return counts;
  }

  private static Pooling2DConfig config(Window window, Image image) {
    return Pooling2DConfig.builder()
        .kH(window.kernel(0))
        .kW(window.kernel(1))
        .sH(window.stride(0))
        .sW(window.stride(1))
        .pH(image.isPadded() ? 0 : window.padding(0))
        .pW(image.isPadded() ? 0 : window.padding(1))
        .dH(1)
        .dW(1)
        .paddingMode(PaddingMode.VALID)
        .extra(COUNT_PADDING)
        .build();
  }

  /**
   * What the windows move over.
   *
   * @param x the image
   * @param isPadded whether it has its padding, and what the last windows reach past it
   */
  private record Image(SDVariable x, boolean isPadded) {
    // ND4J's windows end with the padding: where they reach further, both are made here.
    static Image of(SDVariable x, Shape shape, Window window, double padding) {
      int[][] edges = new int[4][2];
      boolean further = false;
      for (int dimension = 0; dimension < 2; dimension++) {
        int excess = Math.toIntExact(window.excess(dimension, shape.example()));
        further |= excess > 0;
        edges[2 + dimension][0] = window.padding(dimension);
        edges[2 + dimension][1] = window.padding(dimension) + excess;
      }
      if (!further) {
        return new Image(x, false);
      }
      SameDiff graph = x.getSameDiff();
      SDVariable sizes = graph.constant(Nd4j.createFromArray(edges));
      return new Image(graph.nn().pad(x, sizes, PadMode.CONSTANT, padding), true);
    }
  }
}
