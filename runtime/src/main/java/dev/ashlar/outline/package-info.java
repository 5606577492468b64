/**
 * What is known of a model without running it: the tree of its layers with names, shapes, numbers
 * of parameters and of multiply-adds. Start at {@link dev.ashlar.outline.Outline}.
 *
 * <p>Made by the compiler, which writes it beside the classes of each block, and at run time from
 * the layers themselves. Imports {@code shape}, the JDK and Jackson's parser, so that a program can
 * read and print an outline without ND4J.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.outline;

import org.jspecify.annotations.NullMarked;
