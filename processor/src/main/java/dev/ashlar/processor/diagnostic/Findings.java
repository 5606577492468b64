package dev.ashlar.processor.diagnostic;

import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What has been found in one round, in order, and which blocks it speaks of. */
public final class Findings {
  private final List<Finding> all = new ArrayList<>();
  private final Set<BlockName> blocks = new HashSet<>();

  /** Adds what is wrong with a block. */
  public void add(BlockName block, Diagnostic diagnostic, Site site, Object... arguments) {
    blocks.add(block);
    all.add(Finding.of(diagnostic, site, arguments));
  }

  /** Adds what is wrong outside of blocks. */
  public void add(Diagnostic diagnostic, Site site, Object... arguments) {
    all.add(Finding.of(diagnostic, site, arguments));
  }

  /** Whether nothing is wrong with a block. */
  public boolean isClean(BlockName block) {
    return !blocks.contains(block);
  }

  /** All findings, in the order in which they were added. */
  public List<Finding> all() {
    return List.copyOf(all);
  }
}
