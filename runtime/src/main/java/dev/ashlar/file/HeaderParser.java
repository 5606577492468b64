package dev.ashlar.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.ashlar.naming.NameList;
import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a safetensors header and holds it to every rule of the format: known words only, no name
 * twice, sizes that give the bytes that the offsets span, and entries that cover the data exactly.
 */
final class HeaderParser {
  /** The key under which a header holds metadata instead of an array. */
  static final String METADATA = "__metadata__";

  /** The largest header that the format allows. */
  static final int LONGEST = 100_000_000;

  /** Where the header starts: after its own length. */
  static final int START = Long.BYTES;

  private static final int MOST_SIZES = 64;
  private static final int USUAL_SIZES = 4;

  private static final JsonFactory JSON = JsonFactory.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .disable(
          JsonFactory.Feature
              .CANONICALIZE_FIELD_NAMES) // hostile names must not fill, or slow, a shared table
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNameLength(LONGEST)
          .maxStringLength(LONGEST)
          .maxNestingDepth(8)
          .build())
      .build();

  private final FileBytes file;
  private final String text;
  private final JsonParser json;
  private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
  private final Map<String, String> metadata = new TreeMap<>();
  private final List<Entry> entries = new ArrayList<>();

  private HeaderParser(FileBytes file, String text, JsonParser json) {
    this.file = file;
    this.text = text;
    this.json = json;
  }

  // One array of the header; its bytes begin and end there, counted from the data's start.
  private record Entry(String name, ElementType type, Shape shape, long begin, long end) {}

  /**
   * Reads a header.
   *
   * @param file the file that the arrays are in
   * @param text the header, decoded
   * @param dataStart where the data begins
   * @return the arrays in the order of their bytes, and the metadata
   * @throws ArrayFileException if a rule is broken; the message names the entry or the byte
   */
  static FileFormat.Contents parse(FileBytes file, String text, long dataStart) {
    if (!text.startsWith("{")) {
      throw malformed(file, "the header must begin with '{', at byte " + START);
    }
    try (JsonParser json = JSON.createParser(text)) {
      HeaderParser parser = new HeaderParser(file, text, json);
      parser.header();
      return new FileFormat.Contents(parser.covering(dataStart), parser.metadata);
    } catch (JsonProcessingException broken) {
      long at = broken.getLocation() == null ? -1 : broken.getLocation().getCharOffset();
      String what = "the header is not JSON: " + NameList.shorten(broken.getOriginalMessage());
      throw new ArrayFileException(malformed(file, text, what, at).getMessage(), broken);
    } catch (IOException impossible) {
      throw ArrayFileException.io("read", file.path(), impossible);
    }
  }

  private void header() throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = unicode(json.currentName());
      if (name.equals(METADATA)) {
        metadata();
      } else {
        entry(name);
      }
    }
    int end = (int) json.currentLocation().getCharOffset();
    if (end < 0 || !text.substring(end).chars().allMatch(c -> c == ' ')) {
      throw malformed(file, text, "only spaces may follow the header's '}'", end);
    }
  }

  private void metadata() throws IOException {
    expect(JsonToken.START_OBJECT, "an object of strings", METADATA);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = unicode(json.currentName());
      expect(JsonToken.VALUE_STRING, "a string", METADATA + "." + key);
      metadata.put(key, unicode(json.getText()));
    }
  }

  private void entry(String name) throws IOException {
    expect(JsonToken.START_OBJECT, "an object", name);
    ElementType type = null;
    long[] sizes = null;
    long[] offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "dtype" -> type = type(name);
        case "shape" -> sizes = numbers(name, "shape");
        case "data_offsets" -> offsets = numbers(name, "data_offsets");
        default ->
          throw at(
              NameList.quote(name) + " has the unknown key " + NameList.quote(json.currentName()));
      }
    }
    if (type == null || sizes == null || offsets == null) {
      throw at(NameList.quote(name) + " must have a dtype, a shape and data_offsets");
    }
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw at("data_offsets of " + NameList.quote(name) + " must be its begin and its end");
    }
    requireBytes(name, type, sizes, offsets[1] - offsets[0]);
    entries.add(new Entry(name, type, Shape.of(sizes), offsets[0], offsets[1]));
  }

  private ElementType type(String name) throws IOException {
    expect(JsonToken.VALUE_STRING, "a string", name + ".dtype");
    String word = json.getText();
    return ElementType.ofSafetensors(word)
        .orElseThrow(
            () -> at(NameList.quote(name) + " has the unknown dtype " + NameList.quote(word)));
  }

  private long[] numbers(String name, String key) throws IOException {
    expect(JsonToken.START_ARRAY, "a list of numbers", name + "." + key);
    long[] numbers = new long[USUAL_SIZES];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getText().startsWith("-")) {
        throw at(key + " of " + NameList.quote(name)
            + " must hold whole numbers, not negative, and nothing else");
      }
      if (count == MOST_SIZES) {
        throw at(key + " of " + NameList.quote(name) + " has more than " + MOST_SIZES + " numbers");
      }
      numbers = count < numbers.length ? numbers : Arrays.copyOf(numbers, MOST_SIZES);
      numbers[count++] = json.getLongValue();
    }
    return Arrays.copyOf(numbers, count);
  }

  private void requireBytes(String name, ElementType type, long[] sizes, long bytes) {
    long expected = type.bytes();
    try {
      for (long size : sizes) {
        expected = Math.multiplyExact(expected, size);
      }
    } catch (ArithmeticException overflow) {
      throw at("the shape of " + NameList.quote(name) + " overflows");
    }
    if (expected != bytes) {
      throw at(
          NameList.quote(name) + " has " + bytes + " bytes, its shape and dtype make " + expected);
    }
  }

  private Map<String, StoredArray> covering(long dataStart) {
    long dataBytes = file.size() - dataStart;
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    Map<String, StoredArray> byName = new LinkedHashMap<>();
    long end = 0;
    for (Entry entry : entries) {
      if (entry.begin() != end) {
        throw malformed(
            file,
            NameList.quote(entry.name()) + " begins at byte " + entry.begin() + " of the data, "
                + (entry.begin() > end ? "after a hole from byte " : "inside what ends at byte ")
                + end);
      }
      end = entry.end();
      byName.put(
          entry.name(),
          new StoredArray(
              entry.name(),
              entry.type(),
              entry.shape(),
              file.range(dataStart + entry.begin(), end - entry.begin())));
    }
    if (end != dataBytes) {
      throw malformed(
          file,
          "the entries end at byte " + end + " of the data, which has " + dataBytes + " bytes"
              + (end > dataBytes ? ": the file is cut off" : ""));
    }
    return byName;
  }

  private void expect(JsonToken token, String what, String place) throws IOException {
    if (json.nextToken() != token) {
      throw at(NameList.quote(place) + " must be " + what);
    }
  }

  private String unicode(String string) {
    if (hasSurrogate(string) && !utf8.canEncode(string)) {
      throw at("half of a surrogate pair in " + NameList.quote(string));
    }
    return string;
  }

  private static boolean hasSurrogate(String string) {
    for (int i = 0; i < string.length(); i++) {
      if (Character.isSurrogate(string.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private ArrayFileException at(String what) {
    return malformed(file, text, what, json.currentTokenLocation().getCharOffset());
  }

  private static ArrayFileException malformed(
      FileBytes file, String text, String what, long charOffset) {
    if (charOffset < 0) {
      return malformed(file, what);
    }
    int chars = (int) Math.min(charOffset, text.length());
    long at = START + (long) text.substring(0, chars).getBytes(StandardCharsets.UTF_8).length;
    return malformed(file, what + ", at byte " + at);
  }

  private static ArrayFileException malformed(FileBytes file, String what) {
    return ArrayFileException.malformed(file.path(), FileFormat.SAFETENSORS, what);
  }
}
