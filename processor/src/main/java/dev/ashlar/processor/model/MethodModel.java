package dev.ashlar.processor.model;

import java.util.List;

/**
 * A method that a block's class, or {@code Layer}, has already.
 *
 * @param owner the qualified name of the class that declares it
 * @param name its name
 * @param erasedParameters the erased types of its parameters
 */
public record MethodModel(String owner, String name, List<String> erasedParameters) {
  private static final List<String> EVERYWHERE = List.of("java.lang.Object", "dev.ashlar.Layer");

  /** Whether the user wrote it, rather than its being every block's. */
  public boolean isUsers() {
    return !EVERYWHERE.contains(owner);
  }

  /** Whether it has that name and those parameters. */
  public boolean is(String otherName, List<String> otherErasedParameters) {
    return name.equals(otherName) && erasedParameters.equals(otherErasedParameters);
  }

  /** Class, name and parameters, for messages. */
  @Override
  public String toString() {
    return owner + "." + name + "(" + String.join(", ", erasedParameters) + ")";
  }
}
