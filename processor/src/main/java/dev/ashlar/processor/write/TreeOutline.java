package dev.ashlar.processor.write;

import dev.ashlar.outline.Outline;
import dev.ashlar.outline.OutlineParameter;
import dev.ashlar.processor.model.Tree;
import java.util.Optional;

/** A tree as an outline, which can leave the compiler. */
final class TreeOutline {
  private TreeOutline() {}

  static Outline of(Tree tree) {
    return new Outline(
        tree.path(),
        tree.prefix(),
        tree.hint(),
        tree.block().map(block -> block.simple()).orElse(tree.description()),
        tree.version(),
        tree.input(),
        tree.output(),
        tree.parameters().stream().map(TreeOutline::parameter).toList(),
        tree.multiplyAdds(),
        tree.children().stream().map(TreeOutline::of).toList());
  }

  private static OutlineParameter parameter(Tree.Leaf leaf) {
    return new OutlineParameter(
        leaf.ownName(),
        leaf.structuralName(),
        leaf.name(),
        leaf.shape(),
        leaf.dtype(),
        leaf.trainable(),
        leaf.identity().equals(leaf.structuralName())
            ? Optional.empty()
            : Optional.of(leaf.identity()));
  }
}
