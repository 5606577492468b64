package dev.ashlar.outline;

import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.util.Objects;
import java.util.Optional;

/**
 * A parameter in an {@link Outline}.
 *
 * @param name its own name, {@code weight}
 * @param path its structural name, {@code hidden.weight}
 * @param fullName its name with its layer's prefix, {@code mlp0_dense0_weight}; empty where only
 *     run time tells
 * @param shape its shape, as far as it is known
 * @param dtype the type of its elements
 * @param trainable whether training changes it
 * @param sharedWith the structural name under which it stands first; empty if that is this one
 */
public record OutlineParameter(
    String name,
    String path,
    Optional<String> fullName,
    Shape shape,
    DType dtype,
    boolean trainable,
    Optional<String> sharedWith) {
  /**
   * Checks that nothing is missing.
   *
   * @param name its own name, {@code weight}
   * @param path its structural name, {@code hidden.weight}
   * @param fullName its name with its layer's prefix, {@code mlp0_dense0_weight}; empty where only
   *     run time tells
   * @param shape its shape, as far as it is known
   * @param dtype the type of its elements
   * @param trainable whether training changes it
   * @param sharedWith the structural name under which it stands first; empty if that is this one
   */
  public OutlineParameter {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(fullName, "fullName");
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(sharedWith, "sharedWith");
  }

  /**
   * {@return the number of its elements; 0 if it is not known, the largest long if it does not fit
   * one}
   */
  public long elements() {
    try {
      return shape.elements();
    } catch (ArithmeticException tooMany) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * {@return the size of its elements in bytes; 0 and the largest long as for {@link #elements}}
   */
  public long bytes() {
    return elements() > Long.MAX_VALUE / dtype.bytes()
        ? Long.MAX_VALUE
        : elements() * dtype.bytes();
  }
}
