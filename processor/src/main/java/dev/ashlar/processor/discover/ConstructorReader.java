package dev.ashlar.processor.discover;

import dev.ashlar.processor.model.ConstructorModel;
import dev.ashlar.processor.model.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads the constructors that a subclass in a class's package can call. */
final class ConstructorReader {
  private final Elements elements;
  private final Types types;

  ConstructorReader(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
  }

  /**
   * The constructors of a class, but for those that only the class itself can call or name the
   * parameters of.
   *
   * @throws NotYetException if one of them names a type that does not exist yet
   */
  List<ConstructorModel> read(TypeElement type) {
    List<ConstructorModel> constructors = new ArrayList<>();
    for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (!constructor.getModifiers().contains(Modifier.PRIVATE)
          && mentioned(constructor).noneMatch(ConstructorReader::isPrivate)) {
        constructors.add(model(constructor));
      }
    }
    return constructors;
  }

  private ConstructorModel model(ExecutableElement constructor) {
    Set<Modifier> modifiers = constructor.getModifiers();
    List<? extends VariableElement> parameters = constructor.getParameters();
    return new ConstructorModel(
        Site.of(constructor),
        modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED),
        constructor.isVarArgs(),
        parameters.stream()
            .map(parameter -> parameter.getSimpleName().toString())
            .toList(),
        parameters.stream()
            .map(parameter -> ErasedName.of(parameter.asType(), types))
            .toList());
  }

  /**
   * Whether a constructor that is written in the source can have set a field: one of the field's
   * class, or of a class below.
   */
  boolean canAssign(VariableElement field, TypeElement type) {
    for (Element each = type;
        each instanceof TypeElement owner;
        each = types.asElement(owner.getSuperclass())) {
      boolean written = ElementFilter.constructorsIn(owner.getEnclosedElements()).stream()
          .anyMatch(constructor -> elements.getOrigin(constructor) == Elements.Origin.EXPLICIT);
      if (written || owner.equals(field.getEnclosingElement())) {
        return written;
      }
    }
    return false;
  }

  private static Stream<Element> mentioned(ExecutableElement constructor) {
    Stream<? extends TypeMirror> parameters =
        constructor.getParameters().stream().map(VariableElement::asType);
    Stream<? extends TypeMirror> bounds = constructor.getTypeParameters().stream()
        .map(TypeParameterElement::getBounds)
        .flatMap(List::stream);
    return Stream.of(parameters, bounds, constructor.getThrownTypes().stream())
        .flatMap(each -> each)
        .flatMap(type -> MentionedTypes.of(type).stream());
  }

  private static boolean isPrivate(Element type) {
    for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
      if (each.getModifiers().contains(Modifier.PRIVATE)) {
        return true;
      }
    }
    return false;
  }
}
