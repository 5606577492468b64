package dev.ashlar.processor.diagnostic;

import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.Site;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.Diagnostic.Kind;

/** What has been found in one round, in order, and which blocks it speaks of. */
public final class Findings {
  private final List<Finding> all = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final Map<BlockName, Set<Diagnostic>> blocks = new HashMap<>();

  /** Adds what is wrong with a block. */
  public void add(BlockName block, Diagnostic diagnostic, Site site, Object... arguments) {
    blocks.computeIfAbsent(block, any -> none()).add(diagnostic);
    all.add(Finding.of(diagnostic, site, Optional.of(block), arguments));
  }

  /** Adds what is wrong outside of blocks. */
  public void add(Diagnostic diagnostic, Site site, Object... arguments) {
    all.add(Finding.of(diagnostic, site, Optional.empty(), arguments));
  }

  /** Adds what belongs to no place in the source. */
  public void addRemark(Diagnostic diagnostic, Object... arguments) {
    remarks.add(new Remark(diagnostic, diagnostic.message(arguments)));
  }

  /** Adds what has been found apart. */
  public void addAll(Findings others) {
    others.blocks.forEach(
        (block, diagnostics) -> blocks.computeIfAbsent(block, any -> none()).addAll(diagnostics));
    all.addAll(others.all);
    remarks.addAll(others.remarks);
  }

  /**
   * Adds what has been found in a jar, where no one can see it: at a place in the source, as wrong
   * with the given block.
   */
  public void addAll(BlockName block, Findings others, Site site) {
    for (Finding other : others.all) {
      spoil(block);
      all.add(new Finding(other.diagnostic(), site, other.message(), Optional.of(block)));
    }
  }

  /**
   * Notes that something is wrong with a block which need not be said: the compiler says so itself.
   */
  public void spoil(BlockName block) {
    blocks.computeIfAbsent(block, any -> none());
  }

  private static Set<Diagnostic> none() {
    return EnumSet.noneOf(Diagnostic.class);
  }

  /**
   * Does something for a block. Where it fails as it never should, that is a finding, and the
   * others go on.
   *
   * @return whether it did not fail
   */
  public boolean attempt(BlockName block, Site site, Runnable step) {
    try {
      step.run();
      return true;
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      add(block, Diagnostic.INTERNAL, site, block, textOf(failure));
      return false;
    }
  }

  /** {@link #attempt(BlockName, Site, Runnable)} for what may stand outside of blocks. */
  public void attempt(Site site, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      fail(site, failure);
    }
  }

  /**
   * Adds a failure of which it is not known with which block it has to do.
   *
   * @param site the element concerned; the round's first block where none is
   */
  public void fail(Site site, Throwable failure) {
    add(Diagnostic.INTERNAL, site, site.element(), textOf(failure));
  }

  private static String textOf(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  /** Whether nothing is wrong with a block. */
  public boolean isClean(BlockName block) {
    return !blocks.containsKey(block);
  }

  /** Whether an error is among what has been found. */
  public boolean hasErrors() {
    return Stream.concat(
            all.stream().map(Finding::diagnostic), remarks.stream().map(Remark::diagnostic))
        .anyMatch(diagnostic -> diagnostic.severity() == Kind.ERROR);
  }

  /** Whether that has been found in a block. */
  public boolean has(BlockName block, Diagnostic diagnostic) {
    return blocks.getOrDefault(block, Set.of()).contains(diagnostic);
  }

  /** What belongs to no place in the source, in the order in which it was added. */
  public List<Remark> remarks() {
    return List.copyOf(remarks);
  }

  /** All findings, in the order in which they were added. */
  public List<Finding> all() {
    return List.copyOf(all);
  }
}
