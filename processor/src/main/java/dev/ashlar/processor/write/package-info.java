/**
 * The third step: writes {@code NamedX} and {@code XNames}.
 * {@link dev.ashlar.processor.write.BlockWriter} is the entry.
 *
 * <p>Imports {@code model}, {@code diagnostic} and, alone in the processor, JavaPoet.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.processor.write;

import org.jspecify.annotations.NullMarked;
