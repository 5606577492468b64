package dev.ashlar.processor.lock;

import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the blocks of each round with the lock, and, where that is what the compilation is for,
 * writes them into it at the end.
 *
 * <p>Each block is compared with its own lines alone, so it does not matter which others are
 * compiled. The update keeps the lines of blocks that it has not seen.
 */
public final class Lock {
  /** Makes the tree of a block for an input that reaches it. */
  public interface TreeFor {
    /** The tree; empty if the block does not take such an input. */
    Optional<Tree> make(BlockModel block, Shape input, Map<BlockName, BlockModel> all);
  }

  private final Path file;
  private final boolean update;
  private final Map<String, LockedBlock> present = new TreeMap<>();
  private final Set<String> claimed = new HashSet<>(); // by blocks that the update writes
  private final Set<String> former = new HashSet<>(); // names that any block says it had
  private @Nullable LockFile locked; // null: not read yet
  private boolean refused;

  /**
   * A lock that has been compared with nothing yet.
   *
   * @param update whether to write the file at the end
   */
  public Lock(Path file, boolean update) {
    this.file = file;
    this.update = update;
  }

  /**
   * Compares the blocks of a round that have no errors.
   *
   * @param trees the trees of the blocks by name
   * @param all all blocks that they reach
   * @param treeFor makes the tree of a block for an input
   * @param isThere whether there is a block of a qualified name
   */
  public void check(
      List<BlockModel> blocks,
      Map<BlockName, Tree> trees,
      Map<BlockName, BlockModel> all,
      TreeFor treeFor,
      Predicate<String> isThere,
      Findings findings) {
    if (blocks.isEmpty()) {
      return;
    }
    LockFile lockFile = read(findings);
    KnownBlocks known = new KnownBlocks(all, treeFor);
    all.values().forEach(block -> former.addAll(block.formerNames()));
    for (BlockModel block : blocks) {
      Tree tree = trees.get(block.name());
      if (!refused && tree != null && findings.isClean(block.name())) {
        findings.attempt(
            block.name(),
            block.site(),
            () -> check(block, tree, lockFile, known, isThere, findings));
      }
    }
  }

  private void check(
      BlockModel block,
      Tree tree,
      LockFile lockFile,
      KnownBlocks known,
      Predicate<String> isThere,
      Findings findings) {
    LockedBlock now = BlockLock.of(block, tree);
    present.put(now.className(), now);
    List<LockedBlock> before = before(block, lockFile);
    BlockReport report = new BlockReport(file, lockFile, block, update, findings);
    for (LockedBlock each : before) {
      claimed.add(each.className());
      report.compare(each, now, known);
    }
    if (before.isEmpty() && !update) {
      report.unknown(now, moved(now, lockFile, isThere));
    }
  }

  private LockFile read(Findings findings) {
    LockFile known = locked;
    if (known != null) {
      return known;
    }
    known = LockFile.empty();
    try {
      if (!update || Files.exists(file)) {
        known = LockFile.read(file);
      }
    } catch (NoSuchFileException missing) {
      refuse(findings, Diagnostic.LOCK_MISSING, file.toAbsolutePath(), BlockReport.COMMAND);
    } catch (LockFile.RefusedException line) {
      refuse(findings, Diagnostic.LOCK_LINE, file, line.line(), line.getMessage());
    } catch (IOException failure) {
      refuse(findings, Diagnostic.LOCK_ACCESS, "read", file, failure);
    }
    locked = known;
    return known;
  }

  private void refuse(Findings findings, Diagnostic diagnostic, Object... arguments) {
    refused = true;
    findings.addRemark(diagnostic, arguments);
  }

  // What the lock holds of a block: under the name of its class, and under those that it had, if an
  // update took it for a new one before it told them.
  private static List<LockedBlock> before(BlockModel block, LockFile lockFile) {
    return Stream.concat(Stream.of(block.name().qualified()), block.formerNames().stream())
        .filter(lockFile.blocks()::containsKey)
        .map(lockFile.blocks()::get)
        .toList();
  }

  // A block of the lock that has the same members, and which is no longer there.
  private static Optional<String> moved(
      LockedBlock now, LockFile lockFile, Predicate<String> isThere) {
    return lockFile.blocks().values().stream()
        .filter(each -> each.isLike(now) && !isThere.test(each.className()))
        .map(LockedBlock::className)
        .findFirst();
  }

  /**
   * What remains to be said, or done, after the last round.
   *
   * @param errors whether anything is wrong with the compilation: then nothing is written
   * @param isThere whether there is a block of a qualified name
   */
  public void finish(boolean errors, Predicate<String> isThere, Findings findings) {
    LockFile lockFile = locked;
    if (lockFile == null || refused || errors) {
      return;
    }
    if (update) {
      write(lockFile, findings);
      return;
    }
    for (String className : lockFile.blocks().keySet()) {
      if (!present.containsKey(className)
          && !former.contains(className)
          && !isThere.test(className)) {
        findings.addRemark(
            Diagnostic.LOCK_ABSENT,
            file,
            lockFile.line(className),
            className,
            className,
            className);
      }
    }
  }

  private static String count(int blocks) {
    return blocks == 1 ? "1 block" : blocks + " blocks";
  }

  private void write(LockFile lockFile, Findings findings) {
    Map<String, LockedBlock> blocks = new TreeMap<>(lockFile.blocks());
    claimed.forEach(blocks::remove);
    blocks.putAll(present);
    String text = LockFile.text(blocks);
    Path place = file.toAbsolutePath();
    try {
      if (Files.exists(file) && Files.readString(file).equals(text)) {
        findings.addRemark(Diagnostic.LOCK_WRITTEN, place, "holds", count(blocks.size()));
        return;
      }
      LockFile.write(file, text);
      findings.addRemark(Diagnostic.LOCK_WRITTEN, place, "now holds", count(blocks.size()));
    } catch (IOException failure) {
      findings.addRemark(Diagnostic.LOCK_ACCESS, "write", file, failure);
    }
  }
}
