package dev.ashlar.processor.discover;

import dev.ashlar.layer.LayerSpec;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * The class of a layer annotation's specification, on the processor path: a record whose components
 * are the annotation's members.
 */
final class SpecRecord {
  private final Class<?> type;
  private final Optional<String> unfit;

  private SpecRecord(Class<?> type, Optional<String> unfit) {
    this.type = type;
    this.unfit = unfit;
  }

  /** The class of that name, for an annotation whose members it should have. */
  static SpecRecord load(String className, TypeElement annotation, Types types)
      throws ClassNotFoundException {
    Class<?> type = Class.forName(className, true, SpecRecord.class.getClassLoader());
    return new SpecRecord(type, whyUnfit(type, annotation, types));
  }

  /** Why it is not what it should be; empty if it is. */
  Optional<String> whyUnfit() {
    return unfit;
  }

  private static Optional<String> whyUnfit(Class<?> type, TypeElement annotation, Types types) {
    if (!type.isRecord() || !LayerSpec.class.isAssignableFrom(type)) {
      return Optional.of("is not a record that implements LayerSpec");
    }
    List<String> components = Arrays.stream(type.getRecordComponents())
        .map(each -> each.getType().getCanonicalName() + " " + each.getName())
        .toList();
    List<String> members = ElementFilter.methodsIn(annotation.getEnclosedElements()).stream()
        .map(member -> ErasedName.of(member.getReturnType(), types) + " " + member.getSimpleName())
        .toList();
    if (!components.equals(members)) {
      return Optional.of("has the components " + components + ", and the annotation the members "
          + members + ". Make them the same");
    }
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> !isSetting(component.getType()))
        .map(component -> "has the component " + component.getName() + " of the type "
            + component.getType().getCanonicalName()
            + ". Make it a number, a boolean, a string, an enum or int[]")
        .findFirst();
  }

  private static boolean isSetting(Class<?> type) {
    return type.isEnum()
        || List.of(int.class, long.class, float.class, double.class, boolean.class)
            .contains(type)
        || type == String.class
        || type == int[].class;
  }

  /**
   * The specification that an annotation describes.
   *
   * @throws InvocationTargetException if the specification refuses the settings
   * @throws NotYetException if one of them is erroneous, of which the compiler speaks
   */
  LayerSpec make(Mirror annotation) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] parameters = new Class<?>[components.length];
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      parameters[i] = components[i].getType();
      arguments[i] = convert(annotation.value(components[i].getName()), parameters[i]);
    }
    Constructor<?> constructor = type.getDeclaredConstructor(parameters);
    constructor.setAccessible(true);
    return (LayerSpec) constructor.newInstance(arguments);
  }

  private static Object convert(AnnotationValue value, Class<?> type) throws NoSuchFieldException {
    if (type == int[].class) {
      return Mirror.ints(value);
    }
    Object plain = value.getValue();
    if (type.isEnum() && plain instanceof VariableElement constant) {
      for (Object each : type.getEnumConstants()) {
        if (constant.getSimpleName().contentEquals(((Enum<?>) each).name())) {
          return each;
        }
      }
      throw new NoSuchFieldException(
          constant.getSimpleName().toString()); // another version on the processor path
    }
    if (!MethodType.methodType(type).wrap().returnType().isInstance(plain)) {
      throw new NotYetException("a value of type " + type);
    }
    return plain;
  }
}
