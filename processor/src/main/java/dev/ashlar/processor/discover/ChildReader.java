package dev.ashlar.processor.discover;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Repeat;
import dev.ashlar.naming.NameRule;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ChildModel.Assigned;
import dev.ashlar.processor.model.ChildModel.Content;
import dev.ashlar.processor.model.ChildModel.OfBlock;
import dev.ashlar.processor.model.ChildModel.OfLayer;
import dev.ashlar.processor.model.ChildModel.Repeated;
import dev.ashlar.processor.model.Site;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads a field that is annotated as a child. */
final class ChildReader {
  private static final String LAYER = "dev.ashlar.Layer";
  private static final String SEQUENTIAL = "dev.ashlar.layer.Sequential";
  private static final String SEQUENTIAL_HINT = "sequential";

  private final Elements elements;
  private final Types types;
  private final LayerReader layers;

  ChildReader(ProcessingEnvironment environment, LayerReader layers) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
    this.layers = layers;
  }

  /**
   * The child that a field declares; empty, and a finding, if it cannot be one.
   *
   * @param position its part of structural names, where the annotation does not give another
   * @param assigns whether the block has a constructor of its own that can assign fields
   */
  Optional<ChildModel> read(
      VariableElement field, Mirror child, BlockName block, String position, boolean assigns, Findings findings) {
    String name = field.getSimpleName().toString();
    requireExisting(field.asType());
    Optional<Content> content =
        Mirror.of(Repeat.class, field, elements)
            .map(repeat -> repeated(field, repeat, block, findings))
            .orElseGet(() -> single(field, field.asType(), block, assigns, findings));
    return content.map(
        what ->
            new ChildModel(
                name,
                Site.of(field),
                ParamReader.nameOr(position, child, block, findings),
                prefix(name, child, block, findings),
                Optional.of(child.string("sharedWith")).filter(other -> !other.isEmpty()),
                what));
  }

  private Optional<String> prefix(String field, Mirror child, BlockName block, Findings findings) {
    String prefix = child.string("prefix");
    if (prefix.equals(Child.AUTOMATIC)) {
      return Optional.empty();
    }
    try {
      return Optional.of(NameRule.checkPrefix(prefix));
    } catch (IllegalArgumentException refused) {
      findings.add(block, Diagnostic.NAME_PART, child.site("prefix"), field, refused.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Content> single(
      VariableElement field, TypeMirror type, BlockName block, boolean assigns, Findings findings) {
    List<Mirror> annotations = layers.layersOn(field);
    Optional<TypeElement> blockType = blockOf(type);
    if (annotations.size() > 1) {
      String names = annotations.stream().map(each -> "@" + each.simpleName()).collect(Collectors.joining(" and "));
      findings.add(block, Diagnostic.CHILD_TWO_LAYERS, annotations.get(1).site(), field, names);
      return Optional.empty();
    }
    if (annotations.size() == 1 && blockType.isPresent()) {
      Mirror layer = annotations.get(0);
      findings.add(
          block, Diagnostic.CHILD_LAYER_AND_BLOCK, layer.site(), field, layer.simpleName(), blockType.get().getSimpleName());
      return Optional.empty();
    }
    if (annotations.size() == 1) {
      return ofLayer(field, type, annotations.get(0), block, findings);
    }
    if (blockType.isPresent()) {
      return ofBlock(field, blockType.get(), block, assigns, findings);
    }
    if (!types.isAssignable(type, elements.getTypeElement(LAYER).asType())) {
      findings.add(block, Diagnostic.CHILD_TYPE, Site.of(field), field, type, field);
      return Optional.empty();
    }
    if (!assigns) {
      String why = isNamed(type, SEQUENTIAL) ? ", no @Repeat" : "";
      findings.add(block, Diagnostic.CHILD_UNMADE, Site.of(field), field, why, block);
      return Optional.empty();
    }
    return Optional.of(new Assigned(isNamed(type, SEQUENTIAL) ? Optional.of(SEQUENTIAL_HINT) : Optional.empty()));
  }

  private Optional<Content> ofLayer(
      VariableElement field, TypeMirror type, Mirror annotation, BlockName block, Findings findings) {
    TypeMirror layerClass = layers.layerClass(annotation);
    if (!types.isAssignable(layerClass, type)) {
      findings.add(
          block, Diagnostic.CHILD_LAYER_TYPE, Site.of(field), field, type, types.asElement(layerClass).getSimpleName(),
          annotation.simpleName(), field);
      return Optional.empty();
    }
    return layers.read(block, field.getSimpleName().toString(), annotation, findings).map(OfLayer::new);
  }

  private Optional<Content> ofBlock(
      VariableElement field, TypeElement type, BlockName block, boolean assigns, Findings findings) {
    BlockName held = BlockReader.nameOf(type, elements);
    if (!held.packageName().equals(block.packageName()) && !type.getModifiers().contains(Modifier.PUBLIC)) {
      findings.add(block, Diagnostic.CHILD_ACCESS, Site.of(field), field, held, block.packageName());
      return Optional.empty();
    }
    boolean plain =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .anyMatch(constructor -> isPlain(constructor, held.packageName().equals(block.packageName())));
    if (!plain && !assigns) {
      findings.add(
          block, Diagnostic.CHILD_UNMADE, Site.of(field), field,
          ", and " + held + " has no constructor without arguments", block);
      return Optional.empty();
    }
    return Optional.of(new OfBlock(held, !plain));
  }

  private static boolean isPlain(ExecutableElement constructor, boolean samePackage) {
    boolean wide =
        constructor.getModifiers().contains(Modifier.PUBLIC) || constructor.getModifiers().contains(Modifier.PROTECTED);
    return constructor.getParameters().isEmpty()
        && !constructor.getModifiers().contains(Modifier.PRIVATE)
        && (wide || samePackage);
  }

  private Optional<Content> repeated(VariableElement field, Mirror repeat, BlockName block, Findings findings) {
    int count = repeat.get("value", Integer.class);
    if (count < 1) {
      findings.add(block, Diagnostic.REPEAT_COUNT, repeat.site("value"), field, count);
      return Optional.empty();
    }
    if (!isNamed(field.asType(), SEQUENTIAL) || ((DeclaredType) field.asType()).getTypeArguments().size() != 1) {
      findings.add(
          block, Diagnostic.REPEAT_TYPE, repeat.site(), field, field.asType(), count, types.asElement(field.asType()), field);
      return Optional.empty();
    }
    TypeMirror item = ((DeclaredType) field.asType()).getTypeArguments().get(0);
    requireExisting(item);
    Optional<Content> content = single(field, item, block, false, findings);
    if (content.isPresent() && content.get() instanceof OfBlock held && held.assigned()) {
      findings.add(
          block, Diagnostic.REPEAT_ITEM, repeat.site(), field, held.block() + " has no constructor without arguments");
      return Optional.empty();
    }
    return content.map(each -> new Repeated(count, each));
  }

  private boolean isNamed(TypeMirror type, String qualifiedName) {
    return types.asElement(type) instanceof TypeElement element && element.getQualifiedName().contentEquals(qualifiedName);
  }

  // The block of a type: the class itself, or the one that a written class extends.
  private Optional<TypeElement> blockOf(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    TypeElement element = (TypeElement) types.asElement(type);
    if (Mirror.of(Block.class, element, elements).isPresent()) {
      return Optional.of(element);
    }
    Element parent = types.asElement(element.getSuperclass());
    return parent instanceof TypeElement extended
            && Mirror.of(Block.class, extended, elements).isPresent()
            && element.getQualifiedName().contentEquals(BlockReader.nameOf(extended, elements).qualifiedNamed())
        ? Optional.of(extended)
        : Optional.empty();
  }

  private static void requireExisting(TypeMirror type) {
    if (type.getKind() == TypeKind.ERROR) {
      throw new NotYetException(type.toString());
    }
    if (type instanceof DeclaredType declared) {
      declared.getTypeArguments().forEach(ChildReader::requireExisting);
    }
  }
}
