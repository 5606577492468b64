package dev.ashlar.processor.validate;

import dev.ashlar.naming.Collision;
import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Site;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.processor.model.Tree.Leaf;
import dev.ashlar.processor.validate.WholeTrees.Checked;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Checks the whole tree of a block: names that meet, shapes that do not fit, constants that would
 * be written twice.
 *
 * <p>What is wrong inside a block that this one holds is said there, not here again.
 */
final class TreeValidator {
  private static final Set<String> INNER_CONSTANTS = Set.of("HINT", "PREFIX", "PATH");
  private static final Set<String> OWN_CONSTANTS =
      Set.of("HINT", "PREFIX", "PATH", "FIELDS", "SCHEMA_HASH");

  private final BlockModel block;
  private final WholeTrees trees;
  private final Checked checked;
  private final Findings findings;

  private TreeValidator(BlockModel block, WholeTrees trees, Findings findings) {
    this.block = block;
    this.trees = trees;
    this.checked = trees.of(block.name());
    this.findings = findings;
  }

  static void validate(BlockModel block, WholeTrees trees, Findings findings) {
    TreeValidator validator = new TreeValidator(block, trees, findings);
    validator.checkCollisions();
    validator.checkShapes();
    validator.checkOutput();
    validator.checkConstants();
  }

  private void checkCollisions() {
    for (Collision collision : checked.collisions()) {
      boolean said = isSaidInside(
          collision.second(),
          (inner, prefixLength) -> inner.collisions().stream()
              .anyMatch(each -> each.kind() == collision.kind()
                  && isAt(collision.second(), prefixLength, each.second())
                  && isAt(collision.first(), prefixLength, each.first())));
      if (!said) {
        report(collision);
      }
    }
  }

  private void report(Collision collision) {
    String field = fieldOf(collision.second());
    String where = " (field " + block.name() + "." + fieldOf(collision.first()) + ")";
    if (collision.kind() == Collision.Kind.BLOCK) {
      findings.add(
          block.name(),
          Diagnostic.PREFIX_COLLISION,
          siteOf(collision.second()),
          collision.second(),
          collision.name(),
          collision.first(),
          where,
          field.toLowerCase(Locale.ROOT) + "_",
          field);
    } else {
      findings.add(
          block.name(),
          Diagnostic.NAME_COLLISION,
          siteOf(collision.second()),
          collision.second(),
          collision.name(),
          collision.first(),
          where);
    }
  }

  // The first in each child: it can be the cause of the others.
  private void checkShapes() {
    Set<String> fields = new HashSet<>();
    for (Misfit misfit : checked.misfits()) {
      boolean said = isSaidInside(
          misfit.path(),
          (inner, prefixLength) -> inner.misfits().stream()
              .anyMatch(each -> isAt(misfit.path(), prefixLength, each.path())));
      if (!said && fields.add(fieldOf(misfit.path()))) {
        findings.add(
            block.name(),
            Diagnostic.SHAPE_MISFIT,
            siteOf(misfit.path()),
            misfit.path() + ", " + misfit.layer() + ",",
            misfit.expected(),
            misfit.found(),
            misfit.through());
      }
    }
  }

  // Whether a block between the root and the path has the same to say, on its own.
  private boolean isSaidInside(String path, BiPredicate<Checked, Integer> sameInside) {
    return checked
        .tree()
        .walk()
        .filter(tree -> !tree.path().isEmpty()
            && tree.block().isPresent()
            && path.startsWith(tree.path() + "."))
        .anyMatch(
            tree -> sameInside.test(trees.of(tree.block().get()), tree.path().length() + 1));
  }

  private static boolean isAt(String path, int prefixLength, String inner) {
    return path.length() > prefixLength && path.substring(prefixLength).equals(inner);
  }

  private void checkOutput() {
    Tree tree = checked.tree();
    if (block.forward().isEmpty() && !block.output().fits(tree.output())) {
      findings.add(
          block.name(),
          Diagnostic.OUTPUT_KNOWN,
          block.site(),
          block.name(),
          tree.output(),
          block.output());
    }
  }

  private void checkConstants() {
    if (findings.has(block.name(), Diagnostic.STRUCTURAL_COLLISION)
        || findings.has(block.name(), Diagnostic.CASE_COLLISION)) {
      return;
    }
    checkLengths();
    checkTexts();
    Map<String, Tree> classes = new HashMap<>();
    for (Tree tree : checked.tree().walk().toList()) {
      if (!tree.path().isEmpty()) {
        checkClass(tree, classes.putIfAbsent(tree.className().toLowerCase(Locale.ROOT), tree));
      }
      if (tree.path().isEmpty() || tree.block().isEmpty()) {
        checkConstants(tree);
      }
    }
  }

