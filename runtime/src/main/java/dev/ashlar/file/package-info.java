/**
 * Files of named arrays: {@link dev.ashlar.file.ArrayFile} reads and writes them, in the formats
 * safetensors, MXNet's .params and numpy's npz ({@link dev.ashlar.file.FileFormat}).
 *
 * <p>One notion for all: a {@link dev.ashlar.file.StoredArray} has a name, a type, a shape, and
 * elements that are read row by row when they are asked for. Each format has a reader and a writer.
 * What is written replaces the file as a whole ({@code AtomicFile}).
 *
 * <p>Imports {@code naming}, {@code shape} and Jackson's streaming parser;
 * {@link dev.ashlar.file.NativeArrays} alone knows ND4J's arrays (and {@code LargePages} their
 * memory), so that a file can be looked into without ND4J.
 *
 * @since 0.1
 */
@NullMarked
package dev.ashlar.file;

import org.jspecify.annotations.NullMarked;
