/**
 * How fast checkpoints of 1 GB are saved and loaded, beside copying the file on the same disk in
 * the same run, and how much memory it takes.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.benchmarks.checkpoint;

import org.jspecify.annotations.NullMarked;
