package dev.ashlar.shape;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of an array's dimensions, some or all of which may not be known yet.
 *
 * <p>An unknown size is 0 and prints as 0, as in Gluon. Where even the number of dimensions is
 * unknown the shape is {@link #unknown()}. Shapes of a layer's input and output leave out the batch
 * dimension; shapes of parameters are whole. Immutable.
 */
public final class Shape {
  /** Stands for a size that is not known yet. */
  public static final long UNKNOWN_SIZE = 0;

  private static final Shape UNKNOWN = new Shape(null);
  private static final Shape SCALAR = new Shape(new long[0]);

  private final long @Nullable [] sizes; // null: not even the rank is known

  private Shape(long @Nullable [] sizes) {
    this.sizes = sizes;
  }

  /**
   * {@return a shape of the given sizes, 0 for one that is not known yet; no sizes at all make a
   * scalar's shape}
   *
   * @param sizes the sizes, none of them negative; 0 for one that is not known
   * @throws IllegalArgumentException if a size is negative
   */
  public static Shape of(long... sizes) {
    if (sizes.length == 0) {
      return SCALAR;
    }
    for (long size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "a size must not be negative, found " + size + " in " + Arrays.toString(sizes));
      }
    }
    return new Shape(sizes.clone());
  }

  /**
   * {@link #of(long...)} for sizes that come as ints, as those in annotations do.
   *
   * @param sizes the sizes, none of them negative; 0 for one that is not known
   * @return the shape
   */
  public static Shape ofInts(int... sizes) {
    long[] longs = new long[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      longs[i] = sizes[i];
    }
    return of(longs);
  }

  /** {@return the shape of which nothing is known} */
  public static Shape unknown() {
    return UNKNOWN;
  }

  /** {@return whether the number of dimensions is known} */
  public boolean hasRank() {
    return sizes != null;
  }

  /** {@return whether every size is known} */
  public boolean isKnown() {
    if (sizes == null) {
      return false;
    }
    for (long size : sizes) {
      if (size == UNKNOWN_SIZE) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return the number of dimensions}
   *
   * @throws IllegalStateException if it is not known
   */
  public int rank() {
    return known().length;
  }

  /**
   * {@return the size of dimension {@code index}, counted from the end where negative; 0 if not
   * known yet}
   *
   * @param index from 0, or from -1 at the end backward
   */
  public long size(int index) {
    long[] all = known();
    return all[index < 0 ? all.length + index : index];
  }

  /** {@return the last size; 0 if it, or the number of dimensions, is unknown} */
  public long last() {
    return sizes == null || sizes.length == 0 ? UNKNOWN_SIZE : sizes[sizes.length - 1];
  }

  /**
   * {@return the number of elements: the product of the sizes, 0 if one of them is unknown}
   *
   * @throws ArithmeticException if it does not fit a long
   */
  public long elements() {
    if (!isKnown()) {
      return UNKNOWN_SIZE;
    }
    long product = 1;
    for (long size : known()) {
      product = Math.multiplyExact(product, size);
    }
    return product;
  }

  /**
   * {@return whether these are its sizes, all of them known}
   *
   * @param all the sizes of an array
   */
  public boolean hasSizes(long... all) {
    return Arrays.equals(sizes, all);
  }

  /** {@return the sizes, in a new array} */
  public long[] sizes() {
    return known().clone();
  }

  /**
   * {@return this shape with {@code size} in front: a batch of such arrays}
   *
   * @param size the number of examples, 0 if it is not known
   */
  public Shape batch(long size) {
    return new Shape(
        LongStream.concat(LongStream.of(size), Arrays.stream(known())).toArray());
  }

  /** {@return this shape without its first dimension: one example of a batch} */
  public Shape example() {
    return of(Arrays.stream(known()).skip(1).toArray());
  }

  /**
   * {@return this shape with {@code size} as its last dimension}
   *
   * @param size the new last size, 0 if it is not known
   */
  public Shape withLast(long size) {
    long[] changed = sizes();
    changed[changed.length - 1] = size;
    return of(changed);
  }

  /**
   * {@return whether both can be the shape of one array: sizes known on both sides are equal}
   *
   * @param other the other shape
   */
  public boolean fits(Shape other) {
    if (sizes == null || other.sizes == null) {
      return true;
    }
    if (sizes.length != other.sizes.length) {
      return false;
    }
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] != other.sizes[i]
          && sizes[i] != UNKNOWN_SIZE
          && other.sizes[i] != UNKNOWN_SIZE) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return what is known of an array that has this shape and the other one}
   *
   * @param other the other shape
   * @throws ShapeMismatchException if they do not {@linkplain #fits fit}
   */
  public Shape merge(Shape other) {
    if (!fits(other)) {
      throw new ShapeMismatchException(toString(), other.toString());
    }
    if (sizes == null) {
      return other;
    }
    if (other.sizes == null) {
      return this;
    }
    long[] merged = new long[sizes.length];
    Arrays.setAll(merged, i -> Math.max(sizes[i], other.sizes[i]));
    return of(merged);
  }

  private long[] known() {
    if (sizes == null) {
      throw new IllegalStateException("the number of dimensions is not known yet");
    }
    return sizes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /**
   * As Gluon prints it: {@code (128, 784)}, {@code (128,)}, {@code (100, 0)} with an unknown size,
   * {@code (?)} if unknown.
   */
  @Override
  public String toString() {
    if (sizes == null) {
      return "(?)";
    }
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < sizes.length; i++) {
      text.append(i == 0 ? "" : ", ").append(sizes[i]);
    }
    return text.append(sizes.length == 1 ? ",)" : ")").toString();
  }
}
