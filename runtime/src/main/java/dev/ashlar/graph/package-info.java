/**
 * From layers to something that ND4J executes: {@link dev.ashlar.graph.Tracing} writes down what a
 * model's {@code forward} does, for inputs of fixed shapes; {@link dev.ashlar.graph.Graph} runs it,
 * forward and backward.
 *
 * <p>{@code Vectors}, {@code NumberView}, {@code Pass}, {@code LossFunction} and
 * {@code NativeLibraries} are public for Ashlar's other packages alone; they are no part of the
 * API, and the Javadoc leaves them out.
 *
 * <p>The one door to ND4J's graph classes. Imports {@code shape} and ND4J; knows a parameter as a
 * {@link dev.ashlar.graph.Weight} only.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.graph;

import org.jspecify.annotations.NullMarked;
