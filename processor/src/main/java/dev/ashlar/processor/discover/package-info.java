/**
 * The first step: from the compiler's elements to immutable records.
 * {@link dev.ashlar.processor.discover.BlockFinder} finds the blocks of a round; the readers beside
 * it read a class, a field, an annotation.
 *
 * <p>Imports {@code model} and {@code diagnostic}.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.processor.discover;

import org.jspecify.annotations.NullMarked;
