package dev.ashlar.processor.model;

import java.util.List;

/**
 * A method that a block's class, or {@code Layer}, has already.
 *
 * @param owner the class that declares it
 * @param name its name
 * @param erasedParameters the erased types of its parameters
 */
public record MethodModel(String owner, String name, List<String> erasedParameters) {
  /** Class, name and parameters, for messages. */
  @Override
  public String toString() {
    return owner + "." + name + "(" + String.join(", ", erasedParameters) + ")";
  }
}
