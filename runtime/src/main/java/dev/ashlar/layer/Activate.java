package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A function applied to each element; see {@link ActivateLayer}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = ActivateSpec.class, layer = ActivateLayer.class)
public @interface Activate {
  /** {@return the function} */
  Activation value();
}
