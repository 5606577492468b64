package dev.ashlar.checkpoint;

import dev.ashlar.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which scheme a file's keys are of: what the options say, or the file, or the only one under which
 * names match. Never the likelier one of several.
 */
final class SchemeChoice {
  private SchemeChoice() {}

  /**
   * Chooses the scheme and matches the names under it.
   *
   * @throws CheckpointException if the options say another scheme than the file, or several schemes
   *     match, with different arrays
   */
  static NameMatch choose(Layer model, SavedNames file, LoadOptions options) {
    Optional<KeyScheme> said = file.saved().scheme();
    if (said.isPresent()
        && options.keys().isPresent()
        && said.get() != options.keys().get()) {
      throw new CheckpointException(
          "file '" + file.file().path() + "' says that it holds " + said.get() + ", not "
              + options.keys().get() + ": call " + said.get().loadCall());
    }
    return said.or(options::keys)
        .map(scheme -> NameMatch.of(ModelKeys.of(model, scheme), file))
        .orElseGet(() -> onlyOne(model, file));
  }

  private static NameMatch onlyOne(Layer model, SavedNames file) {
    List<NameMatch> matches = matches(model, file);
    List<NameMatch> kept = new ArrayList<>();
    for (NameMatch match : matches) {
      if (kept.stream().noneMatch(match::isPartOf)) {
        kept.removeIf(other -> other.isPartOf(match));
        kept.add(match);
      }
    }
    if (kept.size() > 1) {
      throw new MismatchException(ambiguous(file, kept), List.of(), List.of());
    }
    return kept.isEmpty()
        ? NameMatch.of(ModelKeys.of(model, KeyScheme.STRUCTURAL), file)
        : kept.get(0);
  }

  /** The schemes under which a file has names of the model's, whatever the file says. */
  static List<NameMatch> matches(Layer model, SavedNames file) {
    return Arrays.stream(KeyScheme.values())
        .flatMap(scheme -> ModelKeys.ifAny(model, scheme).stream())
        .map(keys -> NameMatch.of(keys, file))
        .filter(match -> match.hits() > 0)
        .toList();
  }

  private static String ambiguous(SavedNames file, List<NameMatch> matches) {
    return "file '" + file.file().path() + "' fits the model in more than one way: "
        + matches.stream()
            .map(match -> "by " + match.model().scheme() + " (" + match.hits() + " of "
                + match.model().slots().size() + " parameters)")
            .collect(Collectors.joining(", "))
        + ". Say which: Checkpoint.load(model, file, LoadOptions.strict()"
        + matches.get(0).model().scheme().option() + ")";
  }
}
