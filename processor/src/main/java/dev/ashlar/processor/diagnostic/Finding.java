package dev.ashlar.processor.diagnostic;

import dev.ashlar.processor.model.Site;

/**
 * Something to say, and where.
 *
 * @param diagnostic what kind of thing
 * @param site where
 * @param message the whole message
 */
public record Finding(Diagnostic diagnostic, Site site, String message) {
  /** A finding whose message is made from the diagnostic's template. */
  public static Finding of(Diagnostic diagnostic, Site site, Object... arguments) {
    return new Finding(diagnostic, site, diagnostic.message(arguments));
  }
}
