package dev.ashlar.processor.write;

import dev.ashlar.processor.model.Tree;
import dev.ashlar.processor.model.Tree.Leaf;

/** A tree as text, a line a block or parameter. */
final class TreeText {
  private static final String UNKNOWN = "?";

  private TreeText() {}

  static String of(Tree tree) {
    StringBuilder text = new StringBuilder();
    add(tree, 0, text);
    return text.toString();
  }

  private static void add(Tree tree, int depth, StringBuilder text) {
    int inner = depth;
    if (!tree.path().isEmpty()) {
      String prefix =
          tree.prefix().map(known -> known.isEmpty() ? "\"\"" : known).orElse(UNKNOWN);
      line(depth, tree.path() + "  " + prefix + "  " + tree.description(), text);
      inner++;
    }
    for (Leaf leaf : tree.parameters()) {
      line(
          inner,
          leaf.structuralName() + "  " + leaf.name().orElse(UNKNOWN) + "  " + leaf.shape() + " "
              + leaf.dtype(),
          text);
    }
    for (Tree child : tree.children()) {
      add(child, inner, text);
    }
  }

  private static void line(int depth, String content, StringBuilder text) {
    text.append("  ".repeat(depth)).append(content).append('\n');
  }
}
