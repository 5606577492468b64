package dev.ashlar.layer;

import dev.ashlar.Layer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation a layer annotation: one that, on a {@code @Child} field, says which layer the
 * child is.
 *
 * <p>What the processor relies on:
 *
 * <ul>
 *   <li>the specification is a record whose components are the annotation's members, in their order
 *       and of their types (numbers, booleans, strings, enums, arrays of int); its jar is on the
 *       annotation processor path as well as on the class path;
 *   <li>the layer's class has a public static method, named as the annotation with small letters up
 *       to its first word ({@code Conv2D}: {@code conv2D}, {@code ELU}: {@code elu}, {@code PReLU}:
 *       {@code pReLU}), that takes the members without default in their order, and for each other
 *       member a public method of its name that returns a changed layer.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.ANNOTATION_TYPE)
public @interface LayerAnnotation {
  /** {@return the specification} */
  Class<? extends LayerSpec> spec();

  /** {@return the layer} */
  Class<? extends Layer> layer();
}
