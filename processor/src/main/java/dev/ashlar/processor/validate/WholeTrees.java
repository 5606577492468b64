package dev.ashlar.processor.validate;

import dev.ashlar.naming.Collision;
import dev.ashlar.naming.CollisionFinder;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.processor.model.Tree.Leaf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The trees of blocks, and what is wrong in each, built when they are first asked for. */
final class WholeTrees {
  private final Map<BlockName, BlockModel> blocks;
  private final Map<BlockName, Checked> checked = new HashMap<>();

  WholeTrees(Map<BlockName, BlockModel> blocks) {
    this.blocks = blocks;
  }

  /**
   * A tree with what is wrong in it.
   *
   * @param tree the tree
   * @param misfits shapes that do not fit
   * @param collisions names that meet
   */
  record Checked(Tree tree, List<Misfit> misfits, List<Collision> collisions) {}

  /** The tree of a block that does not hold itself. */
  Checked of(BlockName name) {
    Checked known = checked.get(name);
    if (known == null) {
      BlockModel block = Objects.requireNonNull(blocks.get(name), name::toString);
      TreeBuilder.Built built = TreeBuilder.build(block, blocks);
      Tree certain = built.complete()
          ? built.tree()
          : TreeBuilder.buildDoubting(block, blocks).tree();
      known = new Checked(built.tree(), built.misfits(), collisions(certain));
      checked.put(name, known);
    }
    return known;
  }

  private static List<Collision> collisions(Tree root) {
    CollisionFinder finder = new CollisionFinder();
    root.walk().forEach(tree -> {
      if (!tree.sharesPrefix()) {
        tree.prefix().ifPresent(prefix -> finder.block(tree.path(), prefix, tree.path()));
      }
      for (Leaf leaf : tree.parameters()) {
        leaf.name()
            .ifPresent(
                leafName -> finder.parameter(leaf.structuralName(), leafName, leaf.identity()));
      }
    });
    return withoutConsequences(finder.collisions());
  }

  // Inside two blocks of one prefix everything else meets too: that is not worth saying.
  private static List<Collision> withoutConsequences(List<Collision> collisions) {
    return collisions.stream()
        .filter(inner -> collisions.stream()
            .noneMatch(outer -> outer.kind() == Collision.Kind.BLOCK
                && isInside(inner.first(), outer.first())
                && isInside(inner.second(), outer.second())))
        .toList();
  }

  private static boolean isInside(String path, String block) {
    return path.startsWith(block + ".");
  }
}
