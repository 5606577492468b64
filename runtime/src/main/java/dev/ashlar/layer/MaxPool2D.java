package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest element of each window of an image; see {@link MaxPool2DLayer} for the formula.
 * Settings of height and width are one number for both, or two.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = MaxPool2DSpec.class, layer = MaxPool2DLayer.class)
public @interface MaxPool2D {
  /** {@return the height and width of the window, at least 1} */
  int[] pool() default MaxPool2DSpec.POOL;

  /** {@return by how many elements the window moves, at least 1; empty: by its own size} */
  int[] stride() default {};

  /** {@return how many elements stand at each edge of the input, at least 0} */
  int[] padding() default MaxPool2DSpec.PADDING;

  /** {@return whether the size of the output is rounded up rather than down} */
  boolean ceilMode() default MaxPool2DSpec.CEIL_MODE;
}
