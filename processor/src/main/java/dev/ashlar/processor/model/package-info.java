/**
 * What the processor knows of blocks: immutable records without any of the compiler's objects but
 * the place in the source. Start at {@link dev.ashlar.processor.model.BlockModel} and
 * {@link dev.ashlar.processor.model.Tree}.
 *
 * <p>Imports nothing of the processor's.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.processor.model;

import org.jspecify.annotations.NullMarked;
