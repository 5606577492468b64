package dev.ashlar.processor.write;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ChildModel.OfBlock;
import dev.ashlar.processor.model.ForwardModel;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.processor.model.WrittenConstructor;
import dev.ashlar.processor.model.WrittenConstructor.Form;
import dev.ashlar.shape.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Writes {@code NamedX}: the block as a layer, with its constructors, accessors, replacements and computation. */
final class NamedWriter {
  private static final List<String> DEFAULT_INPUTS = List.of("x");

  private final BlockModel block;
  private final Optional<Tree> tree;
  private final boolean clean;
  private final Types types;
  private final TypeElement type;
  private final Map<String, ChildModel> children = new LinkedHashMap<>();

  /**
   * A writer for one block.
   *
   * @param clean whether the block has no errors; if it has, the bodies do nothing
   */
  NamedWriter(BlockModel block, Optional<Tree> tree, boolean clean, Types types) {
    this.block = block;
    this.tree = tree;
    this.clean = clean;
    this.types = types;
    this.type = (TypeElement) block.site().element();
    block.children().forEach(child -> children.putIfAbsent(child.field(), child));
  }

  TypeSpec write() {
    TypeSpec.Builder named =
        TypeSpec.classBuilder(block.name().named())
            .addOriginatingElement(type)
            .addAnnotation(Written.GENERATED)
            .addJavadoc(javadoc())
            .superclass(TypeName.get(type.asType()))
            .addSuperinterface(Written.LAYER)
            .addField(node());
    if (block.isPublic()) {
      named.addModifiers(PUBLIC);
    }
    named.addModifiers(FINAL);
    type.getTypeParameters().forEach(parameter -> named.addTypeVariable(TypeVariableName.get(parameter)));
    ConstructorWriter constructors = new ConstructorWriter(block, clean, named.build().typeVariables());
    for (WrittenConstructor constructor : WrittenConstructor.families(block.constructors())) {
      named.addMethod(constructors.write(constructor));
    }
    for (WrittenConstructor constructor : WrittenConstructor.families(block.constructors())) {
      if (constructor.form() == Form.SCOPE) {
        named.addMethod(constructors.unplaced(constructor));
      }
    }
    for (ChildModel child : children.values()) {
      named.addMethod(accessor(child)).addMethod(replacement(child, false)).addMethod(replacement(child, true));
    }
    named.addMethod(
        MethodSpec.methodBuilder("node")
            .addAnnotation(Override.class)
            .addModifiers(PUBLIC)
            .returns(Written.NODE)
            .addStatement("return node")
            .build());
    named.addMethod(forward());
    if (block.forward().isEmpty() && has("forward", 1)) {
      named.addMethod(declaredForward());
    }
    if (block.methods().stream().noneMatch(m -> m.name().equals("toString") && isOwn(m.owner()))) {
      named.addMethod(
          MethodSpec.methodBuilder("toString")
              .addAnnotation(Override.class)
              .addModifiers(PUBLIC)
              .returns(String.class)
              .addStatement("return node.describe($S)", block.name().simple())
              .build());
    }
    return named.build();
  }

  private static boolean isOwn(String owner) {
    return !owner.equals("Object") && !owner.equals("Layer");
  }

  private boolean has(String method, int parameters) {
    return block.methods().stream()
        .anyMatch(
            each -> each.name().equals(method) && each.erasedParameters().size() == parameters && isOwn(each.owner()));
  }

  private CodeBlock javadoc() {
    CodeBlock.Builder javadoc =
        CodeBlock.builder().add("{@link $T} as a layer: a block whose prefix is its scope's, then its own.\n", rawType());
    tree.ifPresent(
        built ->
            javadoc
                .add("\n<p>Its children, each with its prefix and what it is, and their parameters, each with its name, relative")
                .add("\nto the block's own prefix, and shape:\n\n<pre>{@code\n")
                .add("$L", TreeText.of(built))
                .add("}</pre>\n"));
    return javadoc.build();
  }

  private ClassName rawType() {
    return ClassName.get(type);
  }

  private FieldSpec node() {
    CodeBlock.Builder made = CodeBlock.builder().add("$T.of($S)", Written.NODE, block.hint());
    if (block.input().hasRank()) {
      made.add(".input($L)", shape(block.input()));
    }
    if (block.output().hasRank()) {
      made.add(".output($L)", shape(block.output()));
    }
    List<String> inputs = block.forward().map(ForwardModel::inputs).orElse(DEFAULT_INPUTS);
    if (!inputs.equals(DEFAULT_INPUTS)) {
      made.add(".inputs($L)", inputs.stream().map(name -> CodeBlock.of("$S", name)).collect(CodeBlock.joining(", ")));
    }
    return FieldSpec.builder(Written.NODE, "node", PRIVATE, FINAL).initializer(made.build()).build();
  }

