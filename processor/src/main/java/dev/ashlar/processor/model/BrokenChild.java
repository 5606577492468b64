package dev.ashlar.processor.model;

/**
 * A child of which nothing can be made.
 *
 * @param position how many children that can be made stand before it
 * @param child the little that is known of it
 */
public record BrokenChild(int position, ChildModel child) {}
