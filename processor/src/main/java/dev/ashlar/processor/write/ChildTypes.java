package dev.ashlar.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ChildModel.OfBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * What the fields of a block's children hold, as its user sees them: for a block, the class written
 * for it.
 */
final class ChildTypes {
  private final TypeElement block;
  private final Types types;
  private final Map<String, TypeName> ofFields = new HashMap<>();

  ChildTypes(TypeElement block, Types types) {
    this.block = block;
    this.types = types;
  }

  /** The type of a child's accessor. */
  TypeName of(ChildModel child) {
    return ofFields.computeIfAbsent(child.field(), field -> made(child));
  }

  private TypeName made(ChildModel child) {
    TypeMirror declared = declared(child);
    if (!isSeen(declared)) { // which is an error: what is written must not repeat it
      return Written.LAYER;
    }
    if (!(child.content() instanceof OfBlock held) || isWritten(declared, held.block())) {
      return TypeName.get(declared);
    }
    ClassName named = ClassName.get(held.block().packageName(), held.block().named());
    List<? extends TypeMirror> arguments = ((DeclaredType) declared).getTypeArguments();
    int parameters = types.asElement(declared) instanceof TypeElement element
        ? element.getTypeParameters().size()
        : 0;
    if (parameters == 0) {
      return named;
    }
    TypeName[] names = new TypeName[parameters];
    for (int i = 0; i < parameters; i++) {
      names[i] = arguments.isEmpty()
          ? WildcardTypeName.subtypeOf(Object.class)
          : TypeName.get(arguments.get(i));
    }
    return ParameterizedTypeName.get(named, names);
  }

  private boolean isSeen(TypeMirror type) {
    if (type instanceof WildcardType wildcard) {
      return (wildcard.getExtendsBound() == null || isSeen(wildcard.getExtendsBound()))
          && (wildcard.getSuperBound() == null || isSeen(wildcard.getSuperBound()));
    }
    for (Element each = types.asElement(type);
        each instanceof TypeElement;
        each = each.getEnclosingElement()) {
      if (!each.getModifiers().contains(Modifier.PUBLIC)
          && !packageOf(each).equals(packageOf(block))) {
        return false;
      }
    }
    return !(type instanceof DeclaredType declared)
        || declared.getTypeArguments().stream().allMatch(this::isSeen);
  }

  /** The cast from a child's field to the type of its accessor, empty where they are the same. */
  CodeBlock cast(ChildModel child) {
    return child.content() instanceof OfBlock held && !isWritten(declared(child), held.block())
        ? CodeBlock.of("($T) ", of(child))
        : CodeBlock.of("");
  }

  private static boolean isWritten(TypeMirror type, BlockName block) {
    return ((DeclaredType) type).asElement().getSimpleName().contentEquals(block.named());
  }

  private static Element packageOf(Element element) {
    Element each = element;
    while (!(each instanceof PackageElement)) {
      each =
          Objects.requireNonNull(each.getEnclosingElement(), () -> element + " is in no package");
    }
    return each;
  }

  private TypeMirror declared(ChildModel child) {
    for (Element each = block;
        each instanceof TypeElement owner;
        each = types.asElement(owner.getSuperclass())) {
      for (VariableElement field : ElementFilter.fieldsIn(owner.getEnclosedElements())) {
        if (field.getSimpleName().contentEquals(child.field())) {
          return types.asMemberOf((DeclaredType) block.asType(), field);
        }
      }
    }
    throw new IllegalArgumentException(block + " has no field " + child.field());
  }
}
