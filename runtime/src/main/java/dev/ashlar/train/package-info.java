/**
 * How a model learns: {@link dev.ashlar.train.Training} says how long and by which rule,
 * {@link dev.ashlar.train.Loss} what is made small, {@link dev.ashlar.train.Validation} and
 * {@link dev.ashlar.train.Metric} what is measured, {@link dev.ashlar.train.Listener} and
 * {@link dev.ashlar.train.Progress} who is told, {@link dev.ashlar.train.SnapshotStore} what is
 * kept to go on from, {@link dev.ashlar.train.History} what came of it.
 *
 * <p>{@code Model}, {@code Targets}, {@code TargetArrays} and {@code Evaluator} are public for
 * Ashlar's other packages alone; they are no part of the API, and the Javadoc leaves them out.
 *
 * <p>Imports {@code graph}, {@code shape} and ND4J. Start reading at
 * {@link dev.ashlar.train.Training}; the loop itself is {@link dev.ashlar.train.Trainer}, the
 * optimizer {@code WeightUpdates}, and the rule for one weight {@code WeightUpdate}.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.train;

import org.jspecify.annotations.NullMarked;
