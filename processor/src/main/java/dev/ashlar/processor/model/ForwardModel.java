package dev.ashlar.processor.model;

import java.util.List;

/**
 * A block's own computation.
 *
 * @param site the method
 * @param inputs the names of its parameters, which name the block's inputs
 */
public record ForwardModel(Site site, List<String> inputs) {}
