package dev.ashlar.processor.lock;

import dev.ashlar.processor.lock.LockedMember.Array;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.shape.Shape;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The blocks of a round, as comparisons ask for them. */
final class KnownBlocks implements LockComparison.Blocks {
  private final Map<BlockName, BlockModel> all;
  private final Map<String, BlockModel> byClass = new HashMap<>();
  private final Lock.TreeFor treeFor;

  KnownBlocks(Map<BlockName, BlockModel> all, Lock.TreeFor treeFor) {
    this.all = all;
    this.treeFor = treeFor;
    all.forEach((name, block) -> byClass.put(name.qualified(), block));
  }

  @Override
  public boolean isSame(String className, String lockedName) {
    BlockModel block = byClass.get(className);
    return className.equals(lockedName)
        || block != null && block.formerNames().contains(lockedName);
  }

  @Override
  public Map<String, Array> parameters(String className, Shape input) {
    BlockModel block = byClass.get(className);
    Optional<Tree> tree = block == null ? Optional.empty() : treeFor.make(block, input, all);
    Map<String, Array> parameters = new TreeMap<>();
    tree.ifPresent(known -> known
        .leaves()
        .forEach(
            leaf -> parameters.put(leaf.structuralName(), new Array(leaf.dtype(), leaf.shape()))));
    return Collections.unmodifiableMap(parameters);
  }
}
