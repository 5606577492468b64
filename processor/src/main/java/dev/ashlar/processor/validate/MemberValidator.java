package dev.ashlar.processor.validate;

import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ChildModel.Container;
import dev.ashlar.processor.model.ChildModel.Content;
import dev.ashlar.processor.model.ChildModel.OfBlock;
import dev.ashlar.processor.model.ChildModel.OfLayer;
import dev.ashlar.processor.model.ClassRef;
import dev.ashlar.processor.model.LayerModel.Constant;
import dev.ashlar.processor.model.LayerModel.Setting;
import dev.ashlar.processor.model.MethodModel;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Site;
import dev.ashlar.processor.model.WrittenConstructor;
import dev.ashlar.processor.model.WrittenConstructor.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks that the members of a block, and those written for them, keep out of each other's way. */
final class MemberValidator {
  private static final Set<String> ALWAYS_CALLED =
      Set.of("Node", "Scope", "Shape", "DType", "Initializer", "Sequential");

  private final BlockModel block;
  private final Findings findings;
  private final Map<String, String> structural = new HashMap<>();
  private final Map<String, String> lowerCase = new HashMap<>();
  private final Map<String, String> written = new HashMap<>();

  private MemberValidator(BlockModel block, Findings findings) {
    this.block = block;
    this.findings = findings;
  }

  static void validate(BlockModel block, Findings findings) {
    MemberValidator validator = new MemberValidator(block, findings);
    validator.checkConstructors();
    for (ParamModel param : block.params()) {
      validator.checkNames(param.field(), param.name(), param.site());
    }
    for (ChildModel child : block.children()) {
      if (validator.checkNames(child.field(), child.name(), child.site())) {
        validator.checkMethods(child);
      }
    }
    validator.checkVariables();
  }

  // Whether the field is told apart from those before it.
  private boolean checkNames(String field, String name, Site site) {
    String before = structural.putIfAbsent(name, field);
    if (before != null) {
      findings.add(block.name(), Diagnostic.STRUCTURAL_COLLISION, site, field, name, before);
    }
    String similar = lowerCase.putIfAbsent(field.toLowerCase(Locale.ROOT), field);
    if (similar != null && before == null) {
      findings.add(block.name(), Diagnostic.CASE_COLLISION, site, field, similar);
    }
    return similar == null;
  }

  private void checkMethods(ChildModel child) {
    if (checkMethod(child, child.field(), 0) && checkMethod(child, child.replacement(), 1)) {
      checkMethod(child, child.replacement(), 2);
    }
  }

  // Whether a method written for a child meets no other.
  private boolean checkMethod(ChildModel child, String name, int parameters) {
    Optional<Object> met = block.methods().stream()
        .filter(
            method -> method.name().equals(name) && method.erasedParameters().size() == parameters)
        .<Object>map(method -> method)
        .findFirst()
        .or(() -> Optional.ofNullable(written.putIfAbsent(
            name + "/" + parameters, "the method written for the child " + child.field())));
    met.ifPresent(other -> findings.add(
        block.name(),
        Diagnostic.ACCESSOR_COLLISION,
        child.site(),
        name,
        "the child " + child.field(),
        other));
    return met.isEmpty();
  }

  private void checkConstructors() {
    Map<List<String>, WrittenConstructor> seen = new HashMap<>();
    for (WrittenConstructor constructor : WrittenConstructor.families(block.constructors())) {
      WrittenConstructor before = seen.putIfAbsent(constructor.erasedParameters(), constructor);
      if (before != null) {
        findings.add(
            block.name(),
            Diagnostic.CONSTRUCTOR_COLLISION,
            constructor.of().site(),
            block.name().named() + constructor.erasedParameters(),
            before.of().erasedParameters(),
            constructor.of().erasedParameters());
      }
      if (constructor.form() == Form.SCOPE) {
        checkUnplaced(constructor);
      }
    }
  }

  private void checkUnplaced(WrittenConstructor constructor) {
    List<String> parameters = constructor.of().erasedParameters();
    written.put("unplaced/" + parameters.size(), "the method that makes the block without a place");
    for (MethodModel method : block.methods()) {
      if (method.is("unplaced", parameters)) {
        findings.add(
            block.name(),
            Diagnostic.ACCESSOR_COLLISION,
            constructor.of().site(),
            "unplaced",
            block.name(),
            method);
      }
    }
  }

  // Where a variable and a class have one name, or a class's package where that must stand before
  // it, Java takes the variable.
  private void checkVariables() {
    Map<String, Set<String>> packages = new TreeMap<>();
    ALWAYS_CALLED.forEach(name -> packages.put(name, new TreeSet<>()));
    block.children().forEach(child -> addCalled(child.content(), packages));
    packages.computeIfPresent(block.name().named(), (name, homes) -> {
      homes.add(block.name().packageName());
      return homes;
    });
    block.variables().forEach((name, site) -> {
      if (packages.containsKey(name)) {
        report(name, name, site);
      }
    });
    packages.forEach((name, homes) -> homes.stream()
        .filter(home -> homes.size() > 1)
        .forEach(home -> {
          String first = home.contains(".") ? home.substring(0, home.indexOf('.')) : home;
          Site site = block.variables().get(first);
          if (site != null) {
            report(first, home + "." + name, site);
          }
        }));
  }

  private void report(String name, String className, Site site) {
    findings.add(block.name(), Diagnostic.NAME_HIDES, site, name, className, block.name());
  }

  private static void addCalled(
      String packageName, String className, Map<String, Set<String>> packages) {
    packages.computeIfAbsent(className, any -> new TreeSet<>()).add(packageName);
  }

  private static void addCalled(ClassRef ref, Map<String, Set<String>> packages) {
    addCalled(ref.packageName(), ref.simple(), packages);
  }

  private static void addCalled(Content content, Map<String, Set<String>> packages) {
    if (content instanceof OfLayer layer) {
      addCalled(layer.layer().layerClass(), packages);
      for (Setting setting : layer.layer().settings()) {
        if (setting.value() instanceof Constant constant) {
          addCalled(constant.enumClass(), packages);
        }
      }
    } else if (content instanceof OfBlock held) {
      addCalled(held.block().packageName(), held.block().named(), packages);
    } else if (content instanceof Container container) {
      addCalled(container.item(), packages);
    }
  }
}
