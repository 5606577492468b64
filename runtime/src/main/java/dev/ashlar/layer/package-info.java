/**
 * The layers. Each is three files side by side, here for {@code Dense}: its annotation
 * ({@link dev.ashlar.layer.Dense}), its specification ({@link dev.ashlar.layer.DenseSpec}: hint,
 * parameters, shape rule; the JDK only, since the annotation processor runs it) and its computation
 * ({@link dev.ashlar.layer.DenseLayer}: on ND4J's symbolic variables).
 *
 * <p>To add a layer, here or in another jar, write such three: an annotation that carries
 * {@link dev.ashlar.layer.LayerAnnotation}, a record that implements
 * {@link dev.ashlar.layer.LayerSpec} and has the annotation's members as its components, and a
 * class that extends {@link dev.ashlar.layer.SpecLayer}. There is no list of layers to add it to.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.layer;

import org.jspecify.annotations.NullMarked;
