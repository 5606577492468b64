package dev.ashlar.layer;

import dev.ashlar.shape.Shape;
import java.util.function.DoubleUnaryOperator;
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
    Image image = Image.of(x, shape, window, lowest(x.dataType()), true);
    SDVariable y = x.getSameDiff().cnn().maxPooling2d(image.x(), config(window, image));
    return scaled(y, shape, window, false, count -> count == 0 ? 0 : 1);
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
    // SameDiff's derivative forgets that the window's padding counts
    Image image = Image.of(x, shape, window, 0, false);
    SDVariable y = x.getSameDiff().cnn().avgPooling2d(image.x(), config(window, image));
    return scaled(
        y, shape, window, countPadding, count -> count == 0 ? 0 : window.elements() / count);
  }

  /** The output times a number for each place of the window, by how many elements count there. */
  private static SDVariable scaled(
      SDVariable y, Shape shape, Window window, boolean countPadding, DoubleUnaryOperator scale) {
    double[] rows = counts(0, shape, window, countPadding);
    double[] columns = counts(1, shape, window, countPadding);
    double[] scales = new double[rows.length * columns.length];
    boolean alike = true;
    for (int i = 0; i < scales.length; i++) {
      scales[i] = scale.applyAsDouble(rows[i / columns.length] * columns[i % columns.length]);
      alike &= scales[i] == 1;
    }
    if (alike) {
      return y;
    }
    INDArray constant =
        Nd4j.create(scales, new long[] {1, 1, rows.length, columns.length}, y.dataType());
    return y.mul(y.getSameDiff().constant(constant));
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
    /**
     * The image, with its padding where ND4J cannot make it.
     *
     * @param inWindow whether the windows themselves can pad the image
     */
    static Image of(SDVariable x, Shape shape, Window window, double padding, boolean inWindow) {
      int[][] edges = new int[4][2];
      boolean further = false; // ND4J's windows end with the padding
      boolean padded = false;
      for (int dimension = 0; dimension < 2; dimension++) {
        int excess = Math.toIntExact(window.excess(dimension, shape.example()));
        further |= excess > 0;
        padded |= window.padding(dimension) > 0;
        edges[2 + dimension][0] = window.padding(dimension);
        edges[2 + dimension][1] = window.padding(dimension) + excess;
      }
      if (!further && (inWindow || !padded)) {
        return new Image(x, false);
      }
      SameDiff graph = x.getSameDiff();
      SDVariable sizes = graph.constant(Nd4j.createFromArray(edges));
      return new Image(graph.nn().pad(x, sizes, PadMode.CONSTANT, padding), true);
    }
  }
}
