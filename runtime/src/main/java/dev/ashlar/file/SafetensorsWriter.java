package dev.ashlar.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes a safetensors file as the format's reference writer does: entries by descending size of
 * their type, then by name (by code points), the header padded with spaces to a multiple of 8.
 */
final class SafetensorsWriter {
  private static final JsonFactory JSON = JsonFactory.builder()
      .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
      .build();
  private static final int ALIGNMENT = 8;

  private final SortedMap<String, String> metadata;
  private final List<StoredArray> arrays;

  private SafetensorsWriter(List<StoredArray> arrays, SortedMap<String, String> metadata) {
    this.metadata = metadata;
    this.arrays = arrays;
  }

  /**
   * Writes a file.
   *
   * @throws ArrayFileException if a name cannot stand in such a file
   */
  static void write(
      WritableByteChannel channel, List<StoredArray> arrays, SortedMap<String, String> metadata)
      throws IOException {
    new SafetensorsWriter(ordered(arrays), metadata).writeTo(channel);
  }

  private record Named(byte[] utf8, StoredArray array) {}

  private static List<StoredArray> ordered(List<StoredArray> arrays) {
    return arrays.stream()
        .map(array -> new Named(utf8(array.name()), array))
        .sorted(Comparator.<Named>comparingInt(named -> -named.array().type().bytes())
            .thenComparing(Named::utf8, Arrays::compareUnsigned))
        .map(Named::array)
        .toList();
  }

  private static byte[] utf8(String name) {
    if (name.equals(HeaderParser.METADATA)) {
      throw new ArrayFileException(
          "an array cannot be saved as '" + name + "': the format has that name for its metadata");
    }
    return Utf8.encode(name);
  }

  private void writeTo(WritableByteChannel channel) throws IOException {
    byte[] header = header();
    ByteBuffer start =
        ByteBuffer.allocate(HeaderParser.START + header.length).order(ByteOrder.LITTLE_ENDIAN);
    ArrayContent.writeFully(channel, start.putLong(header.length).put(header).flip());
    for (StoredArray array : arrays) {
      array.content().writeTo(channel, array.bytes());
    }
  }

  private byte[] header() throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(header)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(HeaderParser.METADATA);
        for (Map.Entry<String, String> datum : metadata.entrySet()) {
          json.writeStringField(datum.getKey(), datum.getValue());
        }
        json.writeEndObject();
      }
      long begin = 0;
      for (StoredArray array : arrays) {
        long end = Math.addExact(begin, array.bytes());
        writeEntry(json, array, begin, end);
        begin = end;
      }
      json.writeEndObject();
    }
    while (header.size() % ALIGNMENT != 0) {
      header.write(' ');
    }
    if (header.size() > HeaderParser.LONGEST) {
      throw new ArrayFileException("the names take a header of " + header.size()
          + " bytes; the format allows " + HeaderParser.LONGEST);
    }
    return header.toByteArray();
  }

  private static void writeEntry(JsonGenerator json, StoredArray array, long begin, long end)
      throws IOException {
    long[] sizes = array.shape().sizes();
    json.writeObjectFieldStart(array.name());
    json.writeStringField("dtype", array.type().safetensors());
    json.writeFieldName("shape");
    json.writeArray(sizes, 0, sizes.length);
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {begin, end}, 0, 2);
    json.writeEndObject();
  }
}
