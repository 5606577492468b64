/**
 * What users touch first: the annotations ({@link dev.ashlar.Block}, {@link dev.ashlar.Child},
 * {@link dev.ashlar.Param}, {@link dev.ashlar.Repeat}), {@link dev.ashlar.Layer} and its names
 * ({@link dev.ashlar.Scope}, {@link dev.ashlar.Parameter}), and {@link dev.ashlar.Network}, which
 * runs and trains a model.
 *
 * <p>Imports {@code naming}, {@code shape}, {@code init}, {@code graph} and {@code train};
 * {@code layer} and {@code checkpoint} stand above it. Start reading at {@link dev.ashlar.Node},
 * the tree, and {@link dev.ashlar.Network}, what runs it.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar;

import org.jspecify.annotations.NullMarked;
