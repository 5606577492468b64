package dev.ashlar.checkpoint;

/** What a file's keys are. */
public enum KeyScheme {
  /**
   * Structural names, {@code hidden.weight}: the same for every instance of a model, whatever its
   * prefix.
   */
  STRUCTURAL("structural", "structural names", "save", "load"),
  /**
   * Full names, {@code mlp0_dense0_weight}, as Gluon's {@code collect_params().save} writes them:
   * they carry the prefix.
   */
  FULL_NAME("full-name", "full names", "saveByName", "loadByName");

  private final String word;
  private final String plural;
  private final String saveCall;
  private final String loadCall;

  KeyScheme(String word, String plural, String saveCall, String loadCall) {
    this.word = word;
    this.plural = plural;
    this.saveCall = "Checkpoint." + saveCall;
    this.loadCall = "Checkpoint." + loadCall;
  }

  /** The word that stands for it in a file's metadata. */
  String word() {
    return word;
  }

  String saveCall() {
    return saveCall;
  }

  String loadCall() {
    return loadCall;
  }

  /** As it is called in reports: {@code structural names}, {@code full names}. */
  @Override
  public String toString() {
    return plural;
  }
}
