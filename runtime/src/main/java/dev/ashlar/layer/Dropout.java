package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Leaves out a part of its input at random while training; see {@link DropoutLayer}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = DropoutSpec.class, layer = DropoutLayer.class)
public @interface Dropout {
  /** {@return the part that is left out, at least 0 and less than 1} */
  double rate();
}
