package dev.ashlar.processor.write;

import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ConstructorModel;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.WrittenConstructor;
import dev.ashlar.processor.model.WrittenConstructor.Form;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/**
 * Writes the constructors of {@code NamedX}, and the methods that stand for them where there is no
 * place yet.
 */
final class ConstructorWriter {
  private static final String NODE = "node";

  private final BlockModel block;
  private final Extent extent;
  private final ChildTypes childTypes;
  private final List<TypeVariableName> typeVariables;

  ConstructorWriter(
      BlockModel block,
      Extent extent,
      ChildTypes childTypes,
      List<TypeVariableName> typeVariables) {
    this.block = block;
    this.extent = extent;
    this.childTypes = childTypes;
    this.typeVariables = typeVariables;
  }

  MethodSpec write(WrittenConstructor written) {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    begin(constructor, written.of());
    String naming = namingParameter(written);
    CodeBlock arguments = arguments(written.of());
    String separator = arguments.isEmpty() ? "" : ", ";
    addParameters(constructor, written, naming);
    if (extent != Extent.WHOLE) {
      return callSuper(constructor, arguments).build();
    }
    switch (written.form()) {
      case PLAIN ->
        constructor
            .addJavadoc("In the process's root scope, with the next automatic prefix.\n")
            .addStatement("this($T.root()$L$L)", Written.SCOPE, separator, arguments);
      case PREFIX ->
        constructor
            .addJavadoc("In the process's root scope, with the given prefix.\n")
            .addStatement(
                "this($T.root().named($N)$L$L)", Written.SCOPE, naming, separator, arguments);
      case SCOPE -> {
        constructor.addJavadoc("In the given scope.\n");
        body(callSuper(constructor, arguments), naming, written.of());
      }
    }
    return constructor.build();
  }

  private MethodSpec.Builder callSuper(MethodSpec.Builder constructor, CodeBlock arguments) {
    return arguments.isEmpty() || extent == Extent.STUB_APART
        ? constructor
        : constructor.addStatement("super($L)", arguments);
  }

  /** The method that makes a block without a place. */
  MethodSpec unplaced(WrittenConstructor written) {
    TypeName named = named();
    MethodSpec.Builder method = MethodSpec.methodBuilder("unplaced");
    begin(method, written.of());
    method
        .addModifiers(STATIC)
        .returns(named)
        .addJavadoc("Without a place, for a parent to adopt.\n");
    typeVariables.forEach(method::addTypeVariable);
    addParameters(method, new WrittenConstructor(Form.PLAIN, written.of()), "");
    if (extent != Extent.WHOLE) {
      return NamedWriter.nothing(method);
    }
    CodeBlock arguments = arguments(written.of());
    return method
        .addStatement(
            "return new $T$L($T.unplaced()$L$L)",
            rawNamed(),
            typeVariables.isEmpty() ? "" : "<>",
            Written.SCOPE,
            arguments.isEmpty() ? "" : ", ",
            arguments)
        .build();
  }

  private ClassName rawNamed() {
    return ClassName.get(block.name().packageName(), block.name().named());
  }

  private TypeName named() {
    return typeVariables.isEmpty()
        ? rawNamed()
        : ParameterizedTypeName.get(rawNamed(), typeVariables.toArray(TypeName[]::new));
  }

