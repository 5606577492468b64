package dev.ashlar.processor.model;

import java.util.List;

/**
 * A constructor that the user's class has.
 *
 * @param site the constructor
 * @param isPublic whether those written for it can be called from other packages
 * @param isVarArgs whether the last parameter takes any number of arguments
 * @param parameters the names of its parameters
 * @param erasedParameters the erased types of its parameters
 */
public record ConstructorModel(
    Site site,
    boolean isPublic,
    boolean isVarArgs,
    List<String> parameters,
    List<String> erasedParameters) {}
