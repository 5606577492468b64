package dev.ashlar.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.ashlar.shape.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes a safetensors file as the format's reference writer does: entries by descending size of
 * their type, then by name (by code points), the header padded with spaces to a multiple of 8.
 * Equal content gives equal bytes. Arrays go from their own memory to the channel; none is copied,
 * but for views, one at a time.
 */
final class SafetensorsWriter {
  private static final JsonFactory JSON = JsonFactory.builder()
      .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
      .build();
  private static final int ALIGNMENT = 8;

  private final SortedMap<String, String> metadata;
  private final List<TensorEntry> entries = new ArrayList<>();
  private final List<INDArray> arrays = new ArrayList<>();

  private record Named(String name, byte[] utf8, ElementType type, INDArray array) {}

  /**
   * A writer of these arrays.
   *
   * @param values the arrays by name, each of a type that parameters may have
   * @param metadata written in its order
   * @throws CheckpointException if a name cannot stand in such a file
   */
  SafetensorsWriter(Map<String, INDArray> values, SortedMap<String, String> metadata) {
    this.metadata = metadata;
    long end = 0;
    for (Named named : ordered(values)) {
      long begin = end;
      end = Math.addExact(
          begin, Math.multiplyExact(named.array().length(), named.type().bytes()));
      entries.add(
          new TensorEntry(named.name(), named.type(), Shape.of(named.array().shape()), begin, end));
      arrays.add(named.array());
    }
  }

  private static List<Named> ordered(Map<String, INDArray> values) {
    List<Named> ordered = new ArrayList<>();
    values.forEach((name, array) ->
        ordered.add(new Named(name, utf8(name), ElementType.of(array.dataType()), array)));
    ordered.sort(Comparator.<Named>comparingInt(named -> -named.type().bytes())
        .thenComparing(Named::utf8, Arrays::compareUnsigned));
    return ordered;
  }

  private static byte[] utf8(String name) {
    if (name.equals(HeaderParser.METADATA)) {
      throw new CheckpointException("a parameter cannot be saved as '" + name
          + "': the format has that name for its metadata");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new CheckpointException("the name " + NameList.quote(name)
          + " holds half of a surrogate pair and cannot be saved");
    }
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes the whole file. */
  void writeTo(FileChannel channel) throws IOException {
    byte[] header = header();
    ByteBuffer start =
        ByteBuffer.allocate(HeaderParser.START + header.length).order(ByteOrder.LITTLE_ENDIAN);
    writeFully(channel, start.putLong(header.length).put(header).flip());
    for (INDArray array : arrays) {
      ArrayMemory.reading(array).forEach(piece -> writeFully(channel, piece));
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
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
      for (TensorEntry entry : entries) {
        writeEntry(json, entry);
      }
      json.writeEndObject();
    }
    while (header.size() % ALIGNMENT != 0) {
      header.write(' ');
    }
    if (header.size() > HeaderParser.LONGEST) {
      throw new CheckpointException("the names take a header of " + header.size()
          + " bytes; the format allows " + HeaderParser.LONGEST);
    }
    return header.toByteArray();
  }

  private static void writeEntry(JsonGenerator json, TensorEntry entry) throws IOException {
    long[] sizes = entry.shape().sizes();
    json.writeObjectFieldStart(entry.name());
    json.writeStringField("dtype", entry.type().name());
    json.writeFieldName("shape");
    json.writeArray(sizes, 0, sizes.length);
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
    json.writeEndObject();
  }
}
