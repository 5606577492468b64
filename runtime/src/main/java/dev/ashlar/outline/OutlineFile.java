package dev.ashlar.outline;

import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The file in which the compiler writes the outline of a block:
 * {@code META-INF/ashlar/<class>.json} with the class's qualified name.
 */
public final class OutlineFile {
  static final int FORMAT = 1;
  private static final String NAMED = "Named";

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
      return OutlineReader.read(in, place);
    } catch (IOException failure) {
      throw new OutlineException("cannot read " + place + ": " + failure.getMessage(), failure);
    }
  }

  static String write(Outline outline) {
    JsonText json = new JsonText().beginObject();
    json.field("format").number(FORMAT);
    totals(json, outline.totals());
    outline(json.field("outline"), outline);
    return json.endObject() + "\n";
  }

  private static void totals(JsonText json, OutlineTotals totals) {
    json.field("totals").beginObject();
    json.field("parameters").number(totals.parameters());
    json.field("trainable").number(totals.trainable());
    json.field("bytes").number(totals.bytes());
    json.field("unknownParameters").number(totals.unknownParameters());
    json.field("multiplyAdds").number(totals.multiplyAdds());
    json.field("unknownLayers").number(totals.unknownLayers());
    json.endObject();
  }

  private static void outline(JsonText json, Outline layer) {
    json.beginObject();
    json.field("path").string(layer.path());
    optional(json, "prefix", layer.prefix());
    optional(json, "hint", layer.hint());
    json.field("description").string(layer.description());
    json.field("version").number(layer.version());
    shape(json, "input", layer.input());
    shape(json, "output", layer.output());
    json.field("parameters").beginArray();
    for (OutlineParameter parameter : layer.parameters()) {
      parameter(json.item(), parameter);
    }
    json.endArray();
    json.field("multiplyAdds").number(layer.multiplyAdds());
    json.field("children").beginArray();
    for (Outline child : layer.children()) {
      outline(json.item(), child);
    }
    json.endArray();
    json.endObject();
  }

  private static void parameter(JsonText json, OutlineParameter parameter) {
    json.beginObject();
    json.field("name").string(parameter.name());
    json.field("path").string(parameter.path());
    optional(json, "fullName", parameter.fullName());
    shape(json, "shape", parameter.shape());
    json.field("dtype").string(parameter.dtype().toString());
    json.field("trainable").flag(parameter.trainable());
    optional(json, "sharedWith", parameter.sharedWith());
    json.endObject();
  }

  private static void optional(JsonText json, String name, Optional<String> value) {
    if (value.isPresent()) {
      json.field(name).string(value.get());
    }
  }

  private static void shape(JsonText json, String name, Shape shape) {
    if (shape.hasRank()) {
      json.field(name).beginArray();
      for (long size : shape.sizes()) {
        json.item().number(size);
      }
      json.endArray();
    }
  }
}
