package dev.ashlar.layer;

/** A setting of a layer has a value that it cannot have. */
public final class SettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** The name of the setting. */
  private final String setting;

  private SettingException(String setting, String message) {
    super(message);
    this.setting = setting;
  }

  /**
   * Says no unless {@code holds}.
   *
   * @param holds whether the value is allowed
   * @param setting the name of the setting, as the annotation has it
   * @param rule what must hold, as {@code "at least 1"}
   * @param found the value
   */
  public static void require(boolean holds, String setting, String rule, Object found) {
    if (!holds) {
      throw new SettingException(setting, setting + " must be " + rule + ", found " + found);
    }
  }

  /** {@return the name of the setting} */
  public String setting() {
    return setting;
  }
}
