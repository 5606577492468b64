package dev.ashlar.naming;

import java.util.Locale;

/** The word that automatic prefixes of a kind of block begin with. */
public final class Hint {
  /** The hint of every container whose children have their positions for names. */
  public static final String SEQUENTIAL = "sequential";

  /** The hint of a block around a block whose input is added to its output. */
  public static final String RESIDUAL = "residual";

  private Hint() {}

  /**
   * {@return the hint of a block's class: its simple name in lower case}
   *
   * @param simpleClassName the class's name without its package
   */
  public static String of(String simpleClassName) {
    return simpleClassName.toLowerCase(Locale.ROOT);
  }
}
