package dev.ashlar.processor.validate;

import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds blocks that hold themselves, each circle once. */
final class CycleValidator {
  private final Map<BlockName, BlockModel> blocks;
  private final Findings findings;
  private final Set<BlockName> endless = new HashSet<>();
  private final Set<BlockName> finished = new HashSet<>();
  private final List<BlockName> path = new ArrayList<>();
  private final List<String> fields = new ArrayList<>();

  private CycleValidator(Map<BlockName, BlockModel> blocks, Findings findings) {
    this.blocks = blocks;
    this.findings = findings;
  }

  /** The blocks that hold themselves, or one that does, or one that cannot be read. */
  static Set<BlockName> validate(
      List<BlockModel> written, Map<BlockName, BlockModel> all, Findings findings) {
    CycleValidator validator = new CycleValidator(all, findings);
    // In the order of names: where a circle is reported depends on no order of files.
    written.stream().sorted(Comparator.comparing(BlockModel::name)).forEach(validator::begin);
    return validator.endless;
  }

  private void begin(BlockModel block) {
    path.clear();
    fields.clear();
    if (!findings.attempt(block.name(), block.site(), () -> visit(block))) {
      endless.add(block.name());
    }
  }

  private void visit(BlockModel block) {
    if (finished.contains(block.name())) {
      return;
    }
    path.add(block.name());
    for (ChildModel child : block.children()) {
      fields.add(block.name() + "." + child.field());
      child.held().ifPresent(held -> follow(block, child, held));
      fields.remove(fields.size() - 1);
    }
    path.remove(path.size() - 1);
    finished.add(block.name());
  }

  private void follow(BlockModel block, ChildModel child, BlockName held) {
    int start = path.indexOf(held);
    if (start >= 0) {
      String circle = String.join(" -> ", fields.subList(start, fields.size())) + " -> " + held;
      findings.add(block.name(), Diagnostic.CYCLE, siteIn(block, child), held, circle);
      endless.add(block.name());
      endless.add(held);
    } else if (blocks.containsKey(held)) {
      visit(blocks.get(held));
    }
    if (!blocks.containsKey(held) || endless.contains(held)) {
      endless.add(block.name());
    }
  }

  private static Site siteIn(BlockModel block, ChildModel child) {
    return block.fromSource() ? child.site() : block.site();
  }
}
