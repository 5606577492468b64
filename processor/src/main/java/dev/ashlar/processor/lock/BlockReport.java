package dev.ashlar.processor.lock;

import dev.ashlar.processor.diagnostic.Diagnostic;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.ChildModel;
import dev.ashlar.processor.model.ParamModel;
import dev.ashlar.processor.model.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.Diagnostic.Kind;

/**
 * Says how a block differs from what the lock holds of it, each thing at its place, with the fix.
 */
final class BlockReport {
  /** How the lock is written. */
  static final String COMMAND =
      "compile once with -Aashlar.lock.update=true (mvn clean compile -Dashlar.lock.update=true)";

  private final Path file;
  private final LockFile locked;
  private final BlockModel block;
  private final boolean update;
  private final Findings findings;

  /**
   * A report on one block.
   *
   * @param update whether the lock is about to be written, so that only breaks are worth saying
   */
  BlockReport(Path file, LockFile locked, BlockModel block, boolean update, Findings findings) {
    this.file = file;
    this.locked = locked;
    this.block = block;
    this.update = update;
    this.findings = findings;
  }

  /** A block of which the lock holds nothing. */
  void unknown(LockedBlock now, Optional<String> moved) {
    String hint = moved
        .map(old -> ". But the lock holds " + old
            + ", which is gone, with the same members: if that was moved or renamed, write instead: @Block(formerly = \""
            + old + "\")")
        .orElse("");
    add(Diagnostic.LOCK_ADDED, block.site(), "the block " + now.className(), file, COMMAND, hint);
  }

  /** A block that the lock holds. */
  void compare(LockedBlock before, LockedBlock now, LockComparison.Blocks known) {
    if (now.version() < before.version()) {
      add(
          Diagnostic.LOCK_VERSION_BACK,
          block.site(),
          block.name(),
          now.version(),
          place(before.className()),
          before.version(),
          before.version());
      return;
    }
    if (now.version() > before.version()) {
      if (!update) {
        add(
            Diagnostic.LOCK_VERSION,
            block.site(),
            block.name(),
            now.version(),
            place(before.className()),
            before.version(),
            COMMAND);
      }
      return;
    }
    List<String> prefixes = new ArrayList<>();
    for (Change change : LockComparison.of(before, now, known)) {
      if (change.kind() == Change.Kind.PREFIX) {
        prefixes.add(change.is() + ": '" + change.locked() + "' -> '" + change.found() + "'");
      } else if (!update || change.isBreak()) {
        report(change, before);
      }
    }
    if (!prefixes.isEmpty() && !update && findings.isClean(block.name())) {
      add(
          Diagnostic.LOCK_PREFIX,
          block.site(),
          block.name(),
          prefixes.stream().limit(3).collect(Collectors.joining(", "))
              + (prefixes.size() > 3 ? ", and " + (prefixes.size() - 3) + " more" : ""),
          COMMAND);
    }
  }

  private void report(Change change, LockedBlock before) {
    Site site = site(change.is());
    String was = line(before, change.was());
    int next = before.version() + 1;
    switch (change.kind()) {
      case RENAMED ->
        add(
            Diagnostic.LOCK_RENAMED,
            site,
            change.is(),
            change.was(),
            was,
            annotation(change.is()),
            formerly(before, change.was()),
            next);
      case REMOVED ->
        add(
            Diagnostic.LOCK_REMOVED,
            site,
            change.is().isEmpty() || change.locked().isEmpty()
                ? change.was()
                : change.was() + ": " + change.locked(),
            was,
            next);
      case RESHAPED, RETYPED ->
        add(
            change.kind() == Change.Kind.RESHAPED
                ? Diagnostic.LOCK_RESHAPED
                : Diagnostic.LOCK_DTYPE,
            site,
            change.is(),
            change.found(),
            change.locked(),
            was,
            next);
      case REPLACED ->
        add(
            Diagnostic.LOCK_REPLACED,
            site,
            change.is(),
            change.found(),
            change.locked(),
            was,
            next);
      case FORGOTTEN ->
        add(
            Diagnostic.LOCK_FORGOTTEN,
            site,
            change.is(),
            change.locked(),
            was,
            change.found(),
            next);
      case ADDED ->
        add(
            Diagnostic.LOCK_ADDED,
            site,
            change.is() + " (" + change.found() + ")",
            file,
            COMMAND,
            "");
      case PREFIX -> throw new IllegalArgumentException("prefixes are said together");
    }
  }

  private void add(Diagnostic diagnostic, Site site, Object... arguments) {
    if (diagnostic.severity() == Kind.ERROR) {
      findings.add(block.name(), diagnostic, site, arguments);
    } else {
      findings.add(diagnostic, site, arguments);
    }
  }

  // The names to write: that in the lock, then those that it held of it.
  private String formerly(LockedBlock before, String name) {
    List<String> names = new ArrayList<>(
        Objects.requireNonNull(before.members().get(name)).lineage().names());
    Collections.reverse(names);
    String quoted = names.stream().map(BlockReport::quoted).collect(Collectors.joining(", "));
    return names.size() == 1 ? quoted : "{" + quoted + "}";
  }

  // As the source has it.
  private static String quoted(String name) {
    return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private String annotation(String name) {
    return block.params().stream().anyMatch(param -> param.name().equals(name)) ? "Param" : "Child";
  }

  private String place(String key) {
    return file + ":" + locked.line(key);
  }

  private String line(LockedBlock before, String name) {
    if (name.isEmpty()) {
      return "";
    }
    return place(LockFile.key(before.className(), name)) + ": "
        + LockText.line(
            before.className(), Objects.requireNonNull(before.members().get(name)));
  }

  private Site site(String name) {
    for (ChildModel child : block.children()) {
      if (child.name().equals(name)) {
        return child.site();
      }
    }
    for (ParamModel param : block.params()) {
      if (param.name().equals(name)) {
        return param.site();
      }
    }
    return block.site();
  }
}
