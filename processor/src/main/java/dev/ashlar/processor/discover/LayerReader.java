package dev.ashlar.processor.discover;

import dev.ashlar.layer.LayerAnnotation;
import dev.ashlar.layer.LayerSpec;
import dev.ashlar.layer.SettingException;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.LayerModel;
import dev.ashlar.processor.model.LayerModel.Constant;
import dev.ashlar.processor.model.LayerModel.Setting;
import java.beans.Introspector;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads layer annotations: which they are, and the specification that each describes. */
final class LayerReader {
  private final Elements elements;

  LayerReader(Elements elements) {
    this.elements = elements;
  }

  /** The layer annotations on an element. */
  List<Mirror> layersOn(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(mirror -> new Mirror(element, mirror, elements))
        .filter(mirror -> isLayer(mirror.type()))
        .toList();
  }

  boolean isLayer(TypeElement annotation) {
    return Mirror.of(LayerAnnotation.class, annotation, elements).isPresent();
  }

  /** The class of the layer that an annotation describes. */
  TypeMirror layerClass(Mirror annotation) {
    return link(annotation, "layer");
  }

  private TypeMirror link(Mirror annotation, String member) {
    return Mirror.of(LayerAnnotation.class, annotation.type(), elements).orElseThrow().get(member, TypeMirror.class);
  }

  /** The layer that an annotation describes; empty, and a finding, if there is no such layer. */
  Optional<LayerModel> read(BlockName block, String field, Mirror annotation, Findings findings) {
    return spec(block, field, annotation, findings)
        .map(
            spec ->
                new LayerModel(
                    spec,
                    layerClass(annotation).toString(),
                    Introspector.decapitalize(annotation.simpleName()),
                    settings(annotation)));
  }

  private List<Setting> settings(Mirror annotation) {
    List<Setting> settings = new ArrayList<>();
    for (ExecutableElement member : ElementFilter.methodsIn(annotation.type().getEnclosedElements())) {
      String name = member.getSimpleName().toString();
      if (annotation.isWritten(name)) {
        settings.add(new Setting(name, member.getDefaultValue() == null, plain(annotation.value(name))));
      }
    }
    return settings;
  }

  private static Object plain(AnnotationValue value) {
    Object plain = value.getValue();
    if (plain instanceof VariableElement constant) {
      TypeElement enumClass = (TypeElement) constant.getEnclosingElement();
      return new Constant(enumClass.getQualifiedName().toString(), constant.getSimpleName().toString());
    }
    if (plain instanceof List<?>) {
      return Arrays.stream(Mirror.ints(value)).boxed().toList();
    }
    return plain;
  }

  // The specification is a record whose components are the annotation's members: see LayerAnnotation.
  private Optional<LayerSpec> spec(BlockName block, String field, Mirror annotation, Findings findings) {
    String className = link(annotation, "spec").toString();
    try {
      Class<?> spec = Class.forName(className, true, LayerReader.class.getClassLoader());
      RecordComponent[] components = spec.getRecordComponents();
      if (components == null || !LayerSpec.class.isAssignableFrom(spec)) {
        findings.add(
            block, Diagnostic.LAYER_SPEC, annotation.site(), annotation.simpleName(), field, className,
            "is not a record that implements LayerSpec");
        return Optional.empty();
      }
      Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Object[] arguments =
          Arrays.stream(components)
              .map(component -> convert(annotation.value(component.getName()), component.getType()))
              .toArray();
      return Optional.of((LayerSpec) spec.getDeclaredConstructor(types).newInstance(arguments));
    } catch (InvocationTargetException failure) {
      if (!(failure.getCause() instanceof IllegalArgumentException refused)) {
        throw new IllegalStateException(failure.getCause());
      }
      findings.add(
          block,
          Diagnostic.LAYER_SETTING,
          refused instanceof SettingException setting ? annotation.site(setting.setting()) : annotation.site(),
          annotation.simpleName(), field, refused.getMessage());
      return Optional.empty();
    } catch (ReflectiveOperationException | LinkageError failure) {
      findings.add(
          block, Diagnostic.LAYER_SPEC, annotation.site(), annotation.simpleName(), field, className,
          "cannot be loaded (" + failure + ")");
      return Optional.empty();
    }
  }

  private static Object convert(AnnotationValue value, Class<?> type) {
    Object plain = plain(value);
    if (plain instanceof Constant constant) {
      return Arrays.stream(type.getEnumConstants())
          .filter(each -> ((Enum<?>) each).name().equals(constant.name()))
          .findFirst()
          .orElseThrow(() -> new NotYetException(constant.name()));
    }
    if (type == int[].class) {
      return Mirror.ints(value);
    }
    if (plain instanceof String && type != String.class) {
      throw new NotYetException("a value of type " + type); // an erroneous value: javac says so
    }
    return plain;
  }
}
