package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Normalises each channel over the batch; see {@link BatchNormLayer} for the formula. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = BatchNormSpec.class, layer = BatchNormLayer.class)
public @interface BatchNorm {
  /**
   * {@return the dimension of the channels, counted from the batch's 0, or from the end where
   * negative}
   */
  int axis() default BatchNormSpec.AXIS;

  /** {@return what part of the running values stays in a training step, from 0 to 1} */
  double momentum() default BatchNormSpec.MOMENTUM;

  /** {@return what is added to the variance} */
  double epsilon() default BatchNormSpec.EPSILON;

  /** {@return whether {@code beta} is trained rather than left at 0} */
  boolean center() default BatchNormSpec.CENTER;

  /** {@return whether {@code gamma} is trained rather than left at 1} */
  boolean scale() default BatchNormSpec.SCALE;

  /** {@return whether the running values are used in training too} */
  boolean useGlobalStats() default BatchNormSpec.USE_GLOBAL_STATS;

  /** {@return how many channels the input has; 0: taken from the input} */
  int inChannels() default BatchNormSpec.IN_CHANNELS;
}
