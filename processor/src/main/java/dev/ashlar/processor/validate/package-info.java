/**
 * The second step: the rules. {@link dev.ashlar.processor.validate.Validator} says in which order
 * they are checked.
 *
 * <p>Imports {@code model}, {@code diagnostic} and the runtime's naming and shape rules.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.processor.validate;

import org.jspecify.annotations.NullMarked;
