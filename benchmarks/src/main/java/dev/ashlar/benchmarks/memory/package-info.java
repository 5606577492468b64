/**
 * Whether a process that trains for a long time keeps its size.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
