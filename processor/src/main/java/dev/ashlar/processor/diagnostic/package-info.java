/**
 * The fourth step: what the processor can say ({@link dev.ashlar.processor.diagnostic.Diagnostic},
 * the one catalogue of messages) and how it is said to the compiler.
 *
 * <p>Imports {@code model}; alone in the processor, uses {@code Messager}.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
