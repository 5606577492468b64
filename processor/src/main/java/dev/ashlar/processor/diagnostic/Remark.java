package dev.ashlar.processor.diagnostic;

/**
 * Something to say that belongs to no place in the source: of an option, of a line of another file.
 *
 * @param diagnostic what kind of thing
 * @param message the whole message
 */
public record Remark(Diagnostic diagnostic, String message) {}
