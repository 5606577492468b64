/**
 * The lock: what saved files rely on, in a file that is committed with the source, and the
 * comparison of today's blocks with it. {@link dev.ashlar.processor.lock.Lock} is the entry.
 *
 * <p>Imports {@code model}, {@code diagnostic} and the runtime's naming and shapes.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.processor.lock;

import org.jspecify.annotations.NullMarked;
