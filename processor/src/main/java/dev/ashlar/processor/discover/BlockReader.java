package dev.ashlar.processor.discover;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Param;
import dev.ashlar.Repeat;
import dev.ashlar.naming.Hint;
import dev.ashlar.naming.NameRule;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.BrokenChild;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ConstructorModel;
import dev.ashlar.processor.model.ForwardModel;
import dev.ashlar.processor.model.MethodModel;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Site;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads a class that is annotated as a block, with all that it declares and inherits. */
final class BlockReader {
  private final Elements elements;
  private final Types types;
  private final SourceBlocks sources;
  private final LayerReader layers;
  private final ChildReader children;
  private final ParamReader params;
  private final ForwardReader forwards;
  private final MethodReader methods;
  private final ConstructorReader constructors;
  private final JarFields jars;

  BlockReader(ProcessingEnvironment environment, LayerReader layers, SourceBlocks sources) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
    this.sources = sources;
    this.layers = layers;
    this.constructors = new ConstructorReader(environment);
    this.children = new ChildReader(environment, layers, sources);
    this.params = new ParamReader(types);
    this.forwards = new ForwardReader(environment);
    this.methods = new MethodReader(environment);
    this.jars = new JarFields(environment);
  }

  static BlockName nameOf(TypeElement type, Elements elements) {
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    String qualified = type.getQualifiedName().toString();
    return new BlockName(
        packageName,
        packageName.isEmpty() ? qualified : qualified.substring(packageName.length() + 1));
  }

  /**
   * The block that a class declares; empty if it cannot be one, which is a finding.
   *
   * @param last whether nothing more can appear, so that a field which cannot be read is left out
   * @throws NotYetException if it names what does not exist yet
   */
  Optional<BlockModel> read(TypeElement type, boolean last, Findings findings) {
    BlockName name = nameOf(type, elements);
    Optional<String> unfit = BlockClass.whyUnfit(type);
    if (unfit.isPresent()) {
      findings.add(name, Diagnostic.BLOCK_CLASS, Site.of(type), type.getSimpleName(), unfit.get());
      return Optional.empty();
    }
    requireParents(type);
    boolean fromSource = sources.contains(name);
    Mirror block = Mirror.of(Block.class, type).orElseThrow();
    boolean sequential = block.flag("sequential");
    List<ConstructorModel> constructorModels = fromSource ? constructors.read(type) : List.of();
    if (fromSource && constructorModels.isEmpty()) {
      findings.add(name, Diagnostic.BLOCK_CONSTRUCTOR, Site.of(type), type.getSimpleName());
    }
    List<ChildModel> childModels = new ArrayList<>();
    List<BrokenChild> broken = new ArrayList<>();
    List<ParamModel> paramModels = new ArrayList<>();
    int position = 0;
    for (VariableElement field : fields(type, type, findings)) {
      Findings ofField = new Findings();
      int before = childModels.size();
      try {
        boolean isChild = isMeantAsChild(field);
        String part = sequential && isChild
            ? Integer.toString(position++)
            : field.getSimpleName().toString();
        readField(field, type, part, last, childModels, paramModels, ofField);
        if (isChild && (childModels.size() == before || ofField.has(name, Diagnostic.NAME_PART))) {
          findings.spoil(name);
          MentionedTypes.of(field.asType()); // what is written for it has that type
          broken.add(new BrokenChild(before, broken(field, type)));
        }
      } catch (NotYetException notYet) {
        if (!last) {
          throw notYet;
        }
        findings.spoil(name); // the compiler itself says why
      }
      if (isInSource(field)) {
        findings.addAll(ofField);
      } else {
        findings.addAll(name, ofField, Site.of(type));
      }
    }
    List<Element> members = Members.of(type, elements);
    checkMemberClasses(type, members, name, findings);
    Optional<ForwardModel> forward = forwards.read(type, members, name, findings);
    List<MethodModel> methodModels =
        fromSource ? methods.read(type, members, name, findings) : List.of();
    return Optional.of(new BlockModel(
        name,
        Site.of(type),
        fromSource,
        BlockClass.isPublic(type),
        hint(type, block, sequential, findings, name),
        HistoryReader.version(block, name, findings),
        HistoryReader.classNames(block, name, findings),
        sequential,
        sizes(block, "input", name, findings),
        sizes(block, "output", name, findings),
        List.copyOf(childModels),
        List.copyOf(broken),
        List.copyOf(paramModels),
        constructorModels,
        methodModels,
        variables(type, members, constructorModels),
        forward));
  }

  private void readField(
      VariableElement field,
      TypeElement type,
      String part,
      boolean last,
      List<ChildModel> childModels,
      List<ParamModel> paramModels,
      Findings findings) {
    BlockName block = nameOf(type, elements);
    Optional<Mirror> child = Mirror.of(Child.class, field);
    Optional<Mirror> param = Mirror.of(Param.class, field);
    if (child.isPresent() && param.isPresent()) {
      findings.add(block, Diagnostic.CHILD_AND_PARAM, param.get().site(), field.getSimpleName());
      return;
    }
    if ((child.isPresent() || param.isPresent()) && !checkField(field, type, block, findings)) {
      return;
    }
    if (child.isPresent()) {
      boolean canAssign = constructors.canAssign(field, type);
      children
          .read(field, siteOf(field, type), child.get(), block, part, canAssign, last, findings)
          .ifPresent(childModels::add);
    } else if (param.isPresent()) {
      params
          .read(field, siteOf(field, type), param.get(), block, findings)
          .ifPresent(paramModels::add);
    }
  }

  private boolean isMeantAsChild(VariableElement field) {
    return Mirror.of(Child.class, field).isPresent()
        || Mirror.of(Param.class, field).isEmpty()
            && (Mirror.of(Repeat.class, field).isPresent()
                || !layers.layersOn(field).isEmpty());
  }

  // In what is written for the class, a member class of that name would be meant.
  private static void checkMemberClasses(
      TypeElement type, List<Element> members, BlockName name, Findings findings) {
    for (TypeElement member : ElementFilter.typesIn(members)) {
      if (member.getSimpleName().contentEquals(name.named())) {
        findings.add(
            name,
            Diagnostic.CLASS_COLLISION,
            Site.of(Members.ownerOf(member).equals(type) ? member : type),
            name.named(),
            name,
            "the class " + member.getQualifiedName());
      }
    }
  }

  private ChildModel broken(VariableElement field, TypeElement type) {
    String name = field.getSimpleName().toString();
    return new ChildModel(
        name,
        siteOf(field, type),
        name,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        new ChildModel.Assigned(Optional.empty()));
  }

  // A field that comes from a jar has no place in the source: the class that inherits it has.
  private Site siteOf(VariableElement field, TypeElement type) {
    return Site.of(isInSource(field) ? field : type);
  }

  private boolean checkField(
      VariableElement field, TypeElement type, BlockName block, Findings findings) {
    Optional<VariableElement> hiding = hiding(field, type);
    if (hiding.isPresent()) {
      findings.add(
          block,
          Diagnostic.FIELD_HIDDEN,
          siteOf(hiding.get(), type),
          field.getSimpleName(),
          Members.ownerOf(field),
          Members.ownerOf(hiding.get()));
      return false;
    }
    Set<Modifier> modifiers = field.getModifiers();
    for (Modifier bad : List.of(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)) {
      if (modifiers.contains(bad)) {
        findings.add(
            block, Diagnostic.FIELD_MODIFIER, Site.of(field), field.getSimpleName(), bad, bad);
        return false;
      }
    }
    boolean wide = modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
    if (!wide && !isInOnePackage(type, Members.ownerOf(field))) {
      findings.add(
          block,
          Diagnostic.FIELD_ACCESS,
          Site.of(field),
          field.getSimpleName(),
          Members.ownerOf(field),
          block.packageName());
      return false;
    }
    return true;
  }

  // A class of another package between a field's and the one that would inherit it does not hand it
  // on.
  private boolean isInOnePackage(TypeElement type, Element owner) {
    Element home = elements.getPackageOf(owner);
    for (Element each = type;
        each instanceof TypeElement below && !below.equals(owner);
        each = types.asElement(below.getSuperclass())) {
      if (!elements.getPackageOf(below).equals(home)) {
        return false;
      }
    }
    return true;
  }

  // A field of the same name in a class further down: what is written would set that one.
  private Optional<VariableElement> hiding(VariableElement field, TypeElement type) {
    Element owner = Members.ownerOf(field);
    for (Element each = type;
        each instanceof TypeElement below && !below.equals(owner);
        each = types.asElement(below.getSuperclass())) {
      for (VariableElement other : ElementFilter.fieldsIn(below.getEnclosedElements())) {
        if (other.getSimpleName().equals(field.getSimpleName())) {
          return Optional.of(other);
        }
      }
    }
    return Optional.empty();
  }

  // What comes from a parent that another processor has yet to write is not known before.
  private void requireParents(TypeElement type) {
    MentionedTypes.of(type.getSuperclass());
    type.getInterfaces().forEach(MentionedTypes::of);
    type.getTypeParameters()
        .forEach(parameter -> parameter.getBounds().forEach(MentionedTypes::of));
    if (types.asElement(type.getSuperclass()) instanceof TypeElement parent) {
      requireParents(parent);
    }
  }

  // Those of superclasses that are blocks come first.
  private List<VariableElement> fields(TypeElement type, TypeElement reading, Findings findings) {
    List<VariableElement> fields = new ArrayList<>();
    if (types.asElement(type.getSuperclass()) instanceof TypeElement parent) {
      fields.addAll(fields(parent, reading, findings));
    }
    if (Mirror.of(Block.class, type).isPresent()) {
      List<VariableElement> own =
          new ArrayList<>(ElementFilter.fieldsIn(type.getEnclosedElements()));
      BlockName name = nameOf(type, elements);
      if (!sources.contains(name)) {
        jars.sort(own, name);
      }
      fields.addAll(own);
      if (!sources.contains(name)) {
        jars.check(fields, name, nameOf(reading, elements), Site.of(reading), findings);
      }
    }
    return fields;
  }

  private boolean isInSource(VariableElement field) {
    return sources.contains(nameOf((TypeElement) Members.ownerOf(field), elements));
  }

  // Private fields of the class itself are hidden from the one that extends it.
  private static Map<String, Site> variables(
      TypeElement type, List<Element> members, List<ConstructorModel> constructorModels) {
    Map<String, Site> variables = new LinkedHashMap<>();
    for (VariableElement field : ElementFilter.fieldsIn(members)) {
      if (!field.getModifiers().contains(Modifier.PRIVATE)) {
        boolean own = Members.ownerOf(field).equals(type);
        variables.put(field.getSimpleName().toString(), Site.of(own ? field : type));
      }
    }
    for (ConstructorModel constructor : constructorModels) {
      constructor
          .parameters()
          .forEach(parameter -> variables.putIfAbsent(parameter, constructor.site()));
    }
    return variables;
  }

  private String hint(
      TypeElement type, Mirror block, boolean sequential, Findings findings, BlockName name) {
    String hint = block.string("hint");
    String otherwise =
        sequential ? Hint.SEQUENTIAL : Hint.of(type.getSimpleName().toString());
    try {
      return NameRule.checkHint(hint.isEmpty() ? otherwise : hint);
    } catch (IllegalArgumentException refused) {
      findings.add(
          name,
          Diagnostic.BLOCK_VALUE,
          block.site("hint"),
          "hint = …",
          type.getSimpleName(),
          String.valueOf(refused.getMessage()));
      return otherwise;
    }
  }

  private Shape sizes(Mirror block, String member, BlockName name, Findings findings) {
    int[] sizes = block.ints(member);
    if (sizes.length == 0) {
      return Shape.unknown();
    }
    if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
      findings.add(
          name,
          Diagnostic.BLOCK_VALUE,
          block.site(member),
          member + " = " + Arrays.toString(sizes),
          name,
          "a size must be at least 1, or 0 where it is not known");
      return Shape.unknown();
    }
    return Shape.ofInts(sizes);
  }
}
