package dev.ashlar.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.ashlar.naming.NameList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads numpy's npz: a zip archive with one .npy file an array, compressed or not, in either byte
 * order, row by row or column by column. The entry {@code __metadata__.json}, if there is one, is
 * an object of strings. Archives that grow out of proportion, or whose entries overlap, are
 * refused.
 */
final class NpzReader {
  /** The entry that holds the metadata. */
  static final String METADATA = "__metadata__.json";

  static final String SUFFIX = ".npy";

  private static final JsonFactory JSON = JsonFactory.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .build();

  private final FileBytes file;
  private final ZipFile zip;

  private NpzReader(FileBytes file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /**
   * Reads a file.
   *
   * @throws ArrayFileException if it breaks the format
   */
  static FileFormat.Contents read(FileBytes file) throws IOException {
    try {
      ZipFile zip = file.closing(new ZipFile(file.path().toFile()));
      return new NpzReader(file, zip).contents();
    } catch (ZipException | JsonProcessingException | IllegalArgumentException broken) {
      throw ArrayFileException.malformed(
          file.path(), FileFormat.NPZ, NameList.shorten(String.valueOf(broken.getMessage())));
    }
  }

  private FileFormat.Contents contents() throws IOException {
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    Map<String, String> metadata = Map.of();
    long stored = 0;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      stored += entry.getCompressedSize();
      if (entry.getSize() < 0 || entry.getCompressedSize() < 0 || stored > file.size()) {
        throw malformed(entry, "its sizes do not fit the file, or overlap another entry's");
      }
      Expansion.check(
          file.path(),
          FileFormat.NPZ,
          "entry " + NameList.quote(name),
          entry.getCompressedSize(),
          entry.getSize());
      if (name.equals(METADATA)) {
        metadata = metadata(entry);
      } else if (name.endsWith(SUFFIX)) {
        StoredArray array = array(entry);
        if (arrays.put(array.name(), array) != null) {
          throw malformed(entry, "it is there twice");
        }
      } else {
        throw malformed(
            entry,
            "it is no .npy file"
                + (name.endsWith(".pkl")
                    ? ": the file is PyTorch's; save it with safetensors.torch.save_file"
                    : ""));
      }
    }
    return new FileFormat.Contents(arrays, metadata);
  }

  private StoredArray array(ZipEntry entry) throws IOException {
    NpyHeader header;
    try (InputStream in = zip.getInputStream(entry)) {
      header = NpyHeader.read(in);
    } catch (NpyHeader.BadHeaderException bad) {
      throw malformed(entry, bad.getMessage());
    } catch (ZipException broken) {
      throw malformed(entry, String.valueOf(broken.getMessage()));
    }
    long bytes;
    try {
      bytes = StoredArray.bytes(header.type(), header.shape().sizes());
    } catch (ArithmeticException overflow) {
      throw malformed(entry, "its shape " + header.shape() + " overflows");
    }
    if (bytes != entry.getSize() - header.bytes()) {
      throw malformed(
          entry,
          "it has " + (entry.getSize() - header.bytes()) + " bytes of elements, its shape "
              + header.shape() + " and type " + header.type() + " make " + bytes);
    }
    String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
    return new StoredArray(name, header.type(), header.shape(), new Entry(entry, header, bytes));
  }

  private Map<String, String> metadata(ZipEntry entry) throws IOException {
    Map<String, String> metadata = new TreeMap<>();
    try (JsonParser json = JSON.createParser(zip.getInputStream(entry))) {
      boolean fits = json.nextToken() == JsonToken.START_OBJECT;
      while (fits && json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        fits = json.nextToken() == JsonToken.VALUE_STRING;
        metadata.put(key, json.getText());
      }
      if (!fits || json.nextToken() != null) {
        throw malformed(entry, "it is not one JSON object of strings");
      }
    }
    return metadata;
  }

  private ArrayFileException malformed(ZipEntry entry, String what) {
    return ArrayFileException.malformed(
        file.path(), FileFormat.NPZ, "entry " + NameList.quote(entry.getName()) + ": " + what);
  }

  private final class Entry implements ArrayContent {
    private final ZipEntry entry;
    private final NpyHeader header;
    private final long bytes;

    private Entry(ZipEntry entry, NpyHeader header, long bytes) {
      this.entry = entry;
      this.header = header;
      this.bytes = bytes;
    }

    @Override
    public ReadableByteChannel open() throws IOException {
      return isByColumns()
          ? new ColumnOrder(header.shape(), header.type().bytes()).rows(this::elements, file.size())
          : elements();
    }

    @Override
    public Optional<ReadableByteChannel> openColumns() throws IOException {
      return isByColumns() ? Optional.of(elements()) : Optional.empty();
    }

    private boolean isByColumns() {
      return header.columnsFirst() && header.shape().rank() > 1 && bytes > 0;
    }

    private ReadableByteChannel elements() throws IOException {
      try {
        return new NpyChannel(
            zip.getInputStream(entry),
            header,
            bytes,
            entry.getCrc(),
            what -> malformed(entry, what));
      } catch (ZipException broken) {
        throw malformed(entry, String.valueOf(broken.getMessage()));
      }
    }
  }
}
