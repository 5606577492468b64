package dev.ashlar.processor.discover;

import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;

/** What the declaration of a class says of whether it can be a block, and who can see it. */
final class BlockClass {
  private BlockClass() {}

  /** Why a class cannot be a block; empty if it can. */
  static Optional<String> whyUnfit(TypeElement type) {
    if (type.getKind() != ElementKind.CLASS) {
      return Optional.of("it is of kind " + type.getKind().toString().toLowerCase(Locale.ROOT));
    }
    if (type.getModifiers().contains(Modifier.FINAL)) {
      return Optional.of("it is final");
    }
    if (type.getModifiers().contains(Modifier.SEALED)) {
      return Optional.of("it is sealed");
    }
    for (Element each = type;
        each instanceof TypeElement around;
        each = around.getEnclosingElement()) {
      if (around.getModifiers().contains(Modifier.PRIVATE)) {
        return Optional.of(
            around == type
                ? "it is private"
                : "it is nested in the private class " + around.getSimpleName());
      }
      if (around.getNestingKind() == NestingKind.MEMBER
          && !around.getModifiers().contains(Modifier.STATIC)) {
        return Optional.of(
            around == type
                ? "it is an inner class, not static"
                : "it is nested in the inner class " + around.getSimpleName());
      }
    }
    return Optional.empty();
  }

  /** Whether a class can be seen from every package. */
  static boolean isPublic(TypeElement type) {
    for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
      if (!each.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }
}
