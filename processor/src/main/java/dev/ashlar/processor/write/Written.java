package dev.ashlar.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import dev.ashlar.processor.model.ClassRef;

/** The names of what written code uses. */
final class Written {
  static final ClassName LAYER = ClassName.get("dev.ashlar", "Layer");
  static final ClassName NODE = ClassName.get("dev.ashlar", "Node");
  static final ClassName SCOPE = ClassName.get("dev.ashlar", "Scope");
  static final ClassName SHAPE = ClassName.get("dev.ashlar.shape", "Shape");
  static final ClassName DTYPE = ClassName.get("dev.ashlar.shape", "DType");
  static final ClassName INITIALIZER = ClassName.get("dev.ashlar.init", "Initializer");
  static final ClassName RESIDUAL = ClassName.get("dev.ashlar.layer", "Residual");
  static final ClassName SEQUENTIAL = ClassName.get("dev.ashlar.layer", "Sequential");
  static final ClassName VARIABLE = ClassName.get("org.nd4j.autodiff.samediff", "SDVariable");

  static final AnnotationSpec GENERATED = AnnotationSpec.builder(
          ClassName.get("javax.annotation.processing", "Generated"))
      .addMember("value", "$S", "dev.ashlar.processor.AshlarProcessor")
      .build();

  /** What is deprecated, or serializable, in the user's class is the user's choice. */
  static final AnnotationSpec QUIET = AnnotationSpec.builder(SuppressWarnings.class)
      .addMember("value", "{$S, $S, $S}", "deprecation", "removal", "serial")
      .build();

  private Written() {}

  static ClassName className(ClassRef ref) {
    String[] names = ref.className().split("\\.");
    ClassName name = ClassName.get(ref.packageName(), names[0]);
    for (int i = 1; i < names.length; i++) {
      name = name.nestedClass(names[i]);
    }
    return name;
  }
}
