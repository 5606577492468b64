package dev.ashlar.layer;

import dev.ashlar.shape.Shape;
import dev.ashlar.shape.ShapeMismatchException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The window that a convolution or a pooling moves over an image, in elements: two numbers each,
 * for the height and for the width. How many places it has is Gluon's formula:
 *
 * <pre>{@code (size + 2 · padding - dilation · (kernel - 1) - 1) / stride + 1}</pre>
 *
 * <p>with the quotient rounded down, or up in ceil mode.
 */
final class Window {
  private static final String[] NAMES = {"height", "width"};

  /** The default of settings that are one number for both dimensions. */
  static final int[] ONES = {1, 1};

  private final int[] kernel;
  private final int[] stride;
  private final int[] padding;
  private final int[] dilation;
  private final boolean ceilMode;

  Window(int[] kernel, int[] stride, int[] padding, int[] dilation, boolean ceilMode) {
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.ceilMode = ceilMode;
  }

  /**
   * A setting for height and width.
   *
   * @param setting its name
   * @param numbers one number for both, or two
   * @param least what each must at least be
   * @return two numbers, in a new array
   */
  static int[] pair(String setting, int[] numbers, int least) {
    SettingException.require(
        numbers.length == 1 || numbers.length == 2,
        setting,
        "one number or two",
        Arrays.toString(numbers));
    for (int number : numbers) {
      SettingException.require(number >= least, setting, "at least " + least, number);
    }
    return new int[] {numbers[0], numbers[numbers.length - 1]};
  }

  /** Two numbers as Gluon prints them: {@code (2, 2)}. */
  static String printed(int[] pair) {
    return Arrays.stream(pair)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /**
   * Checks that an input is an image, or that nothing is known of it.
   *
   * @throws ShapeMismatchException if it is not
   */
  static void requireImage(Shape input) {
    if (input.hasRank() && input.rank() != 3) {
      throw new ShapeMismatchException(
          "(channels, height, width) besides the batch", input.toString());
    }
  }

  /**
   * The output of that many channels for an image; sizes are 0 where they are not known.
   *
   * @throws ShapeMismatchException if the window is larger than the image
   */
  Shape output(long channels, Shape image) {
    requireImage(image);
    return Shape.of(channels, places(0, image), places(1, image));
  }

  private long places(int dimension, Shape image) {
    long size = image.hasRank() ? image.size(1 + dimension) : Shape.UNKNOWN_SIZE;
    if (size == Shape.UNKNOWN_SIZE) {
      return Shape.UNKNOWN_SIZE;
    }
    long free = size + 2L * padding[dimension] - extent(dimension);
    if (free < 0) {
      throw new ShapeMismatchException(
          "a " + NAMES[dimension] + " of at least " + (size - free) + ", for " + this,
          size + " in an input of shape " + image);
    }
    return (ceilMode
            ? Math.floorDiv(free + stride[dimension] - 1, stride[dimension])
            : free / stride[dimension])
        + 1;
  }

  /** How many elements of the image the window spans in a dimension. */
  private long extent(int dimension) {
    return (long) dilation[dimension] * (kernel[dimension] - 1) + 1;
  }

  /** How many elements past the padding the last window reaches, in ceil mode. */
  long excess(int dimension, Shape image) {
    long size = image.size(1 + dimension) + 2L * padding[dimension];
    return Math.max(
        0, (places(dimension, image) - 1) * stride[dimension] + extent(dimension) - size);
  }

  /** How many elements of the window there are. */
  long elements() {
    return (long) kernel[0] * kernel[1];
  }

  int kernel(int dimension) {
    return kernel[dimension];
  }

  int stride(int dimension) {
    return stride[dimension];
  }

  int padding(int dimension) {
    return padding[dimension];
  }

  int dilation(int dimension) {
    return dilation[dimension];
  }

  boolean isDilated() {
    return !Arrays.equals(dilation, ONES);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("a kernel of ").append(printed(kernel));
    if (isDilated()) {
      text.append(" with dilation ").append(printed(dilation));
    }
    return text.append(" and padding ").append(printed(padding)).toString();
  }
}
