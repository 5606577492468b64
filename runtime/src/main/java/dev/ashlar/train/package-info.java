/**
 * How a model learns: {@link dev.ashlar.train.Training} says how long and by which rule,
 * {@link dev.ashlar.train.Loss} what is made small, {@link dev.ashlar.train.Progress} shows the
 * work, {@link dev.ashlar.train.History} tells what came of it.
 *
 * <p>Imports {@code graph}, {@code shape} and ND4J. Start reading at
 * {@link dev.ashlar.train.Training}; the loop itself is {@link dev.ashlar.train.Trainer}.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.train;

import org.jspecify.annotations.NullMarked;
