package dev.ashlar.processor.diagnostic;

import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.Site;
import java.util.Optional;

/**
 * Something to say, and where.
 *
 * @param diagnostic what kind of thing
 * @param site where
 * @param message the whole message
 * @param block the block with which it is wrong; empty outside of blocks
 */
public record Finding(Diagnostic diagnostic, Site site, String message, Optional<BlockName> block) {
  /** A finding whose message is made from the diagnostic's template. */
  static Finding of(
      Diagnostic diagnostic, Site site, Optional<BlockName> block, Object... arguments) {
    return new Finding(diagnostic, site, diagnostic.message(arguments), block);
  }
}
