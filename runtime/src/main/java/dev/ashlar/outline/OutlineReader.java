package dev.ashlar.outline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ashlar.shape.DType;
import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an outline from JSON: whatever differs from what {@link OutlineFile} writes is refused with
 * its line.
 */
final class OutlineReader {
  private final JsonParser json;

  OutlineReader(JsonParser json) {
    this.json = json;
  }

  /** The outline is of a format that a later version of Ashlar has. */
  static final class NewerFormatException extends IOException {
    private static final long serialVersionUID = 1;

    NewerFormatException(int format) {
      super("it is of format " + format
          + ", which a newer version of Ashlar writes, and this one reads format "
          + OutlineFile.FORMAT);
    }
  }

  /** Reads one step of an object: the value of a field. */
  private interface Field {
    void read(String name) throws IOException;
  }

  Outline read() throws IOException {
    Outline[] found = new Outline[1];
    int[] format = new int[1];
    json.nextToken();
    object(name -> {
      switch (name) {
        case "format" -> {
          format[0] = json.getIntValue();
          if (format[0] > OutlineFile.FORMAT) {
            throw new NewerFormatException(format[0]);
          }
          if (format[0] != OutlineFile.FORMAT) {
            throw refused("format " + OutlineFile.FORMAT, "format " + format[0]);
          }
        }
        case "totals" -> json.skipChildren(); // they follow from the rest
        case "outline" -> found[0] = outline();
        default -> throw refused("format, totals and outline", "'" + name + "'");
      }
    });
    if (found[0] == null || format[0] == 0) {
      throw refused("format and outline", "neither or one of them");
    }
    if (json.nextToken() != null) {
      throw refused("the end", json.currentToken().toString());
    }
    return found[0];
  }

  private Outline outline() throws IOException {
    Texts texts = new Texts();
    Shape[] shapes = {Shape.unknown(), Shape.unknown()};
    long[] numbers = new long[2];
    List<OutlineParameter> parameters = new ArrayList<>();
    List<Outline> children = new ArrayList<>();
    object(name -> {
      switch (name) {
        case "path", "prefix", "hint", "description" -> texts.put(name, text());
        case "version" -> numbers[0] = json.getIntValue();
        case "multiplyAdds" -> numbers[1] = number();
        case "input" -> shapes[0] = shape();
        case "output" -> shapes[1] = shape();
        case "parameters" -> array(() -> parameters.add(parameter()));
        case "children" -> array(() -> children.add(outline()));
        default -> throw refused("a field of a layer", "'" + name + "'");
      }
    });
    return new Outline(
        texts.require("path"),
        texts.get("prefix"),
        texts.get("hint"),
        texts.require("description"),
        (int) numbers[0],
        shapes[0],
        shapes[1],
        parameters,
        numbers[1],
        children);
  }

  private OutlineParameter parameter() throws IOException {
    Texts texts = new Texts();
    Shape[] shape = {Shape.unknown()};
    boolean[] trainable = new boolean[1];
    object(name -> {
      switch (name) {
        case "name", "path", "fullName", "dtype", "sharedWith" -> texts.put(name, text());
        case "shape" -> shape[0] = shape();
        case "trainable" -> trainable[0] = flag();
        default -> throw refused("a field of a parameter", "'" + name + "'");
      }
    });
    return new OutlineParameter(
        texts.require("name"),
        texts.require("path"),
        texts.get("fullName"),
        shape[0],
        dtype(texts.require("dtype")),
        trainable[0],
        texts.get("sharedWith"));
  }

  private DType dtype(String text) throws IOException {
    return Arrays.stream(DType.values())
        .filter(each -> each.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> refused("one of " + Arrays.toString(DType.values()), "'" + text + "'"));
  }

  private void object(Field field) throws IOException {
    require(JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      field.read(name);
    }
    require(JsonToken.END_OBJECT);
  }

  /** Reads one item of an array. */
  private interface Item {
    void read() throws IOException;
  }

  private void array(Item item) throws IOException {
    require(JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      item.read();
    }
  }

  private Shape shape() throws IOException {
    List<Long> sizes = new ArrayList<>();
    array(() -> sizes.add(number()));
    return Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
  }

  private String text() throws IOException {
    require(JsonToken.VALUE_STRING);
    return json.getText();
  }

  private long number() throws IOException {
    require(JsonToken.VALUE_NUMBER_INT);
    return json.getLongValue();
  }

  private boolean flag() throws IOException {
    if (json.currentToken() != JsonToken.VALUE_TRUE
        && json.currentToken() != JsonToken.VALUE_FALSE) {
      throw refused("true or false", String.valueOf(json.currentToken()));
    }
    return json.getBooleanValue();
  }

  private void require(JsonToken token) throws IOException {
    if (json.currentToken() != token) {
      throw refused(token.toString(), String.valueOf(json.currentToken()));
    }
  }

  private IOException refused(String expected, String found) {
    return new IOException("line " + json.currentLocation().getLineNr() + ": expected " + expected
        + ", found " + found);
  }

  /** The texts of an object, by field. */
  private final class Texts {
    private final Map<String, String> values = new HashMap<>();

    void put(String name, String value) {
      values.put(name, value);
    }

    Optional<String> get(String name) {
      return Optional.ofNullable(values.get(name));
    }

    String require(String name) throws IOException {
      if (!values.containsKey(name)) {
        throw refused("a field '" + name + "'", "none");
      }
      return values.get(name);
    }
  }
}
