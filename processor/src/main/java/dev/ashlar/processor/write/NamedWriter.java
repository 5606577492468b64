package dev.ashlar.processor.write;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.AnnotationSpec;
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
import dev.ashlar.processor.model.ForwardModel;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.processor.model.WrittenConstructor;
import dev.ashlar.processor.model.WrittenConstructor.Form;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;

/**
 * Writes {@code NamedX}: the block as a layer, with its constructors, accessors, replacements and
 * computation.
 */
final class NamedWriter {
  private static final List<String> DEFAULT_INPUTS = List.of("x");
  private static final AnnotationSpec OVERRIDE =
      AnnotationSpec.builder(Override.class).build();

  private final BlockModel block;
  private final Optional<Tree> tree;
  private final Extent extent;
  private final ChildTypes childTypes;
  private final TypeElement type;
  private final Map<String, ChildModel> children = new LinkedHashMap<>();

  /**
   * A writer for one block.
   *
   * @param extent how much of it
   */
  NamedWriter(BlockModel block, Optional<Tree> tree, Extent extent, Types types) {
    this.block = block;
    this.tree = tree;
    this.extent = extent;
    this.type = (TypeElement) block.site().element();
    this.childTypes = new ChildTypes(type, types);
    block.children().forEach(child -> children.putIfAbsent(child.field(), child));
    if (!isWhole()) {
      block.broken().forEach(each -> children.putIfAbsent(each.child().field(), each.child()));
    }
  }

  TypeSpec write() {
    TypeSpec.Builder named = TypeSpec.classBuilder(block.name().named())
        .addAnnotation(Written.GENERATED)
        .addAnnotation(Written.QUIET)
        .addJavadoc(javadoc())
        .addSuperinterface(Written.LAYER);
    if (extent != Extent.STUB_APART) {
      named.superclass(TypeName.get(type.asType()));
    }
    if (isWhole()) {
      named.addField(node());
    }
    if (block.isPublic()) {
      named.addModifiers(PUBLIC);
    }
    named.addModifiers(FINAL);
    List<TypeVariableName> typeVariables =
        type.getTypeParameters().stream().map(TypeVariableName::get).toList();
    named.addTypeVariables(typeVariables);
    return named
        .addMethods(methods(new ConstructorWriter(block, extent, childTypes, typeVariables)))
        .build();
  }

  private boolean isWhole() {
    return extent == Extent.WHOLE;
  }

  // Each once: where two meet, which is an error, a second one would be another.
  private Collection<MethodSpec> methods(ConstructorWriter constructors) {
    List<MethodSpec> methods = new ArrayList<>();
    List<WrittenConstructor> families = WrittenConstructor.families(block.constructors());
    families.forEach(constructor -> methods.add(constructors.write(constructor)));
    families.stream()
        .filter(constructor -> constructor.form() == Form.SCOPE)
        .forEach(constructor -> methods.add(constructors.unplaced(constructor)));
    for (ChildModel child : children.values()) {
      methods.addAll(List.of(accessor(child), replacement(child, false), replacement(child, true)));
    }
    methods.add(body(layerMethod("node").returns(Written.NODE), CodeBlock.of("return node")));
    methods.add(forward());
    if (block.forward().isEmpty() && declaresForward() && extent != Extent.STUB_APART) {
      methods.add(declaredForward());
    }
    if (block.methods().stream()
        .noneMatch(method -> method.isUsers() && method.is("toString", List.of()))) {
      methods.add(body(
          layerMethod("toString").returns(String.class),
          CodeBlock.of("return node.describe($S)", block.name().simple())));
    }
    if (isWhole()) {
      return methods;
    }
    methods.removeIf(this::meetsUsers);
    Map<String, MethodSpec> bySignature = new LinkedHashMap<>();
    methods.forEach(method -> bySignature.putIfAbsent(
        method.name()
            + method.parameters().stream().map(each -> erased(each.type())).toList(),
        method));
    return bySignature.values();
  }

  private static TypeName erased(TypeName type) {
    return type instanceof ParameterizedTypeName parameterized ? parameterized.rawType() : type;
  }

  // What is written for a child and would meet a method that is there, which is an error.
  private boolean meetsUsers(MethodSpec method) {
    return !method.isConstructor()
        && method.annotations().stream().noneMatch(OVERRIDE::equals)
        && block.methods().stream()
            .anyMatch(other -> other.name().equals(method.name())
                && other.erasedParameters().size() == method.parameters().size());
  }

  private MethodSpec body(MethodSpec.Builder method, CodeBlock statement) {
    return isWhole() ? method.addStatement(statement).build() : nothing(method);
  }

  /** The class for something that cannot be a block. */
  static TypeSpec empty(BlockName block, TypeElement type) {
    return TypeSpec.classBuilder(block.named())
        .addAnnotation(Written.GENERATED)
        .addModifiers(PUBLIC, FINAL)
        .addTypeVariables(type.getTypeParameters().stream()
            .map(each -> TypeVariableName.get(each.getSimpleName().toString()))
            .toList())
        .addSuperinterface(Written.LAYER)
        .addMethod(nothing(layerMethod("node").returns(Written.NODE)))
        .addMethod(nothing(forwardOfLayer()))
        .build();
  }

  private static MethodSpec.Builder layerMethod(String name) {
    return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(PUBLIC);
  }

