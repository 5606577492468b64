package dev.ashlar.processor.model;

/**
 * A child of which nothing can be made, or of which a name was refused: what comes after it may be
 * named and shaped otherwise than it seems.
 *
 * @param position how many children that can be made stand before it
 * @param child the little that is known of it
 */
public record BrokenChild(int position, ChildModel child) {}
