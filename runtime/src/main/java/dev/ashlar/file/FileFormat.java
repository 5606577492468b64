package dev.ashlar.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * The formats of files of named arrays. A file is read in the format that its first bytes show;
 * only a new file's format goes by its extension.
 */
public enum FileFormat {
  /** <a href="https://github.com/huggingface/safetensors">safetensors</a>. */
  SAFETENSORS("safetensors", true, SafetensorsReader::read, SafetensorsWriter::write),
  /** Apache MXNet's .params, without metadata. */
  PARAMS("params", false, ParamsReader::read, ParamsWriter::write),
  /** numpy's npz: a zip archive of .npy files. */
  NPZ("npz", true, NpzReader::read, NpzWriter::write);

  private static final int MAGIC_BYTES = 16;
  private static final int ZIP_ENTRY = 0x04034b50;
  private static final int ZIP_END = 0x06054b50;

  private final String word;
  private final boolean metadata;
  private final Reader reader;
  private final Writer writer;

  FileFormat(String word, boolean metadata, Reader reader, Writer writer) {
    this.word = word;
    this.metadata = metadata;
    this.reader = reader;
    this.writer = writer;
  }

  /** What a file holds, read and checked but for the arrays' elements. */
  record Contents(Map<String, StoredArray> arrays, Map<String, String> metadata) {}

  private interface Reader {
    Contents read(FileBytes file) throws IOException;
  }

  private interface Writer {
    void write(
        WritableByteChannel channel, List<StoredArray> arrays, SortedMap<String, String> metadata)
        throws IOException;
  }

  /** {@return whether its files can hold metadata} */
  public boolean holdsMetadata() {
    return metadata;
  }

  /**
   * {@return the format that a new file of this name gets: by its extension, otherwise safetensors}
   *
   * @param file the file, of which only the name counts
   */
  public static FileFormat forNew(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> name.endsWith("." + format.word))
        .findFirst()
        .orElse(SAFETENSORS);
  }

  /**
   * The format that a file's first bytes show. A file that shows none is taken for safetensors,
   * which has no magic number, and held to its rules.
   */
  static FileFormat of(FileBytes file) throws IOException {
    if (file.size() < MAGIC_BYTES) {
      return SAFETENSORS;
    }
    ByteBuffer start = ByteBuffer.allocate(MAGIC_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    file.read(start, 0);
    int zip = start.getInt(0);
    if (zip == ZIP_ENTRY || zip == ZIP_END) {
      return NPZ;
    }
    return start.getLong(0) == ParamsReader.MAGIC && start.getLong(8) == 0 ? PARAMS : SAFETENSORS;
  }

  Contents read(FileBytes file) throws IOException {
    return reader.read(file);
  }

  void write(
      WritableByteChannel channel, List<StoredArray> arrays, SortedMap<String, String> entries)
      throws IOException {
    writer.write(channel, arrays, entries);
  }

  /** As it is called in messages: {@code safetensors}, {@code params}, {@code npz}. */
  @Override
  public String toString() {
    return word;
  }
}
