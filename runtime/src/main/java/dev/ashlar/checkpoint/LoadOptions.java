package dev.ashlar.checkpoint;

/**
 * How strict a load is. Immutable: each method returns new options.
 *
 * <p>{@code Checkpoint.load(model, file, LoadOptions.strict().allowMissing())}
 */
public final class LoadOptions {
  private static final LoadOptions STRICT = new LoadOptions(false, false);

  private final boolean missingAllowed;
  private final boolean extraIgnored;

  private LoadOptions(boolean missingAllowed, boolean extraIgnored) {
    this.missingAllowed = missingAllowed;
    this.extraIgnored = extraIgnored;
  }

  /**
   * What a load does unless told otherwise: the file holds the model's parameters, all of them and
   * no others.
   */
  public static LoadOptions strict() {
    return STRICT;
  }

  /**
   * Parameters that the file lacks keep what they have; the report names them. Gluon's
   * {@code allow_missing=True}.
   */
  public LoadOptions allowMissing() {
    return new LoadOptions(true, extraIgnored);
  }

  /**
   * What the file holds beyond the model's parameters is left out; the report names it. Gluon's
   * {@code ignore_extra=True}.
   */
  public LoadOptions ignoreExtra() {
    return new LoadOptions(missingAllowed, true);
  }

  /** Whether parameters may be missing in the file. */
  public boolean isMissingAllowed() {
    return missingAllowed;
  }

  /** Whether the file may hold more than the model has. */
  public boolean isExtraIgnored() {
    return extraIgnored;
  }

  @Override
  public String toString() {
    return "strict" + (missingAllowed ? ", but missing allowed" : "")
        + (extraIgnored ? ", but extra ignored" : "");
  }
}
