package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fully connected layer; see {@link DenseLayer} for the formula, and {@link DenseSpec} for the
 * defaults' meaning.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = DenseSpec.class, layer = DenseLayer.class)
public @interface Dense {
  /** {@return the size of the output, at least 1} */
  int units();

  /** {@return the function applied to the output} */
  Activation activation() default Activation.NONE;

  /** {@return whether a bias is added} */
  boolean useBias() default DenseSpec.USE_BIAS;

  /**
   * {@return whether all dimensions but the batch are made one first; if not, the layer works on
   * the last dimension}
   */
  boolean flatten() default DenseSpec.FLATTEN;

  /** {@return the size of the input; 0: taken from the input} */
  int inUnits() default DenseSpec.IN_UNITS;
}
