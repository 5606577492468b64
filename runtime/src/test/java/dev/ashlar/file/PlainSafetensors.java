package dev.ashlar.file;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A second, plain reading of the format, which shares no code with the one under test; and a way to
 * make files by hand.
 */
public final class PlainSafetensors {
  private final String json;
  private int at;

  private PlainSafetensors(String json) {
    this.json = json;
  }

  /** A file in parts. */
  public record Parts(int headerLength, String header, Map<String, Object> fields, byte[] data) {
    @SuppressWarnings("unchecked")
    public Map<String, Object> field(String name) {
      return (Map<String, Object>) fields.get(name);
    }

    /** The bytes of an array. */
    public ByteBuffer bytes(String name) {
      List<?> offsets = (List<?>) field(name).get("data_offsets");
      int begin = ((BigInteger) offsets.get(0)).intValueExact();
      int end = ((BigInteger) offsets.get(1)).intValueExact();
      return ByteBuffer.wrap(data, begin, end - begin).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  @SuppressWarnings("unchecked")
  public static Parts read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(bytes.getLong());
    byte[] header = new byte[length];
    bytes.get(header);
    byte[] data = new byte[bytes.remaining()];
    bytes.get(data);
    String json = new String(header, StandardCharsets.UTF_8);
    return new Parts(length, json, (Map<String, Object>) new PlainSafetensors(json).value(), data);
  }

  public static byte[] bytes(String header, byte[] data) {
    return bytes(header.getBytes(StandardCharsets.UTF_8), data);
  }

  public static byte[] bytes(byte[] header, byte[] data) {
    return ByteBuffer.allocate(8 + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(data)
        .array();
  }

  // JSON as our files have it: no spaces between tokens, no escapes but \n, \" and \\.
  private Object value() {
    return switch (json.charAt(at)) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> string();
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    while (json.charAt(at++) != '}') {
      if (json.charAt(at) == '}') {
        continue;
      }
      String key = string();
      at++;
      object.put(key, value());
    }
    return object;
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    while (json.charAt(at++) != ']') {
      if (json.charAt(at) != ']') {
        list.add(value());
      }
    }
    return list;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    for (at++; json.charAt(at) != '"'; at++) {
      char c = json.charAt(at);
      if (c == '\\') {
        c = json.charAt(++at) == 'n' ? '\n' : json.charAt(at);
      }
      string.append(c);
    }
    at++;
    return string.toString();
  }

  private BigInteger number() {
    int from = at;
    while (Character.isDigit(json.charAt(at))) {
      at++;
    }
    return new BigInteger(json.substring(from, at));
  }
}
