package dev.ashlar.processor.discover;

import dev.ashlar.processor.model.Site;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** An annotation as it stands in the source, with its defaults. */
final class Mirror {
  private final Element element;
  private final AnnotationMirror mirror;
  private final Map<String, AnnotationValue> values = new LinkedHashMap<>();
  private final Map<String, AnnotationValue> written = new LinkedHashMap<>();

  Mirror(Element element, AnnotationMirror mirror, Elements elements) {
    this.element = element;
    this.mirror = mirror;
    // Values with defaults come in no certain order: that of the annotation's declaration is
    // certain.
    Map<String, AnnotationValue> unordered = new LinkedHashMap<>();
    elements
        .getElementValuesWithDefaults(mirror)
        .forEach((m, value) -> unordered.put(m.getSimpleName().toString(), value));
    for (Element member : type().getEnclosedElements()) {
      String name = member.getSimpleName().toString();
      if (unordered.containsKey(name)) {
        values.put(name, unordered.get(name));
      }
    }
    mirror
        .getElementValues()
        .forEach((m, value) -> written.put(m.getSimpleName().toString(), value));
  }

  static Optional<Mirror> of(
      Class<? extends Annotation> annotation, Element element, Elements elements) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> nameOf(mirror).contentEquals(annotation.getName()))
        .findFirst()
        .map(mirror -> new Mirror(element, mirror, elements));
  }

  private static Name nameOf(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName();
  }

  TypeElement type() {
    return (TypeElement) mirror.getAnnotationType().asElement();
  }

  String simpleName() {
    return type().getSimpleName().toString();
  }

  /** The names of the members that have a value, in the order of their declaration. */
  Iterable<String> members() {
    return values.keySet();
  }

  boolean isWritten(String member) {
    return written.containsKey(member);
  }

  /** The annotation as a place. */
  Site site() {
    return Site.of(element).at(mirror);
  }

  /** A value as a place: the annotation where the value is a default. */
  Site site(String member) {
    return written.containsKey(member) ? site().at(written.get(member)) : site();
  }

  AnnotationValue value(String member) {
    AnnotationValue value = values.get(member);
    if (value == null) {
      throw new NotYetException(simpleName() + "." + member);
    }
    return value;
  }

  <T> T get(String member, Class<T> type) {
    Object value = value(member).getValue();
    if (!type.isInstance(value)) {
      throw new NotYetException(simpleName() + "." + member); // javac says what is wrong with it
    }
    return type.cast(value);
  }

  String string(String member) {
    return get(member, String.class);
  }

  boolean flag(String member) {
    return get(member, Boolean.class);
  }

  int[] ints(String member) {
    return ints(value(member));
  }

  List<String> strings(String member) {
    List<String> strings = new ArrayList<>();
    for (Object item : get(member, List.class)) {
      if (!(item instanceof AnnotationValue value && value.getValue() instanceof String text)) {
        throw new NotYetException("a string");
      }
      strings.add(text);
    }
    return strings;
  }

  static int[] ints(AnnotationValue array) {
    if (!(array.getValue() instanceof List<?> list)) {
      throw new NotYetException("an array");
    }
    return list.stream()
        .map(item -> ((AnnotationValue) item).getValue())
        .mapToInt(item -> {
          if (item instanceof Integer number) {
            return number;
          }
          throw new NotYetException("an integer");
        })
        .toArray();
  }
}
