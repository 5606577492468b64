package dev.ashlar.processor.discover;

import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Tells which exceptions a caller would have to catch. */
final class CheckedExceptions {
  private final Elements elements;
  private final Types types;

  CheckedExceptions(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
  }

  /** A checked exception that a method or constructor declares. */
  Optional<String> of(ExecutableElement executable) {
    return executable.getThrownTypes().stream()
        .filter(thrown -> unchecked().noneMatch(each -> types.isSubtype(thrown, each)))
        .map(TypeMirror::toString)
        .findFirst();
  }

  private Stream<TypeMirror> unchecked() {
    return Stream.of("java.lang.RuntimeException", "java.lang.Error")
        .map(name -> elements.getTypeElement(name).asType());
  }
}
