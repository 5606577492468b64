/**
 * Parameters in files: {@link dev.ashlar.checkpoint.Checkpoint} saves and loads a model, strictly
 * and atomically.
 *
 * <p>A load goes through four steps, each a class: the file's header is read and checked
 * ({@code SafetensorsReader}, {@code HeaderParser}), its names are put beside the model's
 * ({@code FileIndex}, {@code ModelKeys}), they are matched ({@code Matching}), all values are read
 * ({@code StagedValues}) and only then set. A save writes ({@code SafetensorsWriter}) beside the
 * target and renames ({@code AtomicFile}).
 *
 * <p>Imports {@code dev.ashlar}, {@code naming}, {@code shape}, ND4J's arrays (none of its graph
 * classes) and Jackson's streaming parser. Nothing imports this package. Start reading at
 * {@link dev.ashlar.checkpoint.Checkpoint}.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.checkpoint;

import org.jspecify.annotations.NullMarked;
