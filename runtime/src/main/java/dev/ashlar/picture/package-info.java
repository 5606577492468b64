/**
 * A model to look at: {@link dev.ashlar.picture.Picture} makes one file of HTML from a model's
 * outline.
 *
 * <p>Imports {@code dev.ashlar} (for its layers' outline) and {@code outline}; needs no ND4J where
 * it is given an outline, as in the compiler.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.picture;

import org.jspecify.annotations.NullMarked;
