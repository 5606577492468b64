package dev.ashlar.processor.validate;

import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.shape.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The second step: checks the blocks of a round against every rule, and builds the trees of those
 * that have one.
 */
public final class Validator {
  private Validator() {}

  /**
   * The tree of a block that an input of the given shape reaches; empty if it does not take it.
   *
   * @param block a block that has a tree
   * @param all all blocks that it reaches
   */
  public static Optional<Tree> treeFor(
      BlockModel block, Shape input, Map<BlockName, BlockModel> all) {
    TreeBuilder.Built built = TreeBuilder.build(block, all, input);
    return built.misfits().isEmpty() ? Optional.of(built.tree()) : Optional.empty();
  }

  /**
   * The trees of the given blocks by name; one that holds itself, or too much, has none.
   *
   * @param blocks the blocks of the round
   * @param all all blocks that they reach
   * @param findings where what is wrong goes
   */
  public static Map<BlockName, Tree> validate(
      List<BlockModel> blocks, Map<BlockName, BlockModel> all, Findings findings) {
    Set<BlockName> endless = CycleValidator.validate(blocks, all, findings);
    Set<BlockName> tooLarge = SizeValidator.validate(blocks, all, endless, findings);
    WholeTrees trees = new WholeTrees(all);
    Map<BlockName, Tree> written = new TreeMap<>();
    Set<BlockName> failed = new HashSet<>();
    for (BlockModel block : innerFirst(blocks)) {
      boolean hasFailed = block.children().stream()
          .anyMatch(child -> child.held().filter(failed::contains).isPresent());
      boolean done = findings.attempt(block.name(), block.site(), () -> {
        MemberValidator.validate(block, findings);
        SharingValidator.validate(block, findings);
        if (!endless.contains(block.name()) && !tooLarge.contains(block.name()) && !hasFailed) {
          TreeValidator.validate(block, trees, findings);
          written.put(block.name(), trees.of(block.name()).tree());
        }
      });
      if (!done || hasFailed) {
        failed.add(block.name());
        findings.spoil(block.name());
      }
    }
    ClassValidator.validate(blocks, all, findings);
    HistoryValidator.validate(blocks, all, findings);
    return written;
  }

  // Each after those that it holds, so that a failure is where it arises.
  private static Collection<BlockModel> innerFirst(List<BlockModel> blocks) {
    Map<BlockName, BlockModel> byName = new LinkedHashMap<>();
    blocks.forEach(block -> byName.put(block.name(), block));
    List<BlockModel> ordered = new ArrayList<>();
    Set<BlockName> begun = new HashSet<>();
    blocks.forEach(block -> addInnerFirst(block, byName, begun, ordered));
    return ordered;
  }

  private static void addInnerFirst(
      BlockModel block,
      Map<BlockName, BlockModel> byName,
      Set<BlockName> begun,
      List<BlockModel> ordered) {
    if (begun.add(block.name())) {
      for (ChildModel child : block.children()) {
        child
            .held()
            .map(byName::get)
            .ifPresent(held -> addInnerFirst(held, byName, begun, ordered));
      }
      ordered.add(block);
    }
  }
}
