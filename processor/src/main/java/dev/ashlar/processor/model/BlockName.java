package dev.ashlar.processor.model;

/**
 * The name of a block's class, from which those of the classes written for it follow.
 *
 * @param packageName empty for the unnamed package
 * @param className the simple name, after those of the classes around it: {@code Outer.Inner}
 */
public record BlockName(String packageName, String className) implements Comparable<BlockName> {
  /** The name by which source refers to the class. */
  public String qualified() {
    return inPackage(className);
  }

  /** The simple name of the class that is written to extend the block. */
  public String named() {
    return "Named" + flat();
  }

  /** The simple name of the class that is written to hold the block's names. */
  public String names() {
    return flat() + "Names";
  }

  /** {@link #named} with its package. */
  public String qualifiedNamed() {
    return inPackage(named());
  }

  /** {@link #names} with its package. */
  public String qualifiedNames() {
    return inPackage(names());
  }

  /** The last part of the class's name. */
  public String simple() {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  private String flat() {
    return className.replace('.', '_');
  }

  private String inPackage(String name) {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }

  @Override
  public int compareTo(BlockName other) {
    return qualified().compareTo(other.qualified());
  }

  @Override
  public String toString() {
    return className;
  }
}
