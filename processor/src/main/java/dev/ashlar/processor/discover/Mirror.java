package dev.ashlar.processor.discover;

import dev.ashlar.processor.model.Site;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** An annotation as it stands in the source, with its defaults. */
final class Mirror {
  private final Element element;
  private final AnnotationMirror mirror;

  Mirror(Element element, AnnotationMirror mirror) {
    this.element = element;
    this.mirror = mirror;
  }

  static Optional<Mirror> of(Class<? extends Annotation> annotation, Element element) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (typeOf(mirror).getQualifiedName().contentEquals(annotation.getName())) {
        return Optional.of(new Mirror(element, mirror));
      }
    }
    return Optional.empty();
  }

  private static TypeElement typeOf(AnnotationMirror mirror) {
    return (TypeElement) mirror.getAnnotationType().asElement();
  }

  TypeElement type() {
    return typeOf(mirror);
  }

  String simpleName() {
    return type().getSimpleName().toString();
  }

  boolean isWritten(String member) {
    return written(member).isPresent();
  }

  private Optional<AnnotationValue> written(String member) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> each :
        mirror.getElementValues().entrySet()) {
      if (each.getKey().getSimpleName().contentEquals(member)) {
        return Optional.of(each.getValue());
      }
    }
    return Optional.empty();
  }

  /** The annotation as a place. */
  Site site() {
    return Site.of(element).at(mirror);
  }

  /** A value as a place: the annotation where the value is a default. */
  Site site(String member) {
    return written(member).map(site()::at).orElseGet(this::site);
  }

  /** A value that is written, or the default. */
  AnnotationValue value(String member) {
    return written(member).orElseGet(() -> defaultOf(member));
  }

  private AnnotationValue defaultOf(String member) {
    for (ExecutableElement each : ElementFilter.methodsIn(type().getEnclosedElements())) {
      if (each.getSimpleName().contentEquals(member) && each.getDefaultValue() != null) {
        return each.getDefaultValue();
      }
    }
    throw new NotYetException(simpleName() + "." + member);
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
