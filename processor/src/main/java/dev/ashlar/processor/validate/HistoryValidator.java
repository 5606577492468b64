package dev.ashlar.processor.validate;

import dev.ashlar.naming.Lineage;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks that what is said of former names can be true, and tells members from each other. */
final class HistoryValidator {
  private final BlockModel block;
  private final Findings findings;
  private final Map<String, Lineage> byOldest = new HashMap<>();

  private HistoryValidator(BlockModel block, Findings findings) {
    this.block = block;
    this.findings = findings;
  }

  /** Checks the members of each block, and that no two classes were the same one. */
  static void validate(
      List<BlockModel> written, Map<BlockName, BlockModel> all, Findings findings) {
    Map<String, BlockName> classes = new TreeMap<>();
    all.keySet().forEach(name -> classes.put(name.qualified(), name));
    for (BlockModel block : written) {
      findings.attempt(block.name(), block.site(), () -> {
        HistoryValidator validator = new HistoryValidator(block, findings);
        validator.checkMembers();
        validator.checkClass(classes);
      });
    }
  }

  private void checkClass(Map<String, BlockName> classes) {
    for (String former : block.formerNames()) {
      BlockName other = classes.putIfAbsent(former, block.name());
      if (other != null) {
        findings.add(
            block.name(),
            Diagnostic.FORMER_CLASS,
            block.site(),
            block.name(),
            former,
            other.equals(block.name())
                ? "it stands there twice"
                : other.qualified().equals(former)
                    ? "that block is still there"
                    : other.qualified() + " says so too");
      }
    }
  }

  private void checkMembers() {
    // Those that never changed their name first: what clashes with one is the other's mistake.
    for (boolean renamed : new boolean[] {false, true}) {
      for (ParamModel param : block.params()) {
        if (param.formerNames().isEmpty() != renamed) {
          check(param.field(), param.name(), param.formerNames(), param.site());
        }
      }
      for (ChildModel child : block.children()) {
        if (child.formerNames().isEmpty() != renamed) {
          check(child.field(), child.name(), child.formerNames(), child.site());
        }
      }
    }
  }

  private void check(String field, String name, List<String> formerNames, Site site) {
    String before = name;
    for (String former : formerNames) {
      if (former.equals(before)) {
        report(
            site,
            field,
            former,
            before.equals(name) && former.equals(formerNames.get(0))
                ? "that is its name now. Remove it"
                : "it stands there twice in a row. Remove one");
        return;
      }
      before = former;
    }
    Lineage lineage = Lineage.of(name, formerNames);
    Lineage other = byOldest.putIfAbsent(lineage.oldest(), lineage);
    if (other != null && !formerNames.isEmpty()) {
      report(
          site,
          field,
          lineage.oldest(),
          other.names().size() > 1
              ? "'" + other.name()
                  + "' was that too, so files do not tell the two apart. Keep it for one of them"
              : "that is the name of another, so files do not tell the two apart. If the two were swapped, write formerly"
                  + " on both; otherwise give the other another name");
    }
  }

  private void report(Site site, String field, String former, String why) {
    findings.add(block.name(), Diagnostic.FORMER_NAME, site, field, former, why);
  }
}
