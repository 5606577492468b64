/**
 * Dimensions and their arithmetic: {@link dev.ashlar.shape.Shape}, {@link dev.ashlar.shape.DType},
 * and the one way to say that a shape does not fit,
 * {@link dev.ashlar.shape.ShapeMismatchException}.
 *
 * <p>Imports the JDK only, so the annotation processor runs the same code as the runtime.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.shape;

import org.jspecify.annotations.NullMarked;
