/**
 * The annotation processor. {@link dev.ashlar.processor.AshlarProcessor} reads as its four steps:
 * {@code discover}, {@code validate}, {@code write}, report ({@code diagnostic}); {@code model} is
 * what they hand to each other.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.processor;

import org.jspecify.annotations.NullMarked;
