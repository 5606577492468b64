/**
 * Parameters in files: {@link dev.ashlar.checkpoint.Checkpoint} saves and loads a model, strictly
 * and atomically.
 *
 * <p>A load goes through five steps: the file is opened and checked ({@code dev.ashlar.file}); its
 * names are put beside the model's ({@code SavedNames}, {@code ModelKeys}); what its keys are is
 * found ({@code SchemeChoice}) and names are matched, former ones too ({@code NameMatch}); the
 * match is held against the options ({@code Matching}, {@code VersionCheck}); all values are read
 * ({@code StagedValues}) and only then set. None of it knows a format.
 *
 * <p>Imports {@code dev.ashlar}, {@code file}, {@code naming}, {@code shape} and ND4J's arrays
 * (none of its graph classes). Start reading at {@link dev.ashlar.checkpoint.Checkpoint}.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.checkpoint;

import org.jspecify.annotations.NullMarked;
