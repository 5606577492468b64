package dev.ashlar.processor.validate;

import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.shape.Shape;
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
    for (BlockModel block : blocks) {
      MemberValidator.validate(block, findings);
      SharingValidator.validate(block, findings);
      if (!endless.contains(block.name()) && !tooLarge.contains(block.name())) {
        TreeValidator.validate(block, trees, findings);
        written.put(block.name(), trees.of(block.name()).tree());
      }
    }
    ClassValidator.validate(blocks, all, findings);
    HistoryValidator.validate(blocks, all, findings);
    return written;
  }
}
