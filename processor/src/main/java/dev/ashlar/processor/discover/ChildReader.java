package dev.ashlar.processor.discover;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Repeat;
import dev.ashlar.naming.Hint;
import dev.ashlar.naming.NameRule;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ChildModel.Around;
import dev.ashlar.processor.model.ChildModel.Assigned;
import dev.ashlar.processor.model.ChildModel.Content;
import dev.ashlar.processor.model.ChildModel.OfBlock;
import dev.ashlar.processor.model.ChildModel.OfLayer;
import dev.ashlar.processor.model.ChildModel.Repeated;
import dev.ashlar.processor.model.Site;
import java.util.List;
import java.util.Map;
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
  private static final String RESIDUAL = "dev.ashlar.layer.Residual";
  private static final String SEQUENTIAL = "dev.ashlar.layer.Sequential";

  /** The layers whose type tells the hint. */
  private static final Map<String, String> CONTAINERS =
      Map.of(SEQUENTIAL, Hint.SEQUENTIAL, RESIDUAL, Hint.RESIDUAL);

  private static final String NOT_PLAIN =
      " has no constructor that takes no arguments and throws nothing";

  private final Elements elements;
  private final Types types;
  private final CheckedExceptions exceptions;
  private final LayerReader layers;
  private final SourceBlocks sources;

  ChildReader(ProcessingEnvironment environment, LayerReader layers, SourceBlocks sources) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
    this.exceptions = new CheckedExceptions(environment);
    this.layers = layers;
    this.sources = sources;
  }

  /**
   * The child that a field declares; empty, and a finding, if it cannot be one.
   *
   * @param site where the field is declared, as far as there is a source
   * @param position its part of structural names, where the annotation does not give another
   * @param canAssign whether a constructor that is written in the source can have set the field
   * @param last whether nothing more can appear
   * @throws NotYetException if it names what does not exist yet
   */
  Optional<ChildModel> read(
      VariableElement field,
      Site site,
      Mirror child,
      BlockName block,
      String position,
      boolean canAssign,
      boolean last,
      Findings findings) {
    String name = field.getSimpleName().toString();
    Optional<BlockName> unwritten = last ? unwritten(field.asType(), block) : Optional.empty();
    if (unwritten.isEmpty()) {
      MentionedTypes.of(field.asType());
    }
    String part = ParamReader.nameOr(position, child, block, findings);
    List<String> formerNames = HistoryReader.memberNames(name, child, block, findings);
    Optional<String> ownPrefix = prefix(name, child, block, findings);
    Optional<Content> content = unwritten
        .map(held -> Optional.<Content>of(new OfBlock(held, false)))
        .orElseGet(() -> content(field, block, canAssign, findings));
    return content.map(what -> new ChildModel(
        name,
        site,
        part,
        formerNames,
        ownPrefix,
        Optional.of(child.string("sharedWith")).filter(other -> !other.isEmpty()),
        what));
  }

  // Two blocks that wait for the classes written for each other would wait for ever.
  private Optional<BlockName> unwritten(TypeMirror type, BlockName block) {
    return type.getKind() == TypeKind.ERROR
        ? sources.ofNamed(new BlockName(block.packageName(), type.toString()).qualified())
        : Optional.empty();
  }

  private Optional<Content> content(
      VariableElement field, BlockName block, boolean canAssign, Findings findings) {
    return Mirror.of(Repeat.class, field)
        .map(repeat -> repeated(field, repeat, block, findings))
        .orElseGet(() -> around(field, block, findings)
            .orElseGet(() -> single(field, field.asType(), block, canAssign, findings)));
  }

  private Optional<String> prefix(
      String field, Mirror annotation, BlockName block, Findings findings) {
    String prefix = annotation.string("prefix");
    if (prefix.equals(Child.AUTOMATIC)) {
      return Optional.empty();
    }
    try {
      return Optional.of(NameRule.checkPrefix(prefix));
    } catch (IllegalArgumentException refused) {
      findings.add(
          block,
          Diagnostic.NAME_PART,
          annotation.site("prefix"),
          field,
          String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Content> single(
      VariableElement field,
      TypeMirror type,
      BlockName block,
      boolean canAssign,
      Findings findings) {
    List<Mirror> annotations = layers.layersOn(field);
    Optional<TypeElement> blockType = blockOf(type);
    if (annotations.size() > 1) {
      String names = annotations.stream()
          .map(each -> "@" + each.simpleName())
          .collect(Collectors.joining(" and "));
      findings.add(block, Diagnostic.CHILD_TWO_LAYERS, annotations.get(1).site(), field, names);
      return Optional.empty();
    }
    if (annotations.size() == 1 && blockType.isPresent()) {
      Mirror layer = annotations.get(0);
      findings.add(
          block,
          Diagnostic.CHILD_LAYER_AND_BLOCK,
          layer.site(),
          field,
          layer.simpleName(),
          blockType.get().getSimpleName());
      return Optional.empty();
    }
    if (annotations.size() == 1) {
      return ofLayer(field, type, annotations.get(0), block, findings);
    }
    if (blockType.isPresent()) {
      return ofBlock(field, blockType.get(), block, canAssign, findings);
    }
    if (!isLayer(type)) {
      findings.add(block, Diagnostic.CHILD_TYPE, Site.of(field), field, type, field);
      return Optional.empty();
    }
    if (!canAssign) {
      String why = isNamed(type, SEQUENTIAL) ? ", no @Repeat" : "";
      findings.add(
          block,
          Diagnostic.CHILD_UNMADE,
          Site.of(field),
          field,
          why,
          Members.ownerOf(field).getSimpleName());
      return Optional.empty();
    }
    return Optional.of(new Assigned(CONTAINERS.keySet().stream()
        .filter(each -> isNamed(type, each))
        .findFirst()
        .map(CONTAINERS::get)));
  }

  private Optional<Content> ofLayer(
      VariableElement field,
      TypeMirror type,
      Mirror annotation,
      BlockName block,
      Findings findings) {
    TypeMirror layerClass = layers.layerClass(annotation);
    if (!isLayer(type)) {
      findings.add(block, Diagnostic.CHILD_TYPE, Site.of(field), field, type, field);
      return Optional.empty();
    }
    if (!types.isAssignable(layerClass, type)) {
      findings.add(
          block,
          Diagnostic.CHILD_LAYER_TYPE,
          Site.of(field),
          field,
          type,
          types.asElement(layerClass).getSimpleName(),
          annotation.simpleName(),
          field);
      return Optional.empty();
    }
    return layers
        .read(block, field.getSimpleName().toString(), annotation, findings)
        .map(OfLayer::new);
  }

  private Optional<Content> ofBlock(
      VariableElement field,
      TypeElement type,
      BlockName block,
      boolean canAssign,
      Findings findings) {
    BlockName held = BlockReader.nameOf(type, elements);
    if (!held.packageName().equals(block.packageName()) && !BlockClass.isPublic(type)) {
      findings.add(
          block, Diagnostic.CHILD_ACCESS, Site.of(field), field, held, block.packageName());
      return Optional.empty();
    }
    boolean plain = ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .anyMatch(
            constructor -> isPlain(constructor, held.packageName().equals(block.packageName())));
    if (isRefused(type)) { // which is said there
      return Optional.of(new OfBlock(held, false));
    }
    if (!plain && !canAssign) {
      findings.add(
          block,
          Diagnostic.CHILD_UNMADE,
          Site.of(field),
          field,
          ", and " + held + NOT_PLAIN,
          Members.ownerOf(field).getSimpleName());
      return Optional.empty();
    }
    return Optional.of(new OfBlock(held, !plain));
  }

  private static boolean isRefused(TypeElement block) {
    return BlockClass.whyUnfit(block).isPresent()
        || ElementFilter.constructorsIn(block.getEnclosedElements()).stream()
            .allMatch(constructor -> constructor.getModifiers().contains(Modifier.PRIVATE));
  }

  private boolean isLayer(TypeMirror type) {
    return types.isAssignable(type, elements.getTypeElement(LAYER).asType());
  }

  // Whether the constructor written for a parent can call it: without arguments, and without an
  // exception to catch.
  private boolean isPlain(ExecutableElement constructor, boolean samePackage) {
    boolean wide = constructor.getModifiers().contains(Modifier.PUBLIC)
        || constructor.getModifiers().contains(Modifier.PROTECTED);
    return constructor.getParameters().isEmpty()
        && exceptions.of(constructor).isEmpty()
        && !constructor.getModifiers().contains(Modifier.PRIVATE)
        && (wide || samePackage);
  }

  private Optional<Content> repeated(
      VariableElement field, Mirror repeat, BlockName block, Findings findings) {
    int count = repeat.get("value", Integer.class);
    if (count < 1) {
      findings.add(block, Diagnostic.REPEAT_COUNT, repeat.site("value"), field, count);
      return Optional.empty();
    }
    if (!isNamed(field.asType(), SEQUENTIAL)
        || ((DeclaredType) field.asType()).getTypeArguments().size() != 1) {
      findings.add(
          block,
          Diagnostic.REPEAT_TYPE,
          repeat.site(),
          field,
          field.asType(),
          count,
          blockOf(field.asType()).map(each -> each.getSimpleName().toString()).orElse("Layer"),
          field);
      return Optional.empty();
    }
    TypeMirror item = ((DeclaredType) field.asType()).getTypeArguments().get(0);
    Optional<Content> content = single(field, item, block, true, findings);
    Optional<String> unmade = content.flatMap(ChildReader::whyUnmade);
    if (unmade.isPresent()) {
      findings.add(block, Diagnostic.REPEAT_ITEM, repeat.site(), field, unmade.get());
      return Optional.empty();
    }
    Optional<String> itemPrefix = prefix(field.getSimpleName().toString(), repeat, block, findings);
    return content.map(each -> new Repeated(count, itemPrefix, each));
  }

  // A field of type Residual<X>, where X or a layer annotation tells what is inside; any other is
  // the constructor's to make.
  private Optional<Optional<Content>> around(
      VariableElement field, BlockName block, Findings findings) {
    if (!isNamed(field.asType(), RESIDUAL)
        || ((DeclaredType) field.asType()).getTypeArguments().size() != 1) {
      return Optional.empty();
    }
    TypeMirror item = ((DeclaredType) field.asType()).getTypeArguments().get(0);
    if (layers.layersOn(field).isEmpty() && blockOf(item).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(single(field, item, block, true, findings)
        .filter(content -> whyUnmade(content).isEmpty())
        .<Content>map(Around::new)
        .or(() -> Optional.of(new Assigned(Optional.of(Hint.RESIDUAL)))));
  }

  private static Optional<String> whyUnmade(Content item) {
    if (item instanceof OfBlock held && held.assigned()) {
      return Optional.of(held.block() + NOT_PLAIN);
    }
    return item instanceof Assigned
        ? Optional.of("it has no layer annotation. Add one (@Dense(units = …))")
        : Optional.empty();
  }

  private boolean isNamed(TypeMirror type, String qualifiedName) {
    return types.asElement(type) instanceof TypeElement element
        && element.getQualifiedName().contentEquals(qualifiedName);
  }

  // The block of a type: the class itself, or the one that a written class extends.
  private Optional<TypeElement> blockOf(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    TypeElement element = (TypeElement) types.asElement(type);
    if (Mirror.of(Block.class, element).isPresent()) {
      return Optional.of(element);
    }
    Element parent = types.asElement(element.getSuperclass());
    return parent instanceof TypeElement extended
            && Mirror.of(Block.class, extended).isPresent()
            && element
                .getQualifiedName()
                .contentEquals(BlockReader.nameOf(extended, elements).qualifiedNamed())
        ? Optional.of(extended)
        : Optional.empty();
  }
}
