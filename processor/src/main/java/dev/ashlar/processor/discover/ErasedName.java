package dev.ashlar.processor.discover;

import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * The name of a type's erasure, without the annotations that a type can carry and that its own text
 * shows.
 */
final class ErasedName {
  private ErasedName() {}

  static String of(TypeMirror type, Types types) {
    TypeMirror erased = types.erasure(type);
    if (erased instanceof ArrayType array) {
      return of(array.getComponentType(), types) + "[]";
    }
    if (erased.getKind().isPrimitive()) {
      return erased.getKind().toString().toLowerCase(Locale.ROOT);
    }
    Element element = types.asElement(erased);
    return element instanceof TypeElement declared
        ? declared.getQualifiedName().toString()
        : erased.toString();
  }
}
