/**
 * What the annotation processor costs a compilation, beside others. Start at
 * {@link dev.ashlar.benchmarks.processor.Main}.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.benchmarks.processor;

import org.jspecify.annotations.NullMarked;
