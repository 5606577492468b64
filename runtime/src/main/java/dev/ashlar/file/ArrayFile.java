package dev.ashlar.file;

import dev.ashlar.naming.NameList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file of named arrays and metadata, in one of the {@linkplain FileFormat formats}.
 *
 * <p>Opening it reads and checks all but the arrays' elements: names, types, shapes, and that each
 * array lies inside the file. No length that the file states is believed before it is checked, so
 * that neither memory nor time goes beyond what the file's size gives. The elements are read when
 * they are asked for. Not safe for use by several threads.
 *
 * <pre>{@code
 * try (ArrayFile file = ArrayFile.open(path)) {
 *   INDArray weight = NativeArrays.read(file.get("hidden.weight"));
 * }
 * }</pre>
 */
public final class ArrayFile implements AutoCloseable {
  private final FileBytes bytes;
  private final FileFormat format;
  private final FileFormat.Contents contents;

  private ArrayFile(FileBytes bytes) throws IOException {
    this.bytes = bytes;
    this.format = FileFormat.of(bytes);
    this.contents = format.read(bytes);
  }

  /**
   * Opens a file, in the format that its content shows.
   *
   * @param file the file
   * @return the file, whose arrays have not been read yet
   * @throws ArrayFileException if it cannot be read or breaks its format, or the memory does not
   *     suffice for its names and shapes
   */
  public static ArrayFile open(Path file) {
    try {
      FileBytes bytes = FileBytes.open(file);
      try {
        return new ArrayFile(bytes);
      } catch (IOException | RuntimeException | Error failure) {
        closeAfter(failure, bytes);
        throw failure;
      }
    } catch (IOException failure) {
      throw ArrayFileException.io("read", file, failure);
    } catch (OutOfMemoryError tooSmall) {
      throw new ArrayFileException(
          "cannot read '" + file + "': there is no memory for the names and shapes of its arrays",
          tooSmall);
    }
  }

  private static void closeAfter(Throwable failure, FileBytes bytes) {
    try {
      bytes.close();
    } catch (IOException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  /**
   * Writes a file, replacing the one that is there as a whole or not at all: the new file is
   * written beside it, flushed to the disk and renamed over it. Equal content gives equal bytes.
   * Nothing but a buffer is held in memory.
   *
   * @param file replaced if it is there; a symbolic link stays one
   * @param format its format
   * @param arrays in the order that the file has where the format leaves one
   * @param metadata what the file says of itself; left out where the format holds none
   * @throws ArrayFileException if the file cannot be written, or the format cannot hold an array;
   *     then the old file is as it was
   */
  public static void write(
      Path file,
      FileFormat format,
      Collection<StoredArray> arrays,
      SortedMap<String, String> metadata) {
    Objects.requireNonNull(file, "file");
    SortedMap<String, String> entries = new TreeMap<>(metadata);
    List<StoredArray> all = List.copyOf(arrays);
    Set<String> names = new HashSet<>();
    for (StoredArray array : all) {
      if (!names.add(array.name())) {
        throw new IllegalArgumentException(
            "two arrays with the name " + NameList.quote(array.name()));
      }
      if (!array.shape().hasRank()) {
        throw new ArrayFileException(
            "cannot write '" + file + "': " + NameList.quote(array.name()) + " has no value");
      }
    }
    try {
      AtomicFile.replace(file, channel -> format.write(channel, all, entries));
    } catch (IOException failure) {
      throw ArrayFileException.io("write", file, failure);
    }
  }

  /** {@return the file} */
  public Path path() {
    return bytes.path();
  }

  /** {@return its format} */
  public FileFormat format() {
    return format;
  }

  /** {@return how many bytes it has} */
  public long size() {
    return bytes.size();
  }

  /** {@return what it says of itself; empty if it says nothing, or the format holds no metadata} */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(contents.metadata());
  }

  /** {@return the arrays by name, in the order of the file} */
  public Map<String, StoredArray> arrays() {
    return Collections.unmodifiableMap(contents.arrays());
  }

  /**
   * {@return the array of a name}
   *
   * @param name the array's name in the file
   * @throws NoSuchElementException if there is none
   */
  public StoredArray get(String name) {
    StoredArray array = contents.arrays().get(name);
    if (array == null) {
      throw new NoSuchElementException("there is no array " + NameList.quote(name) + " in file '"
          + path() + "', only " + NameList.brief(List.copyOf(contents.arrays().keySet())));
    }
    return array;
  }

  @Override
  public void close() {
    try {
      bytes.close();
    } catch (IOException failure) {
      throw ArrayFileException.io("close", path(), failure);
    }
  }
}
