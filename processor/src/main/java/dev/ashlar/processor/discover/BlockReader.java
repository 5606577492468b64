package dev.ashlar.processor.discover;

import dev.ashlar.Block;
import dev.ashlar.Child;
import dev.ashlar.Param;
import dev.ashlar.naming.Hint;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ConstructorModel;
import dev.ashlar.processor.model.ForwardModel;
import dev.ashlar.processor.model.MethodModel;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Site;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads a class that is annotated as a block, with all that it declares and inherits. */
final class BlockReader {
  private static final String SEQUENTIAL_HINT = "sequential";

  private final Elements elements;
  private final Types types;
  private final ChildReader children;
  private final ParamReader params;
  private final ForwardReader forwards;

  BlockReader(ProcessingEnvironment environment, LayerReader layers) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
    this.children = new ChildReader(environment, layers);
    this.params = new ParamReader(elements);
    this.forwards = new ForwardReader(environment);
  }

  static BlockName nameOf(TypeElement type, Elements elements) {
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    String qualified = type.getQualifiedName().toString();
    return new BlockName(packageName, packageName.isEmpty() ? qualified : qualified.substring(packageName.length() + 1));
  }

  /**
   * The block that a class declares; empty if it cannot be one, which is a finding.
   *
   * @param last whether nothing more can appear, so that what cannot be read is left out
   * @throws NotYetException if it names what does not exist yet
   */
  Optional<BlockModel> read(TypeElement type, boolean fromSource, boolean last, Findings findings) {
    BlockName name = nameOf(type, elements);
    Optional<String> unfit = whyUnfit(type);
    if (unfit.isPresent()) {
      findings.add(name, Diagnostic.BLOCK_CLASS, Site.of(type), type.getSimpleName(), unfit.get());
      return Optional.empty();
    }
    Mirror block = Mirror.of(Block.class, type, elements).orElseThrow();
    boolean sequential = block.flag("sequential");
    List<ConstructorModel> constructors = constructors(type);
    if (constructors.isEmpty()) {
      findings.add(name, Diagnostic.BLOCK_CONSTRUCTOR, Site.of(type), type.getSimpleName());
    }
    boolean assigns = constructors.stream().anyMatch(ConstructorModel::written);
    List<ChildModel> childModels = new ArrayList<>();
    List<ParamModel> paramModels = new ArrayList<>();
    for (VariableElement field : fields(type, name, fromSource)) {
      try {
        readField(field, name, sequential, assigns, childModels, paramModels, findings);
      } catch (NotYetException notYet) {
        if (!last) {
          throw notYet;
        }
      }
    }
    Optional<ForwardModel> forward = forwards.read(type, name, findings);
    return Optional.of(
        new BlockModel(
            name,
            Site.of(type),
            fromSource,
            isPublic(type),
            hint(type, block, sequential, findings, name),
            sequential,
            sizes(block, "input", name, findings),
            sizes(block, "output", name, findings),
            List.copyOf(childModels),
            List.copyOf(paramModels),
            constructors,
            methods(type),
            forward));
  }

  private void readField(
      VariableElement field,
      BlockName block,
      boolean sequential,
      boolean assigns,
      List<ChildModel> childModels,
      List<ParamModel> paramModels,
      Findings findings) {
    Optional<Mirror> child = Mirror.of(Child.class, field, elements);
    Optional<Mirror> param = Mirror.of(Param.class, field, elements);
    if (child.isPresent() && param.isPresent()) {
      findings.add(block, Diagnostic.CHILD_AND_PARAM, param.get().site(), field.getSimpleName());
    }
    if ((child.isPresent() || param.isPresent()) && !checkField(field, block, findings)) {
      return;
    }
    if (child.isPresent()) {
      String position = sequential ? Integer.toString(childModels.size()) : field.getSimpleName().toString();
      children.read(field, child.get(), block, position, assigns, findings).ifPresent(childModels::add);
    } else if (param.isPresent()) {
      params.read(field, param.get(), block, findings).ifPresent(paramModels::add);
    }
  }

  private boolean checkField(VariableElement field, BlockName block, Findings findings) {
    Set<Modifier> modifiers = field.getModifiers();
    for (Modifier bad : List.of(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)) {
      if (modifiers.contains(bad)) {
        findings.add(block, Diagnostic.FIELD_MODIFIER, Site.of(field), field.getSimpleName(), bad, bad);
        return false;
      }
    }
    boolean wide = modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
    if (!wide && !elements.getPackageOf(field).getQualifiedName().contentEquals(block.packageName())) {
      findings.add(
          block, Diagnostic.FIELD_ACCESS, Site.of(field), field.getSimpleName(), field.getEnclosingElement(), block.packageName());
      return false;
    }
    return true;
  }

  private static Optional<String> whyUnfit(TypeElement type) {
    if (type.getKind() != ElementKind.CLASS) {
      return Optional.of("it is of kind " + type.getKind().toString().toLowerCase(Locale.ROOT));
    }
    if (type.getModifiers().contains(Modifier.FINAL)) {
      return Optional.of("it is final");
    }
    if (type.getModifiers().contains(Modifier.SEALED)) {
      return Optional.of("it is sealed");
    }
    for (Element each = type; each instanceof TypeElement around; each = around.getEnclosingElement()) {
      if (around.getNestingKind() == NestingKind.LOCAL || around.getNestingKind() == NestingKind.ANONYMOUS) {
        return Optional.of("it is local to a method");
      }
      if (around.getModifiers().contains(Modifier.PRIVATE)) {
        return Optional.of(around == type ? "it is private" : "it is nested in the private class " + around.getSimpleName());
      }
      if (around.getNestingKind() == NestingKind.MEMBER && !around.getModifiers().contains(Modifier.STATIC)) {
        return Optional.of(
            around == type ? "it is an inner class, not static" : "it is nested in the inner class " + around.getSimpleName());
      }
    }
    return Optional.empty();
  }

  private static boolean isPublic(TypeElement type) {
    for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
      if (!each.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  // Those of superclasses that are blocks come first.
  private List<VariableElement> fields(TypeElement type, BlockName name, boolean fromSource) {
    List<VariableElement> fields = new ArrayList<>();
    if (types.asElement(type.getSuperclass()) instanceof TypeElement parent
        && Mirror.of(Block.class, parent, elements).isPresent()) {
      fields.addAll(fields(parent, nameOf(parent, elements), fromSource));
    }
    List<VariableElement> own = new ArrayList<>(ElementFilter.fieldsIn(type.getEnclosedElements()));
    if (!fromSource) {
      sortAsWritten(own, name);
    }
    fields.addAll(own);
    return fields;
  }

  // Compilers need not keep the order of fields in class files: the names written for the block do.
  private void sortAsWritten(List<VariableElement> fields, BlockName name) {
    TypeElement names = elements.getTypeElement(name.qualifiedNames());
    if (names == null) {
      return;
    }
    for (VariableElement constant : ElementFilter.fieldsIn(names.getEnclosedElements())) {
      if (constant.getSimpleName().contentEquals("FIELDS") && constant.getConstantValue() instanceof String order) {
        List<String> written = Arrays.asList(order.split(","));
        fields.sort(Comparator.comparingInt(field -> written.indexOf(field.getSimpleName().toString())));
      }
    }
  }

  private List<ConstructorModel> constructors(TypeElement type) {
    List<ConstructorModel> constructors = new ArrayList<>();
    for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      Set<Modifier> modifiers = constructor.getModifiers();
      if (!modifiers.contains(Modifier.PRIVATE)) {
        constructors.add(
            new ConstructorModel(
                Site.of(constructor),
                elements.getOrigin(constructor) == Elements.Origin.EXPLICIT,
                modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED),
                constructor.getParameters().stream().map(p -> types.erasure(known(p)).toString()).toList()));
      }
    }
    return constructors;
  }

  private List<MethodModel> methods(TypeElement type) {
    Set<MethodModel> methods = new LinkedHashSet<>();
    for (TypeElement owner : List.of(type, elements.getTypeElement("dev.ashlar.Layer"))) {
      for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(owner))) {
        methods.add(
            new MethodModel(
                method.getEnclosingElement().getSimpleName().toString(),
                method.getSimpleName().toString(),
                method.getParameters().stream().map(p -> types.erasure(p.asType()).toString()).toList()));
      }
    }
    return List.copyOf(methods);
  }

  private static TypeMirror known(VariableElement parameter) {
    if (parameter.asType().getKind() == TypeKind.ERROR) {
      throw new NotYetException(parameter.asType().toString());
    }
    return parameter.asType();
  }

  private String hint(TypeElement type, Mirror block, boolean sequential, Findings findings, BlockName name) {
    String hint = block.string("hint");
    if (hint.isEmpty()) {
      return sequential ? SEQUENTIAL_HINT : Hint.of(type.getSimpleName().toString());
    }
    if (hint.chars().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))) {
      findings.add(
          name, Diagnostic.BLOCK_VALUE, block.site("hint"), "hint = \"" + hint + "\"", type.getSimpleName(),
          "a hint must not hold spaces or control characters");
    }
    return hint;
  }

  private Shape sizes(Mirror block, String member, BlockName name, Findings findings) {
    int[] sizes = block.ints(member);
    if (sizes.length == 0) {
      return Shape.unknown();
    }
    if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
      findings.add(
          name, Diagnostic.BLOCK_VALUE, block.site(member), member + " = " + Arrays.toString(sizes), name,
          "a size must be at least 1, or 0 where it is not known");
      return Shape.unknown();
    }
    return Shape.ofInts(sizes);
  }
}
