package dev.ashlar.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution of images; see {@link Conv2DLayer} for the formula. Settings of height and width
 * are one number for both, or two.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
@LayerAnnotation(spec = Conv2DSpec.class, layer = Conv2DLayer.class)
public @interface Conv2D {
  /** {@return how many channels the output has, at least 1} */
  int channels();

  /** {@return the height and width of the kernel, at least 1} */
  int[] kernel();

  /** {@return by how many elements the kernel moves, at least 1} */
  int[] stride() default Conv2DSpec.STRIDE;

  /** {@return how many zeros stand at each edge of the input, at least 0} */
  int[] padding() default Conv2DSpec.PADDING;

  /** {@return how far apart the elements are that a kernel sees side by side, at least 1} */
  int[] dilation() default Conv2DSpec.DILATION;

  /**
   * {@return into how many groups, each seen by its part of the output, the input's channels are
   * split}
   */
  int groups() default Conv2DSpec.GROUPS;

  /** {@return whether a bias is added} */
  boolean useBias() default Conv2DSpec.USE_BIAS;

  /** {@return the function applied to the output} */
  Activation activation() default Activation.NONE;

  /** {@return how many channels the input has; 0: taken from the input} */
  int inChannels() default Conv2DSpec.IN_CHANNELS;
}
