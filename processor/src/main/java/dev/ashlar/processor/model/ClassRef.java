package dev.ashlar.processor.model;

/**
 * A class that written code mentions.
 *
 * @param packageName empty for the unnamed package
 * @param className the simple name, after those of the classes around it: {@code Outer.Inner}
 */
public record ClassRef(String packageName, String className) {
  /** The last part of the class's name. */
  public String simple() {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
