package dev.ashlar.processor.model;

import java.util.List;

/**
 * A constructor that the user's class has.
 *
 * @param site the constructor
 * @param written whether it stands in the source, rather than being the default one
 * @param isPublic whether those written for it can be called from other packages
 * @param erasedParameters the erased types of its parameters
 */
public record ConstructorModel(Site site, boolean written, boolean isPublic, List<String> erasedParameters) {}
