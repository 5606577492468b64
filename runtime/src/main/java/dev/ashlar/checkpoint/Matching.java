package dev.ashlar.checkpoint;

import dev.ashlar.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which array of a file is which parameter of a model's.
 *
 * @param pairs the parameters that have one, in the model's order
 * @param missing the names of those that have none, in the model's order
 * @param extra the file's names that no parameter has, in the file's order
 */
record Matching(List<Pair> pairs, List<String> missing, List<String> extra) {
  private static final int HIGHEST_RANK = 32; // ND4J's

  /**
   * A parameter and its array.
   *
   * @param name the parameter's name
   * @param parameter the parameter
   * @param entries the array; more than one where the file stores a tied weight once a path
   */
  record Pair(String name, Parameter parameter, List<TensorEntry> entries) {
    TensorEntry entry() {
      return entries.get(0);
    }
  }

  /**
   * Matches a model with a file.
   *
   * @throws MismatchException if they do not match as the options ask, or a shape or type differs
   */
  static Matching of(ModelKeys model, FileIndex file, LoadOptions options) {
    List<Pair> pairs = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (ModelKeys.Slot slot : model.slots()) {
      Set<TensorEntry> found = new LinkedHashSet<>();
      slot.keys().forEach(key -> file.find(key).ifPresent(found::add));
      if (found.isEmpty()) {
        missing.add(slot.name());
      } else {
        pairs.add(new Pair(slot.name(), slot.parameter(), List.copyOf(found)));
      }
    }
    Set<String> extra = file.all();
    extra.removeAll(model.all());
    Matching matching = new Matching(pairs, missing, List.copyOf(extra));
    matching.require(options, new MismatchMessage(model, file, matching));
    return matching;
  }

  private void require(LoadOptions options, MismatchMessage message) {
    if (!missing.isEmpty() && !options.isMissingAllowed()) {
      throw mismatch(message.missing());
    }
    if (!extra.isEmpty() && !options.isExtraIgnored()) {
      throw mismatch(message.extra());
    }
    if (pairs.isEmpty() && !missing.isEmpty()) {
      throw mismatch(message.nothing());
    }
    for (Pair pair : pairs) {
      for (TensorEntry entry : pair.entries()) {
        if (!entry.type().is(pair.parameter().dtype())) {
          throw mismatch(message.type(pair, entry));
        }
        if (!entry.shape().isKnown()
            || entry.shape().rank() > HIGHEST_RANK
            || !pair.parameter().shape().fits(entry.shape())) {
          throw mismatch(message.shape(pair, entry));
        }
      }
    }
  }

  private MismatchException mismatch(String message) {
    return new MismatchException(message, missing, extra);
  }
}
