package dev.ashlar.processor.validate;

import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ChildModel.Around;
import dev.ashlar.processor.model.ChildModel.Container;
import dev.ashlar.processor.model.ChildModel.Content;
import dev.ashlar.processor.model.ChildModel.OfBlock;
import dev.ashlar.processor.model.ChildModel.Repeated;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Site;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds blocks whose trees are too large to be written down: each block and layer in a tree has a
 * class of constants.
 */
final class SizeValidator {
  private static final long MAX = 10_000;

  /** Of a block's own: the constructor that is written for it makes them all. */
  private static final int MAX_MEMBERS = 400;

  private final Map<BlockName, BlockModel> blocks;
  private final Map<BlockName, Long> sizes = new HashMap<>();

  private SizeValidator(Map<BlockName, BlockModel> blocks) {
    this.blocks = blocks;
  }

  /**
   * The blocks that are too large, or hold one that is: what holds such a block is not reported
   * again.
   *
   * @param endless blocks that have no tree anyway
   */
  static Set<BlockName> validate(
      List<BlockModel> written,
      Map<BlockName, BlockModel> all,
      Set<BlockName> endless,
      Findings findings) {
    SizeValidator validator = new SizeValidator(all);
    Set<BlockName> tooLarge = new HashSet<>();
    for (BlockModel block : written) {
      boolean done = findings.attempt(block.name(), block.site(), () -> {
        if (!endless.contains(block.name()) && validator.size(block.name()) > MAX) {
          tooLarge.add(block.name());
          validator.report(block, findings);
        } else {
          checkMembers(block, findings);
        }
      });
      if (!done) {
        tooLarge.add(block.name());
      }
    }
    return tooLarge;
  }

  private static void checkMembers(BlockModel block, Findings findings) {
    int members = block.children().size() + block.params().size();
    if (members > MAX_MEMBERS) {
      findings.add(
          block.name(),
          Diagnostic.TREE_SIZE,
          block.site(),
          block.name(),
          members,
          "children and parameters of its own",
          MAX_MEMBERS,
          "Put some of them into blocks of their own, or use @Repeat");
      return;
    }
    long code = ConstructorCode.length(block);
    if (code > ConstructorCode.MAX) {
      findings.add(
          block.name(),
          Diagnostic.TREE_SIZE,
          block.site(),
          block.name(),
          code,
          "bytes of code in the constructor that makes it, by its members, their settings and former names",
          ConstructorCode.MAX,
          "Put some of its members into blocks of their own");
      return;
    }
    String fields = Stream.concat(
            block.params().stream().map(ParamModel::field),
            block.children().stream().map(ChildModel::field))
        .collect(Collectors.joining(","));
    if (ConstantText.isTooLong(fields)) {
      findings.add(
          block.name(),
          Diagnostic.TREE_SIZE,
          block.site(),
          block.name(),
          ConstantText.length(fields),
          "bytes of names of fields",
          ConstantText.MAX,
          "Shorten them");
    }
  }

  private void report(BlockModel block, Findings findings) {
    Site site = block.site();
    long largest = 0;
    for (ChildModel child : block.children()) {
      if (isTooLarge(child.content())) {
        findings.spoil(block.name());
        return;
      }
      if (size(child.content()) > largest) {
        largest = size(child.content());
        site = child.site();
      }
    }
    findings.add(
        block.name(),
        Diagnostic.TREE_SIZE,
        site,
        block.name(),
        size(block.name()),
        "blocks and layers",
        MAX,
        "Make fewer, or assign them in a constructor");
  }

  private boolean isTooLarge(Content content) {
    if (content instanceof OfBlock held) {
      return size(held.block()) > MAX;
    }
    return content instanceof Container container && isTooLarge(container.item());
  }

  private long size(BlockName name) {
    Long known = sizes.get(name);
    if (known == null) {
      known = 1L;
      for (ChildModel child :
          Objects.requireNonNull(blocks.get(name), name::toString).children()) {
        known = Math.min(Integer.MAX_VALUE, known + size(child.content()));
      }
      sizes.put(name, known);
    }
    return known;
  }

  private long size(Content content) {
    if (content instanceof OfBlock held) {
      return size(held.block());
    }
    if (content instanceof Around around) {
      return Math.min(Integer.MAX_VALUE, 1 + size(around.item()));
    }
    return content instanceof Repeated repeated
        ? Math.min(Integer.MAX_VALUE, 1 + repeated.count() * size(repeated.item()))
        : 1;
  }
}
