package dev.ashlar.processor.lock;

import dev.ashlar.naming.Lineage;
import dev.ashlar.processor.lock.LockedMember.Array;
import dev.ashlar.processor.lock.LockedMember.Kind;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ChildModel.Container;
import dev.ashlar.processor.model.ChildModel.Content;
import dev.ashlar.processor.model.ChildModel.OfBlock;
import dev.ashlar.processor.model.ChildModel.OfLayer;
import dev.ashlar.processor.model.ChildModel.Repeated;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.shape.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What files hold of a block of this compilation. */
final class BlockLock {
  private final Map<String, String> namesByField = new HashMap<>();

  private BlockLock(BlockModel block) {
    block.children().forEach(child -> namesByField.put(child.field(), child.name()));
  }

  static LockedBlock of(BlockModel block, Tree tree) {
    BlockLock lock = new BlockLock(block);
    Map<String, LockedMember> members = new TreeMap<>();
    for (ParamModel param : block.params()) {
      members.put(param.name(), param(param));
    }
    Map<String, Tree> trees = new HashMap<>();
    tree.children().forEach(child -> trees.put(child.path(), child));
    for (ChildModel child : block.children()) {
      Tree known = trees.get(child.name());
      if (known != null) {
        members.put(child.name(), lock.child(child, known));
      }
    }
    return new LockedBlock(block.name().qualified(), block.version(), members);
  }

  private static LockedMember param(ParamModel param) {
    return new LockedMember(
        Lineage.of(param.name(), param.formerNames()),
        Kind.PARAMETER,
        "",
        0,
        Optional.empty(),
        Optional.empty(),
        Shape.unknown(),
        Map.of("", new Array(param.dtype(), param.shape())));
  }

  private LockedMember child(ChildModel child, Tree tree) {
    int count = 0;
    Content content = child.content();
    if (content instanceof Container container) {
      count = container instanceof Repeated repeated ? repeated.count() : 1;
      content = container.item();
    }
    Kind kind = Kind.ASSIGNED;
    String type = "";
    if (content instanceof OfLayer layer) {
      kind = Kind.LAYER;
      type = layer.layer().layerClass().simple();
    } else if (content instanceof OfBlock held) {
      kind = Kind.BLOCK;
      type = held.block().qualified();
    }
    return new LockedMember(
        Lineage.of(child.name(), child.formerNames()),
        kind,
        type,
        count,
        tree.prefix(),
        child.sharedWith().map(field -> namesByField.getOrDefault(field, field)),
        kind == Kind.BLOCK ? tree.input() : Shape.unknown(),
        kind == Kind.LAYER ? parameters(tree) : Map.of());
  }

  private static Map<String, Array> parameters(Tree tree) {
    Map<String, Array> parameters = new TreeMap<>();
    tree.leaves()
        .filter(leaf -> leaf.identity().equals(leaf.structuralName()))
        .forEach(leaf -> parameters.put(
            leaf.structuralName().substring(tree.path().length() + 1),
            new Array(leaf.dtype(), leaf.shape())));
    return parameters;
  }
}
