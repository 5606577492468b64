package dev.ashlar.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * A place in the source: the smallest that is known. The one thing in the model that holds the
 * compiler's own objects.
 *
 * @param element the class, field, method or parameter
 * @param annotation the annotation on it, or null
 * @param value the value in the annotation, or null
 */
public record Site(
    Element element,
    @Nullable AnnotationMirror annotation,
    @Nullable AnnotationValue value) {
  /** An element as a whole. */
  public static Site of(Element element) {
    return new Site(element, null, null);
  }

  /** An annotation on this site's element. */
  public Site at(AnnotationMirror annotation) {
    return new Site(element, annotation, null);
  }

  /** A value in this site's annotation. */
  public Site at(AnnotationValue value) {
    return new Site(element, annotation, value);
  }

  /**
   * Whether this is a class that the compiler itself has refused, as it does one that extends
   * itself: in which file it is the compiler does not know, and its superclasses may have no end.
   */
  public boolean isRefused() {
    return element.asType().getKind() == TypeKind.ERROR;
  }
}
