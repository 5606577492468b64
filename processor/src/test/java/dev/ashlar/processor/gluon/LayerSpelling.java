package dev.ashlar.processor.gluon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Gluon's layers and their arguments in Ashlar's spelling. */
public final class LayerSpelling {
  private static final String PACKAGE = "dev.ashlar.layer.";
  private static final Map<String, String> ANNOTATIONS = Map.of("Activation", "Activate");
  private static final Map<String, String> MEMBERS =
      Map.of("kernel_size", "kernel", "pool_size", "pool", "strides", "stride");

  private LayerSpelling() {}

  /** Whether Ashlar has the layer. */
  public static boolean exists(String layer) {
    return annotationOf(layer).isPresent();
  }

  private static Optional<Class<?>> annotationOf(String layer) {
    try {
      return Optional.<Class<?>>of(Class.forName(PACKAGE + ANNOTATIONS.getOrDefault(layer, layer)))
          .filter(Class::isAnnotation);
    } catch (ClassNotFoundException missing) {
      return Optional.empty();
    }
  }

  /** The annotation: {@code @dev.ashlar.layer.Dense(units = 20)}. */
  static String annotation(String layer, Map<String, JsonNode> arguments) {
    Class<?> annotation = annotationOf(layer).orElseThrow();
    List<String> members = new ArrayList<>();
    arguments.forEach((argument, value) -> {
      if (!value.isNull()) {
        String member = member(annotation, argument);
        members.add(member + " = " + literal(typeOf(annotation, member), value));
      }
    });
    return "@" + annotation.getName()
        + (members.isEmpty() ? "" : "(" + String.join(", ", members) + ")");
  }

  private static String member(Class<?> annotation, String argument) {
    String member = MEMBERS.getOrDefault(argument, camelCase(argument));
    return typeOf(annotation, member).isEmpty() && typeOf(annotation, "value").isPresent()
        ? "value"
        : member;
  }

  private static Optional<Class<?>> typeOf(Class<?> annotation, String member) {
    return Arrays.stream(annotation.getDeclaredMethods())
        .filter(method -> method.getName().equals(member))
        .<Class<?>>map(method -> method.getReturnType())
        .findFirst();
  }

  private static String camelCase(String argument) {
    StringBuilder name = new StringBuilder();
    for (String word : argument.split("_")) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }

  private static String literal(Optional<Class<?>> type, JsonNode value) {
    if (value.isArray()) {
      List<String> items =
          StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList();
      return "{" + String.join(", ", items) + "}";
    }
    if (!value.isTextual()) {
      return value.asText();
    }
    return type.filter(Class::isEnum)
        .map(each -> each.getName() + "." + value.asText().toUpperCase(Locale.ROOT))
        .orElse("\"" + value.asText() + "\"");
  }
}