  private static MethodSpec.Builder forwardOfLayer() {
    return layerMethod("forward")
        .returns(Written.VARIABLE)
        .addParameter(ArrayTypeName.of(Written.VARIABLE), "inputs")
        .varargs();
  }

  private boolean declaresForward() {
    List<String> one = List.of(Written.VARIABLE.canonicalName());
    return block.methods().stream()
        .anyMatch(method -> method.isUsers() && method.is("forward", one));
  }

  private CodeBlock javadoc() {
    CodeBlock.Builder javadoc = CodeBlock.builder()
        .add(
            "{@link $T} as a layer: a block whose prefix is its scope's, then its own.\n",
            rawType());
    String text = tree.map(TreeText::of).orElse("");
    if (!text.isEmpty()) {
      javadoc
          .add(
              "\n<p>Its children, each with its prefix and what it is, and their parameters, each with its name, relative")
          .add(
              "\nto the block's own prefix, and shape:\n\n<pre>{@code\n$L}</pre>\n",
              CommentText.of(text));
    }
    return javadoc.build();
  }

  private ClassName rawType() {
    return ClassName.get(type);
  }

  private FieldSpec node() {
    CodeBlock.Builder made = CodeBlock.builder().add("$T.of($S)", Written.NODE, block.hint());
    if (block.version() != BlockModel.FIRST_VERSION) {
      made.add(".version($L)", block.version());
    }
    if (block.input().hasRank()) {
      made.add(".input($L)", shape(block.input()));
    }
    if (block.output().hasRank()) {
      made.add(".output($L)", shape(block.output()));
    }
    List<String> inputs = block.forward().map(ForwardModel::inputs).orElse(DEFAULT_INPUTS);
    if (!inputs.equals(DEFAULT_INPUTS)) {
      made.add(
          ".inputs($L)",
          inputs.stream().map(name -> CodeBlock.of("$S", name)).collect(CodeBlock.joining(", ")));
    }
    return FieldSpec.builder(Written.NODE, "node", PRIVATE, FINAL)
        .initializer(made.build())
        .build();
  }

  static CodeBlock shape(Shape shape) {
    String sizes =
        Arrays.stream(shape.sizes()).mapToObj(Long::toString).collect(Collectors.joining(", "));
    return CodeBlock.of("$T.of($L)", Written.SHAPE, sizes);
  }

  private MethodSpec accessor(ChildModel child) {
    MethodSpec.Builder accessor = MethodSpec.methodBuilder(child.field())
        .addModifiers(PUBLIC)
        .returns(childTypes.of(child))
        .addJavadoc("The child {@code $L}.\n", CommentText.of(child.name()));
    return body(accessor, CodeBlock.of("return $L$N", childTypes.cast(child), child.field()));
  }

  private MethodSpec replacement(ChildModel child, boolean prefixed) {
    String field = child.field();
    String shown = CommentText.of(child.name());
    MethodSpec.Builder replacement = MethodSpec.methodBuilder(child.replacement())
        .addModifiers(PUBLIC)
        .returns(childTypes.of(child));
    if (prefixed) {
      replacement
          .addJavadoc(
              "Puts another layer into the place of the child {@code $L}, with a prefix of its own.\n",
              shown)
          .addParameter(String.class, "ownPrefix");
    } else {
      replacement.addJavadoc(
          "Puts another layer into the place of the child {@code $L}, with the next automatic prefix if it has no place yet.\n",
          shown);
    }
    replacement.addParameter(childTypes.of(child), "layer");
    if (!isWhole()) {
      return nothing(replacement);
    }
    String assigned = field.equals("layer") || field.equals("ownPrefix") || field.equals("node")
        ? "this." + field
        : field;
    return replacement
        .addStatement(
            "$L = node.replace($S, $Llayer)", assigned, child.name(), prefixed ? "ownPrefix, " : "")
        .addStatement("return layer")
        .build();
  }

  private MethodSpec forward() {
    MethodSpec.Builder forward = forwardOfLayer();
    if (!isWhole()) {
      return nothing(forward);
    }
    forward.addStatement("node.checkInputs(inputs)");
    if (block.forward().isPresent()) {
      String arguments = IntStream.range(0, block.forward().get().inputs().size())
          .mapToObj(i -> "inputs[" + i + "]")
          .collect(Collectors.joining(", "));
      return forward
          .addStatement("return node.checkOutput(forward($L))", arguments)
          .build();
    }
    forward.addStatement("$T y = inputs[0]", Written.VARIABLE);
    for (ChildModel child : children.values()) {
      String call = child.field().equals("yield")
          ? "this.yield"
          : child.field(); // an unqualified call would be a statement
      forward.addStatement("y = $L().forward(y)", call);
    }
    return forward.addStatement("return node.checkOutput(y)").build();
  }

  // The block's class declares forward to call it: the chain is its body.
  private MethodSpec declaredForward() {
    return body(
        layerMethod("forward").returns(Written.VARIABLE).addParameter(Written.VARIABLE, "x"),
        CodeBlock.of("return forward(new $T[] {x})", Written.VARIABLE));
  }

  static MethodSpec nothing(MethodSpec.Builder method) {
    return method
        .addStatement("throw new $T($S)", IllegalStateException.class, "compiled with errors")
        .build();
  }
}
