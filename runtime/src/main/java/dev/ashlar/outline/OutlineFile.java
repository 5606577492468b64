package dev.ashlar.outline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The file in which the compiler writes the outline of a block:
 * {@code META-INF/ashlar/<class>.json} with the class's qualified name.
 */
public final class OutlineFile {
  static final int FORMAT = 1;
  private static final String NAMED = "Named";
  private static final JsonFactory JSON = new JsonFactoryBuilder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .build();

  private OutlineFile() {}

  /**
   * {@return the place of a block's outline among the classes}
   *
   * @param className the qualified name of the block's class
   */
  public static String place(String className) {
    return "META-INF/ashlar/" + className + ".json";
  }

  static Outline read(Class<?> type) {
    ClassLoader loader =
        Optional.ofNullable(type.getClassLoader()).orElseGet(ClassLoader::getSystemClassLoader);
    Class<?> parent = type.getSuperclass();
    boolean isWritten = parent != null
        && type.getSimpleName().startsWith(NAMED)
        && loader.getResource(place(nameOf(type))) == null;
    return read(nameOf(isWritten ? parent : type), loader);
  }

  private static String nameOf(Class<?> type) {
    return Optional.ofNullable(type.getCanonicalName()).orElse(type.getName());
  }

  static Outline read(String className, ClassLoader loader) {
    String place = place(className);
    try (InputStream in = loader.getResourceAsStream(place)) {
      if (in == null) {
        throw new OutlineException("there is no " + place + " on the class path: " + className
            + " is no @Block, or was compiled without the Ashlar processor or with errors");
      }
      return read(in, className, String.valueOf(loader.getResource(place)));
    } catch (IOException failure) {
      throw new OutlineException("cannot read " + place + ": " + failure.getMessage(), failure);
    }
  }

  static Outline read(InputStream in, String className, String place) throws IOException {
    try (JsonParser json = JSON.createParser(in)) {
      return new OutlineReader(json).read();
    } catch (OutlineReader.NewerFormatException newer) {
      throw new OutlineException(
          "cannot read the outline of " + className + " in " + place + ": " + newer.getMessage()
              + ". Use that version of Ashlar's runtime, or compile the class with this version's processor",
          newer);
    } catch (IllegalArgumentException | IOException failure) {
      throw new OutlineException(
          "the outline of " + className + " in " + place
              + " is not what the Ashlar processor writes: " + failure.getMessage()
              + ". Compile the class anew",
          failure);
    }
  }

  static String write(Outline outline) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      json.writeStartObject();
      json.writeNumberField("format", FORMAT);
      totals(json, outline.totals());
      json.writeFieldName("outline");
      outline(json, outline);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to a string", impossible);
    }
    return text.append('\n').toString();
  }

  private static void totals(JsonGenerator json, OutlineTotals totals) throws IOException {
    json.writeObjectFieldStart("totals");
    json.writeNumberField("parameters", totals.parameters());
    json.writeNumberField("trainable", totals.trainable());
    json.writeNumberField("bytes", totals.bytes());
    json.writeNumberField("unknownParameters", totals.unknownParameters());
    json.writeNumberField("multiplyAdds", totals.multiplyAdds());
    json.writeNumberField("unknownLayers", totals.unknownLayers());
    json.writeEndObject();
  }

  private static void outline(JsonGenerator json, Outline layer) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", layer.path());
    optional(json, "prefix", layer.prefix());
    optional(json, "hint", layer.hint());
    json.writeStringField("description", layer.description());
    json.writeNumberField("version", layer.version());
    shape(json, "input", layer.input());
    shape(json, "output", layer.output());
    json.writeArrayFieldStart("parameters");
    for (OutlineParameter parameter : layer.parameters()) {
      parameter(json, parameter);
    }
    json.writeEndArray();
    json.writeNumberField("multiplyAdds", layer.multiplyAdds());
    json.writeArrayFieldStart("children");
    for (Outline child : layer.children()) {
      outline(json, child);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void parameter(JsonGenerator json, OutlineParameter parameter) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", parameter.name());
    json.writeStringField("path", parameter.path());
    optional(json, "fullName", parameter.fullName());
    shape(json, "shape", parameter.shape());
    json.writeStringField("dtype", parameter.dtype().toString());
    json.writeBooleanField("trainable", parameter.trainable());
    optional(json, "sharedWith", parameter.sharedWith());
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    }
  }

  private static void shape(JsonGenerator json, String name, Shape shape) throws IOException {
    if (shape.hasRank()) {
      json.writeFieldName(name);
      long[] sizes = shape.sizes();
      json.writeArray(sizes, 0, sizes.length);
    }
  }
}
