package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Lets a part of negative numbers through; see {@link LeakyReLULayer} for the formula. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = LeakyReLUSpec.class, layer = LeakyReLULayer.class)
public @interface LeakyReLU {
  /** {@return what negative numbers are multiplied by, at least 0} */
  double alpha();
}
