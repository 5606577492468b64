package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bends negative numbers; see {@link ELULayer} for the formula. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = ELUSpec.class, layer = ELULayer.class)
public @interface ELU {
  /** {@return what negative numbers approach, without its sign; at least 0} */
  double alpha() default ELUSpec.ALPHA;
}
