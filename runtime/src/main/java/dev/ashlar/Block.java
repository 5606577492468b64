package dev.ashlar;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a class to be a block: a layer made of its {@link Child} fields.
 *
 * <p>For a class {@code X} the processor writes {@code NamedX}, which extends it and is a
 * {@link Layer}, and {@code XNames}, the names, shapes and hash of its whole tree. A nested class
 * {@code Outer.X} becomes {@code NamedOuter_X} and {@code Outer_XNames}.
 *
 * <p>The children run in their order, each on the output of the one before, unless the class has a
 * method {@code SDVariable forward(SDVariable …)} of its own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Block {
  /**
   * {@return the word that automatic prefixes begin with; by default the class's simple name in
   * lower case}
   */
  String hint() default "";

  /**
   * {@return the sizes of the input without the batch dimension; by default they are not known to
   * the compiler}
   */
  int[] input() default {};

  /**
   * {@return the sizes of the output without the batch dimension} Needed only where the class has a
   * {@code forward} of its own; it is checked when the network is built.
   */
  int[] output() default {};

  /**
   * {@return whether this is a container: its hint is {@code sequential} and its children's
   * structural names are their positions}
   */
  boolean sequential() default false;

  /**
   * {@return the version of what files hold of this block, at least 1} Another one declares a
   * break: files that hold an older version of the block are refused, wherever it stands in the
   * model, with a message that says which version they are of.
   */
  int version() default 1;

  /**
   * {@return the qualified names ({@code shop.models.Ranker}) that the class had before, the latest
   * first} The lock takes the lines of such a class for this one's. Files do not depend on it.
   */
  String[] formerly() default {};
}
