package dev.ashlar;

import dev.ashlar.shape.DType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a field of type {@link Parameter} to be a parameter of the {@link Block} itself. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Param {
  /** {@return the sizes, all known; none for a scalar} */
  int[] shape();

  /** {@return the type of the elements} */
  DType dtype() default DType.FLOAT32;

  /**
   * {@return the value that every element starts with; by default (not a number) the network's
   * initializer decides}
   */
  double constant() default Double.NaN;

  /** {@return whether training changes it} */
  boolean trainable() default true;

  /** {@return the parameter's own name; by default the field's} */
  String name() default "";

  /**
   * {@return the names that the parameter had before in this block, the latest first: files that
   * were saved under them are loaded}
   */
  String[] formerly() default {};
}
