package dev.ashlar.processor.discover;

import dev.ashlar.layer.LayerAnnotation;
import dev.ashlar.layer.LayerSpec;
import dev.ashlar.layer.SettingException;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ClassRef;
import dev.ashlar.processor.model.LayerModel;
import dev.ashlar.processor.model.LayerModel.Constant;
import dev.ashlar.processor.model.LayerModel.Setting;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads layer annotations: which they are, and the specification that each describes. */
final class LayerReader {
  private final Elements elements;
  private final Types types;
  private final Map<TypeElement, Optional<Mirror>> links = new HashMap<>();
  private final Map<String, SpecRecord> specs = new HashMap<>();

  LayerReader(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
  }

  /** Forgets what a new round may see otherwise. */
  void beginRound() {
    links.clear();
  }

  /** The layer annotations on an element. */
  List<Mirror> layersOn(Element element) {
    List<Mirror> layers = new ArrayList<>();
    for (AnnotationMirror each : element.getAnnotationMirrors()) {
      Mirror mirror = new Mirror(element, each);
      if (isLayer(mirror.type())) {
        layers.add(mirror);
      }
    }
    return layers;
  }

  boolean isLayer(TypeElement annotation) {
    return link(annotation).isPresent();
  }

  private Optional<Mirror> link(TypeElement annotation) {
    return links.computeIfAbsent(annotation, any -> Mirror.of(LayerAnnotation.class, annotation));
  }

  /** The class of the layer that an annotation describes. */
  TypeMirror layerClass(Mirror annotation) {
    return link(annotation, "layer");
  }

  private TypeMirror link(Mirror annotation, String member) {
    return link(annotation.type()).orElseThrow().get(member, TypeMirror.class);
  }

  /** The layer that an annotation describes; empty, and a finding, if there is no such layer. */
  Optional<LayerModel> read(BlockName block, String field, Mirror annotation, Findings findings) {
    return spec(block, field, annotation, findings)
        .map(spec -> new LayerModel(
            spec,
            ref(classOf(layerClass(annotation))),
            factory(annotation.simpleName()),
            settings(annotation)));
  }

  // Dense: dense; Conv2D: conv2D; ELU: elu; PReLU: pReLU
  private static String factory(String annotation) {
    int capitals = 0;
    while (capitals < annotation.length() && Character.isUpperCase(annotation.charAt(capitals))) {
      capitals++;
    }
    int small = capitals == annotation.length() ? capitals : Math.max(1, capitals - 1);
    return annotation.substring(0, small).toLowerCase(Locale.ROOT) + annotation.substring(small);
  }

  private List<Setting> settings(Mirror annotation) {
    List<Setting> settings = new ArrayList<>();
    for (ExecutableElement member :
        ElementFilter.methodsIn(annotation.type().getEnclosedElements())) {
      String name = member.getSimpleName().toString();
      if (annotation.isWritten(name)) {
        settings.add(
            new Setting(name, member.getDefaultValue() == null, plain(annotation.value(name))));
      }
    }
    return settings;
  }

  private static TypeElement classOf(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      throw new NotYetException(type.toString());
    }
    return (TypeElement) ((DeclaredType) type).asElement();
  }

  private ClassRef ref(TypeElement type) {
    BlockName name = BlockReader.nameOf(type, elements);
    return new ClassRef(name.packageName(), name.className());
  }

  private Object plain(AnnotationValue value) {
    Object plain = value.getValue();
    if (plain instanceof VariableElement constant) {
      TypeElement enumClass = (TypeElement) Members.ownerOf(constant);
      return new Constant(ref(enumClass), constant.getSimpleName().toString());
    }
    if (plain instanceof List<?>) {
      return Arrays.stream(Mirror.ints(value)).boxed().toList();
    }
    return plain;
  }

  private SpecRecord specOf(Mirror annotation, String className) throws ClassNotFoundException {
    String key = annotation.type().getQualifiedName().toString();
    SpecRecord spec = specs.get(key);
    if (spec == null) {
      spec = SpecRecord.load(className, annotation.type(), types);
      specs.put(key, spec);
    }
    return spec;
  }

  private Optional<LayerSpec> spec(
      BlockName block, String field, Mirror annotation, Findings findings) {
    String className = elements.getBinaryName(classOf(link(annotation, "spec"))).toString();
    try {
      SpecRecord spec = specOf(annotation, className);
      Optional<String> unfit = spec.whyUnfit();
      if (unfit.isPresent()) {
        findings.add(
            block,
            Diagnostic.LAYER_SPEC,
            annotation.site(),
            annotation.simpleName(),
            field,
            className,
            unfit.get());
        return Optional.empty();
      }
      return Optional.of(spec.make(annotation));
    } catch (InvocationTargetException failure) {
      if (!(failure.getCause() instanceof IllegalArgumentException refused)) {
        throw new IllegalStateException(failure.getCause());
      }
      findings.add(
          block,
          Diagnostic.LAYER_SETTING,
          refused instanceof SettingException setting
              ? annotation.site(setting.setting())
              : annotation.site(),
          annotation.simpleName(),
          field,
          String.valueOf(refused.getMessage()));
      return Optional.empty();
    } catch (ReflectiveOperationException | LinkageError failure) {
      findings.add(
          block,
          Diagnostic.LAYER_SPEC,
          annotation.site(),
          annotation.simpleName(),
          field,
          className,
          "cannot be loaded (" + failure + "). Put its jar on the annotation processor path too");
      return Optional.empty();
    }
  }
}
