package dev.ashlar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a {@link Child} field of type {@code Sequential<X>} to hold the same child several times
 * over, as its children {@code 0}, {@code 1}, …
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Repeat {
  /** {@return how many times, at least 1} */
  int value();

  /**
   * {@return the prefix of each of them inside the container, as given; mostly empty, so that they
   * share the container's scope and the layers in them are counted on} By default the next
   * automatic one.
   */
  String prefix() default Child.AUTOMATIC;
}
