package dev.ashlar.processor.discover;

import dev.ashlar.processor.model.BlockName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The blocks of this compilation that have been seen so far; all others come from jars. */
final class SourceBlocks {
  private final Map<String, BlockName> byNamed = new HashMap<>();
  private final Set<String> written = new HashSet<>();

  void add(BlockName name) {
    byNamed.put(name.qualifiedNamed(), name);
    written.add(name.qualifiedNamed());
    written.add(name.qualifiedNames());
  }

  boolean contains(BlockName name) {
    return name.equals(byNamed.get(name.qualifiedNamed()));
  }

  /** Whether a class of that name is, or will be, written for a block. */
  boolean isWritten(String qualified) {
    return written.contains(qualified);
  }

  /** The block for which a class of that name is, or will be, written. */
  Optional<BlockName> ofNamed(String qualifiedNamed) {
    return Optional.ofNullable(byNamed.get(qualifiedNamed));
  }
}
