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
  /** The dimension of the channels, counted from the batch's 0, or from the end where negative. */
  int axis() default BatchNormSpec.AXIS;

  /** What part of the running values stays in a training step, from 0 to 1. */
  double momentum() default BatchNormSpec.MOMENTUM;

  /** What is added to the variance. */
  double epsilon() default BatchNormSpec.EPSILON;

  /** Whether {@code beta} is trained rather than left at 0. */
  boolean center() default BatchNormSpec.CENTER;

  /** Whether {@code gamma} is trained rather than left at 1. */
  boolean scale() default BatchNormSpec.SCALE;

  /** Whether the running values are used in training too. */
  boolean useGlobalStats() default BatchNormSpec.USE_GLOBAL_STATS;

  /** How many channels the input has; 0: taken from the input. */
  int inChannels() default BatchNormSpec.IN_CHANNELS;
}
