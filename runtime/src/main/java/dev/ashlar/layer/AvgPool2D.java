package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean of each window of an image; see {@link AvgPool2DLayer} for the formula. Settings of
 * height and width are one number for both, or two.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = AvgPool2DSpec.class, layer = AvgPool2DLayer.class)
public @interface AvgPool2D {
  /** {@return the height and width of the window, at least 1} */
  int[] pool() default AvgPool2DSpec.POOL;

  /** {@return by how many elements the window moves, at least 1; empty: by its own size} */
  int[] stride() default {};

  /** {@return how many zeros stand at each edge of the input, at least 0} */
  int[] padding() default AvgPool2DSpec.PADDING;

  /** {@return whether the size of the output is rounded up rather than down} */
  boolean ceilMode() default AvgPool2DSpec.CEIL_MODE;

  /** {@return whether the padding counts as elements of a window} */
  boolean countIncludePad() default AvgPool2DSpec.COUNT_INCLUDE_PAD;
}
