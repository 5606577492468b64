/**
 * The command {@code ashlar}: looks into files of arrays, compares them with each other or with a
 * model, and turns one format into another. {@link dev.ashlar.cli.Main} is the entry point, and the
 * jar's main class.
 *
 * <p>{@code inspect}, {@code diff} of two files, and {@code convert} need neither ND4J nor its
 * natives.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.cli;

import org.jspecify.annotations.NullMarked;