  private void begin(MethodSpec.Builder method, ConstructorModel of) {
    if (of.isPublic()) {
      method.addModifiers(PUBLIC);
    }
    if (element(of).getAnnotation(Deprecated.class) != null) {
      method.addAnnotation(Deprecated.class);
    }
    if (element(of).getAnnotation(SafeVarargs.class)
        != null) { // and it is safe to hand them on to such a one
      method
          .addAnnotation(SafeVarargs.class)
          .addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
              .addMember("value", "$S", "varargs")
              .build());
    }
    element(of)
        .getTypeParameters()
        .forEach(parameter -> method.addTypeVariable(TypeVariableName.get(parameter)));
    element(of).getThrownTypes().forEach(thrown -> method.addException(TypeName.get(thrown)));
    method.varargs(element(of).isVarArgs());
  }

  private static ExecutableElement element(ConstructorModel constructor) {
    return (ExecutableElement) constructor.site().element();
  }

  private void addParameters(MethodSpec.Builder method, WrittenConstructor written, String naming) {
    switch (written.form()) {
      case PLAIN -> {}
      case PREFIX -> method.addParameter(String.class, naming);
      case SCOPE -> method.addParameter(Written.SCOPE, naming);
    }
    for (VariableElement parameter : element(written.of()).getParameters()) {
      method.addParameter(
          TypeName.get(parameter.asType()), parameter.getSimpleName().toString());
    }
  }

  private CodeBlock arguments(ConstructorModel of) {
    return of.parameters().stream()
        .map(name -> CodeBlock.of("$N", name))
        .collect(CodeBlock.joining(", "));
  }

  // Not the name of another parameter, nor of a field that the body sets.
  private String namingParameter(WrittenConstructor written) {
    List<String> taken = new ArrayList<>(written.of().parameters());
    block.children().forEach(child -> taken.add(child.field()));
    block.params().forEach(param -> taken.add(param.field()));
    String name = written.form() == Form.PREFIX ? "prefix" : "scope";
    while (taken.contains(name)) {
      name = name + "_";
    }
    return name;
  }

  private void body(MethodSpec.Builder constructor, String scope, ConstructorModel of) {
    for (ParamModel param : block.params()) {
      constructor.addStatement("$L = $L", field(param.field(), of), parameter(param, node(of)));
      formerly(constructor, param.name(), param.formerNames(), of);
    }
    for (ChildModel child : block.children()) {
      child(constructor, child, of);
      formerly(constructor, child.name(), child.formerNames(), of);
    }
    constructor.addStatement("$L.place($N)", node(of), scope);
  }

  private static CodeBlock parameter(ParamModel param, String node) {
    CodeBlock.Builder made = CodeBlock.builder()
        .add(
            "$L.parameter($S, $L, $T.$L",
            node,
            param.name(),
            NamedWriter.shape(param.shape()),
            Written.DTYPE,
            param.dtype().name());
    if (param.constant().isPresent()) {
      made.add(", $T.constant($L)", Written.INITIALIZER, param.constant().getAsDouble());
    }
    return made.add(", $L)", param.trainable()).build();
  }

  private static void formerly(
      MethodSpec.Builder constructor, String name, List<String> formerNames, ConstructorModel of) {
    if (!formerNames.isEmpty()) {
      CodeBlock names = formerNames.stream()
          .map(former -> CodeBlock.of("$S", former))
          .collect(CodeBlock.joining(", "));
      constructor.addStatement("$L.formerly($S, $L)", node(of), name, names);
    }
  }

  private void child(MethodSpec.Builder constructor, ChildModel child, ConstructorModel of) {
    String field = field(child.field(), of);
    String node = node(of);
    CodeBlock.Builder names = CodeBlock.builder().add("$S", child.name());
    child.ownPrefix().ifPresent(prefix -> names.add(", $S", prefix));
    if (!ContentCode.isMade(child.content())) {
      constructor.addStatement(
          "$L.child($L, $L$L)", node, names.build(), childTypes.cast(child), field);
      return;
    }
    constructor.addStatement("$L.requireUnassigned($S, $L)", node, child.name(), field);
    constructor.addStatement(
        "$L = $L.child($L, $L)", field, node, names.build(), ContentCode.of(child.content()));
    child
        .sharedWith()
        .ifPresent(other ->
            constructor.addStatement("$L.node().share($L.node())", field, field(other, of)));
  }

  // A parameter of the constructor can hide a field, and the node a field of its name.
  private static String field(String name, ConstructorModel of) {
    if (name.equals(NODE)) {
      return "super." + name;
    }
    return of.parameters().contains(name) ? "this." + name : name;
  }

  private static String node(ConstructorModel of) {
    return of.parameters().contains(NODE) ? "this." + NODE : NODE;
  }
}
