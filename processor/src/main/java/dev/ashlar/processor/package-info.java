/**
 * The annotation processor. {@link dev.ashlar.processor.AshlarProcessor} reads as its four steps:
 * {@code discover}, {@code validate}, {@code write}, report ({@code diagnostic}); {@code model} is
 * what they hand to each other.
 */
package dev.ashlar.processor;
