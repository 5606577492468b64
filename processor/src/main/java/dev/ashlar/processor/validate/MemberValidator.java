package dev.ashlar.processor.validate;

import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.MethodModel;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Site;
import dev.ashlar.processor.model.WrittenConstructor;
import dev.ashlar.processor.model.WrittenConstructor.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks that the members of a block, and those written for them, keep out of each other's way. */
final class MemberValidator {
  private final BlockModel block;
  private final Findings findings;
  private final Map<String, String> structural = new HashMap<>();
  private final Map<String, String> lowerCase = new HashMap<>();

  private MemberValidator(BlockModel block, Findings findings) {
    this.block = block;
    this.findings = findings;
  }

  static void validate(BlockModel block, Findings findings) {
    MemberValidator validator = new MemberValidator(block, findings);
    for (ParamModel param : block.params()) {
      validator.checkNames(param.field(), param.name(), param.site());
    }
    for (ChildModel child : block.children()) {
      validator.checkNames(child.field(), child.name(), child.site());
      validator.checkMethods(child);
    }
    validator.checkConstructors();
  }

  private void checkNames(String field, String name, Site site) {
    String before = structural.putIfAbsent(name, field);
    if (before != null) {
      findings.add(block.name(), Diagnostic.STRUCTURAL_COLLISION, site, field, name, before);
      return;
    }
    String similar = lowerCase.putIfAbsent(field.toLowerCase(Locale.ROOT), field);
    if (similar != null) {
      findings.add(block.name(), Diagnostic.CASE_COLLISION, site, field, similar);
    }
  }

  private void checkMethods(ChildModel child) {
    checkMethod(child, child.field(), 0);
    String replace = "replace" + child.field().substring(0, 1).toUpperCase(Locale.ROOT) + child.field().substring(1);
    checkMethod(child, replace, 1);
    checkMethod(child, replace, 2);
  }

  private void checkMethod(ChildModel child, String name, int parameters) {
    for (MethodModel method : block.methods()) {
      if (method.name().equals(name) && method.erasedParameters().size() == parameters) {
        findings.add(block.name(), Diagnostic.ACCESSOR_COLLISION, child.site(), name, child.field(), method);
        return;
      }
    }
  }

  private void checkConstructors() {
    Map<List<String>, WrittenConstructor> seen = new HashMap<>();
    for (WrittenConstructor written : WrittenConstructor.families(block.constructors())) {
      WrittenConstructor before = seen.putIfAbsent(written.erasedParameters(), written);
      if (before != null) {
        findings.add(
            block.name(), Diagnostic.CONSTRUCTOR_COLLISION, written.of().site(),
            block.name().named() + written.erasedParameters(), before.of().erasedParameters(), written.of().erasedParameters());
      }
      if (written.form() == Form.SCOPE) {
        checkUnplaced(written);
      }
    }
  }

  private void checkUnplaced(WrittenConstructor written) {
    for (MethodModel method : block.methods()) {
      if (method.name().equals("unplaced") && method.erasedParameters().equals(written.of().erasedParameters())) {
        findings.add(block.name(), Diagnostic.ACCESSOR_COLLISION, written.of().site(), "unplaced", block.name(), method);
      }
    }
  }
}