  private void checkClass(Tree tree, Tree before) {
    if (tree.className().equalsIgnoreCase(block.name().names())) {
      reportConstant(tree.path(), "the block itself", tree.className());
    } else if (before != null && !areInOneBlock(tree.path(), before.path())) {
      reportConstant(tree.path(), before.path(), tree.className());
    }
  }

  // Whether a block that this one holds, holds both.
  private boolean areInOneBlock(String path, String other) {
    return checked
        .tree()
        .walk()
        .filter(tree -> !tree.path().isEmpty() && tree.block().isPresent())
        .anyMatch(
            tree -> path.startsWith(tree.path() + ".") && other.startsWith(tree.path() + "."));
  }

  private void reportConstant(String path, String other, String name) {
    findings.add(block.name(), Diagnostic.CONSTANT_COLLISION, siteOf(path), path, other, name);
  }

  // The compiler writes each class to a file of its own.
  private void checkLengths() {
    tooLong(checked.tree(), block.name())
        .filter(tree ->
            heldAbove(tree).flatMap(held -> tooLong(held, held.block().get())).isEmpty())
        .ifPresent(this::reportLength);
  }

  private void reportLength(Tree tree) {
    String name = block.name().names() + "$" + tree.className();
    findings.add(
        block.name(),
        Diagnostic.NAME_LENGTH,
        siteOf(tree.path()),
        "class " + name,
        block.name() + "." + tree.path(),
        FileName.length(name),
        FileName.MAX);
  }

  // The block that this one holds, and that holds what is given: it has the same to say.
  private Optional<Tree> heldAbove(Tree inner) {
    return checked
        .tree()
        .walk()
        .skip(1)
        .filter(held -> held.block().isPresent() && inner.path().startsWith(held.path() + "."))
        .findFirst();
  }

  // The first thing in a block's tree whose class would have too long a name.
  private static Optional<Tree> tooLong(Tree root, BlockName name) {
    int start = root.path().isEmpty() ? 0 : root.path().length() + 1;
    return root.walk()
        .skip(1)
        .filter(tree ->
            FileName.length(name.names() + "$" + Tree.className(tree.path().substring(start)))
                > FileName.MAX)
        .findFirst();
  }

  // Prefixes are put together down the tree, and each name is a constant.
  private void checkTexts() {
    tooLongText(checked.tree())
        .filter(found -> checked
            .tree()
            .walk()
            .skip(1)
            .filter(held -> held.block().isPresent() && found.path().startsWith(held.path() + "."))
            .noneMatch(held -> tooLongText(trees.of(held.block().get()).tree()).isPresent()))
        .ifPresent(found -> findings.add(
            block.name(),
            Diagnostic.TREE_SIZE,
            siteOf(found.path()),
            block.name(),
            ConstantText.length(found.text()),
            "bytes in a name of " + block.name() + "." + found.path(),
            ConstantText.MAX,
            "Shorten its prefixes and names"));
  }

  private record Text(String path, String text) {}

  // The first text in a tree that is too long for a constant.
  private static Optional<Text> tooLongText(Tree root) {
    return root.walk()
        .flatMap(tree -> Stream.concat(
            tree.prefix().stream().map(prefix -> new Text(tree.path(), prefix)),
            tree.parameters().stream()
                .flatMap(
                    leaf -> Stream.concat(leaf.name().stream(), Stream.of(leaf.structuralName()))
                        .map(name -> new Text(leaf.structuralName(), name)))))
        .filter(text -> ConstantText.isTooLong(text.text()))
        .findFirst();
  }

  private void checkConstants(Tree tree) {
    Set<String> constants = new HashSet<>(tree.path().isEmpty() ? OWN_CONSTANTS : INNER_CONSTANTS);
    for (Leaf leaf : tree.parameters()) {
      for (String suffix : new String[] {"", "_PATH", "_SHAPE", "_DTYPE"}) {
        if (!constants.add(leaf.constant() + suffix)) {
          reportConstant(
              leaf.structuralName(), "another constant of its block", leaf.constant() + suffix);
        }
      }
    }
  }

  private Site siteOf(String path) {
    return memberAt(path).map(Member::site).orElse(block.site());
  }

  private String fieldOf(String path) {
    return memberAt(path).map(Member::field).orElse(path);
  }

  private record Member(String field, Site site) {}

  // The field of this block through which a path goes.
  private Optional<Member> memberAt(String path) {
    String first = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    for (ChildModel child : block.children()) {
      if (child.name().equals(first)) {
        return Optional.of(new Member(child.field(), child.site()));
      }
    }
    for (ParamModel param : block.params()) {
      if (param.name().equals(first)) {
        return Optional.of(new Member(param.field(), param.site()));
      }
    }
    return Optional.empty();
  }
}
