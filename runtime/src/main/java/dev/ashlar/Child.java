package dev.ashlar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a field of a {@link Block} class to be one of its children.
 *
 * <p>With a layer annotation ({@code @Dense(units = 20)}), or of another block's type, the
 * generated constructor makes the child; a field with neither is assigned by the class's own
 * constructor, and adopted.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Child {
  /** Says that the next automatic prefix is wanted. */
  String AUTOMATIC = "\0automatic";

  /**
   * {@return the child's own prefix, taken as given; an empty one shares the parent's name scope}
   * By default automatic.
   */
  String prefix() default AUTOMATIC;

  /**
   * {@return the child's part of structural names; by default the field's name, or its position in
   * a sequential block}
   */
  String name() default "";

  /**
   * {@return the field of a sibling declared above whose parameters this child uses as well} By
   * default it has its own.
   */
  String sharedWith() default "";

  /**
   * {@return the structural names that the child had before in this block, the latest first: files
   * that were saved under them are loaded} Two children that swapped names each name the other's.
   */
  String[] formerly() default {};
}