  static CodeBlock shape(Shape shape) {
    String sizes = Arrays.stream(shape.sizes()).mapToObj(Long::toString).collect(Collectors.joining(", "));
    return CodeBlock.of("$T.of($L)", Written.SHAPE, sizes);
  }

  // What the child's field holds, as seen from outside: for a block, the class written for it.
  private TypeName typeOf(ChildModel child) {
    TypeMirror declared = types.asMemberOf((DeclaredType) type.asType(), child.site().element());
    if (!(child.content() instanceof OfBlock held)) {
      return TypeName.get(declared);
    }
    BlockName name = held.block();
    ClassName named = ClassName.get(name.packageName(), name.named());
    List<? extends TypeMirror> arguments = ((DeclaredType) declared).getTypeArguments();
    return arguments.isEmpty()
        ? named
        : ParameterizedTypeName.get(named, arguments.stream().map(TypeName::get).toArray(TypeName[]::new));
  }

  private MethodSpec accessor(ChildModel child) {
    MethodSpec.Builder accessor =
        MethodSpec.methodBuilder(child.field())
            .addModifiers(PUBLIC)
            .returns(typeOf(child))
            .addJavadoc("The child {@code $L}.\n", child.name());
    if (!clean) {
      return nothing(accessor);
    }
    if (child.content() instanceof OfBlock && !types.asElement(child.site().element().asType()).getSimpleName().toString()
        .equals(((OfBlock) child.content()).block().named())) {
      return accessor.addStatement("return ($T) $N", typeOf(child), child.field()).build();
    }
    return accessor.addStatement("return $N", child.field()).build();
  }

  private MethodSpec replacement(ChildModel child, boolean prefixed) {
    String field = child.field();
    String name = "replace" + field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    MethodSpec.Builder replacement = MethodSpec.methodBuilder(name).addModifiers(PUBLIC).returns(typeOf(child));
    if (prefixed) {
      replacement
          .addJavadoc("Puts another layer into the place of the child {@code $L}, with a prefix of its own.\n", child.name())
          .addParameter(String.class, "ownPrefix");
    } else {
      replacement.addJavadoc(
          "Puts another layer into the place of the child {@code $L}, with the next automatic prefix if it has no place yet.\n",
          child.name());
    }
    replacement.addParameter(typeOf(child), "layer");
    if (!clean) {
      return nothing(replacement);
    }
    String assigned = field.equals("layer") || field.equals("ownPrefix") || field.equals("node") ? "this." + field : field;
    return replacement
        .addStatement("$L = node.replace($S, $Llayer)", assigned, child.name(), prefixed ? "ownPrefix, " : "")
        .addStatement("return layer")
        .build();
  }

  private MethodSpec forward() {
    MethodSpec.Builder forward =
        MethodSpec.methodBuilder("forward")
            .addAnnotation(Override.class)
            .addModifiers(PUBLIC)
            .returns(Written.VARIABLE)
            .addParameter(ArrayTypeName.of(Written.VARIABLE), "inputs")
            .varargs();
    if (!clean) {
      return nothing(forward);
    }
    forward.addStatement("node.checkInputs(inputs)");
    if (block.forward().isPresent()) {
      String arguments =
          IntStream.range(0, block.forward().get().inputs().size())
              .mapToObj(i -> "inputs[" + i + "]")
              .collect(Collectors.joining(", "));
      return forward.addStatement("return node.checkOutput(forward($L))", arguments).build();
    }
    forward.addStatement("$T y = inputs[0]", Written.VARIABLE);
    for (ChildModel child : children.values()) {
      forward.addStatement("y = $N().forward(y)", child.field());
    }
    return forward.addStatement("return y").build();
  }

  // The block's class declares forward to call it: the chain is its body.
  private MethodSpec declaredForward() {
    return MethodSpec.methodBuilder("forward")
        .addAnnotation(Override.class)
        .addModifiers(PUBLIC)
        .returns(Written.VARIABLE)
        .addParameter(Written.VARIABLE, "x")
        .addStatement("return forward(new $T[] {x})", Written.VARIABLE)
        .build();
  }

  static MethodSpec nothing(MethodSpec.Builder method) {
    return method.addStatement("throw new $T($S)", IllegalStateException.class, "compiled with errors").build();
  }
}
