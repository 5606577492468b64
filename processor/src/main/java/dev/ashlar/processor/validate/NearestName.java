package dev.ashlar.processor.validate;

import dev.ashlar.naming.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class NearestName {
  private NearestName() {}

  /** The nearest of the names, if one is near: at most half of its letters differ. */
  static Optional<String> of(String wrong, Collection<String> names) {
    return names.stream()
        .min(Comparator.<String>comparingInt(name -> EditDistance.between(wrong, name))
            .thenComparing(Comparator.naturalOrder()))
        .filter(name ->
            EditDistance.between(wrong, name) * 2 <= Math.max(name.length(), wrong.length()));
  }
}
