package dev.ashlar.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.ashlar.naming.NameList;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes numpy's npz as {@code numpy.savez} does: not compressed, every entry with the same date.
 * Metadata goes into an entry of its own, which numpy hands out as bytes.
 */
final class NpzWriter {
  private static final JsonFactory JSON = JsonFactory.builder()
      .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
      .build();
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final int LONGEST_NAME = 0xFFFF;

  private NpzWriter() {}

  /**
   * Writes a file.
   *
   * @throws ArrayFileException if the format cannot hold an array
   */
  static void write(
      WritableByteChannel channel, List<StoredArray> arrays, SortedMap<String, String> metadata)
      throws IOException {
    OutputStream out =
        new BufferedOutputStream(Channels.newOutputStream(channel), ArrayContent.BUFFER);
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    for (StoredArray array : arrays) {
      writeArray(zip, array);
    }
    if (!metadata.isEmpty()) {
      byte[] json = json(metadata);
      CRC32 checksum = new CRC32();
      checksum.update(json);
      zip.putNextEntry(entry(NpzReader.METADATA, json.length, checksum));
      zip.write(json);
    }
    zip.finish(); // the channel is its owner's to close
    zip.flush();
  }

  private static void writeArray(ZipOutputStream zip, StoredArray array) throws IOException {
    String type = array
        .type()
        .numpy()
        .orElseThrow(() -> new ArrayFileException(NameList.quote(array.name()) + " is "
            + array.type() + ", which numpy does not have: cast it, or save safetensors"));
    byte[] header = NpyHeader.write((array.type().bytes() == 1 ? "|" : "<") + type, array.shape());
    CRC32 checksum = new CRC32();
    checksum.update(header);
    array.content().writeTo(to(piece -> checksum.update(piece)), array.bytes());
    zip.putNextEntry(
        entry(array.name() + NpzReader.SUFFIX, header.length + array.bytes(), checksum));
    zip.write(header);
    byte[] bytes = new byte[(int) Math.min(array.bytes(), ArrayContent.BUFFER)];
    array
        .content()
        .writeTo(
            to(piece -> {
              while (piece.hasRemaining()) {
                int count = Math.min(bytes.length, piece.remaining());
                piece.get(bytes, 0, count);
                zip.write(bytes, 0, count);
              }
            }),
            array.bytes());
    zip.closeEntry();
  }

  private static ZipEntry entry(String name, long bytes, CRC32 checksum) {
    if (Utf8.encode(name).length > LONGEST_NAME) {
      throw new ArrayFileException(
          "the name " + NameList.quote(name) + " is longer than a zip archive allows");
    }
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(DATE);
    entry.setSize(bytes);
    entry.setCompressedSize(bytes);
    entry.setCrc(checksum.getValue());
    return entry;
  }

  private static byte[] json(Map<String, String> metadata) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (Map.Entry<String, String> entry : metadata.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private interface Sink {
    void accept(ByteBuffer piece) throws IOException;
  }

  // Uses up whatever it is given.
  private static WritableByteChannel to(Sink sink) {
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer piece) throws IOException {
        int count = piece.remaining();
        sink.accept(piece);
        return count;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }
}
