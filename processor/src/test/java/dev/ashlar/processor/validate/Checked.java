package dev.ashlar.processor.validate;

import dev.ashlar.processor.diagnostic.Finding;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sketched blocks after all rules have been checked. Those of jars are not checked themselves. */
final class Checked {
  private final Findings findings = new Findings();
  private final Map<BlockName, Tree> trees;

  private Checked(Sketch... sketches) {
    Map<BlockName, BlockModel> all = new LinkedHashMap<>();
    List<BlockModel> written = new ArrayList<>();
    for (Sketch sketch : sketches) {
      BlockModel model = sketch.model();
      all.put(model.name(), model);
      if (model.fromSource()) {
        written.add(model);
      }
    }
    trees = Validator.validate(written, all, findings);
  }

  static Checked blocks(Sketch... sketches) {
    return new Checked(sketches);
  }

  /** What was found, in order: {@code "Mlp.hidden ASH-301: the message"}, without its page. */
  List<String> said() {
    return findings.all().stream().map(Checked::text).toList();
  }

  private static String text(Finding finding) {
    String message = finding.message();
    return finding.site().element() + " " + message.substring(0, message.lastIndexOf(" ["));
  }

  boolean isClean(String className) {
    return findings.isClean(Sketch.name(className));
  }

  boolean hasTree(String className) {
    return trees.containsKey(Sketch.name(className));
  }

  Tree tree(String className) {
    Tree tree = trees.get(Sketch.name(className));
    if (tree == null) {
      throw new AssertionError(className + " has no tree: " + said());
    }
    return tree;
  }

  /** What stands at a structural path in the tree of a block. */
  Tree at(String className, String path) {
    return tree(className)
        .walk()
        .filter(tree -> tree.path().equals(path))
        .findFirst()
        .orElseThrow();
  }
}
