package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Weighs each number by its sigmoid; see {@link SwishLayer} for the formula. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = SwishSpec.class, layer = SwishLayer.class)
public @interface Swish {
  /** {@return what numbers are multiplied by before the sigmoid} */
  double beta() default SwishSpec.BETA;
}
