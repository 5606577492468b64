package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Normalises along one dimension; see {@link LayerNormLayer} for the formula. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = LayerNormSpec.class, layer = LayerNormLayer.class)
public @interface LayerNorm {
  /**
   * {@return the dimension that is normalised, counted from the batch's 0, or from the end where
   * negative; not the batch}
   */
  int axis() default LayerNormSpec.AXIS;

  /** {@return what is added to the variance} */
  double epsilon() default LayerNormSpec.EPSILON;

  /** {@return whether {@code beta} is trained rather than left at 0} */
  boolean center() default LayerNormSpec.CENTER;

  /** {@return whether {@code gamma} is trained rather than left at 1} */
  boolean scale() default LayerNormSpec.SCALE;

  /** {@return the size of the dimension; 0: taken from the input} */
  int inChannels() default LayerNormSpec.IN_CHANNELS;
}
