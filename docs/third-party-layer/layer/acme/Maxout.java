package acme;

import dev.ashlar.layer.LayerAnnotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The largest of several dense layers; see {@link MaxoutLayer} for the formula. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = MaxoutSpec.class, layer = MaxoutLayer.class)
public @interface Maxout {
  /** The size of the output, at least 1. */
  int units();

  /** How many dense layers there are, at least 1. */
  int pieces() default MaxoutSpec.PIECES;
}
