package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Lets a learnt part of negative numbers through; see {@link PReLULayer} for the formula. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = PReLUSpec.class, layer = PReLULayer.class)
public @interface PReLU {
  /** {@return what {@code alpha} is at first} */
  double alpha() default PReLUSpec.ALPHA;

  /** {@return how many channels have an {@code alpha} of their own; 1: one for all} */
  int inChannels() default PReLUSpec.IN_CHANNELS;
}
