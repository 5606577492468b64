package dev.ashlar.checkpoint;

import dev.ashlar.naming.NameList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Whether a file holds other versions of the model, or of blocks inside it, than the model has. */
final class VersionCheck {
  private final Matching matching;
  private final SavedNames file;
  private final ModelKeys model;

  VersionCheck(Matching matching, SavedNames file) {
    this.matching = matching;
    this.file = file;
    this.model = matching.names().model();
  }

  /** What to say of the first version that differs; empty if none does. */
  Optional<String> failure(LoadOptions options) {
    if (!file.saved().isOurs()) {
      return Optional.empty();
    }
    return model.versions().entrySet().stream()
        .filter(entry -> differs(entry, options))
        .findFirst()
        .map(entry -> message(entry.getKey(), entry.getValue()));
  }

  private boolean differs(Map.Entry<String, Integer> block, LoadOptions options) {
    Optional<Integer> found = versionInFile(block.getKey());
    return found.isPresent()
        && !found.get().equals(block.getValue())
        && options.version().orElse(block.getValue()) != found.get();
  }

  // The root's version says something of the same class, which may have moved, and only of that; a
  // block's, if the file holds the block.
  private Optional<Integer> versionInFile(String path) {
    if (path.isEmpty()) {
      boolean isWhole = matching.missing().isEmpty() && matching.extra().isEmpty();
      return file.saved()
          .model()
          .filter(saved -> isWhole || saved.equals(model.modelClass()))
          .map(saved -> file.saved().version(""));
    }
    if (model.scheme() != KeyScheme.STRUCTURAL) {
      return Optional.empty();
    }
    int depth = path.split("\\.").length;
    return matching.pairs().stream()
        .filter(pair -> pair.key().startsWith(path + "."))
        .map(
            pair -> String.join(".", Arrays.asList(pair.fileName().split("\\.")).subList(0, depth)))
        .findFirst()
        .map(file.saved()::version);
  }

  private String message(String path, int wanted) {
    int found = versionInFile(path).orElseThrow();
    String what = path.isEmpty()
        ? "version " + found + " of " + NameList.shorten(file.saved().model().orElseThrow())
        : "version " + found + " of the block '" + path + "'";
    return "file '" + file.file().path() + "' was saved from " + what + ", the model has version "
        + wanted
        + (found > wanted
            ? ": it was saved by a newer program."
            : ": version " + wanted + " was declared because files of before no longer fit.")
        + " To load it all the same, call "
        + model.scheme().loadCallWith(".acceptVersion(" + found + ")")
        + ", and say what has changed by rename, allowMissing or ignoreExtra.";
  }
}
