package dev.ashlar.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a file's keys are. */
public enum KeyScheme {
  /**
   * Structural names, {@code hidden.weight}: the same for every instance of a model, whatever its
   * prefix. Gluon's {@code save_parameters}.
   */
  STRUCTURAL("structural", "structural names", "Checkpoint.load(model, file)"),
  /**
   * Full names, {@code mlp0_dense0_weight}: they carry the prefix. Gluon's
   * {@code collect_params().save}.
   */
  FULL_NAME("full-name", "full names", "Checkpoint.loadByName(model, file)"),
  /**
   * Full names without the model's own prefix, {@code dense0_weight}. Gluon's
   * {@code collect_params().save} with {@code strip_prefix}.
   */
  STRIPPED("stripped", "full names without the model's prefix", null),
  /**
   * Full names with {@code arg:} in front, or {@code aux:} for values that training does not learn.
   * MXNet's exported models.
   */
  EXPORTED("exported", "full names with arg: and aux:", null);

  private final String word;
  private final String plural;
  private final @Nullable String loadCall; // null: the general one

  KeyScheme(String word, String plural, @Nullable String loadCall) {
    this.word = word;
    this.plural = plural;
    this.loadCall = loadCall;
  }

  /** The word that stands for it in a file's metadata. */
  String word() {
    return word;
  }

  static Optional<KeyScheme> ofWord(String word) {
    return Arrays.stream(values()).filter(scheme -> scheme.word.equals(word)).findFirst();
  }

  /** The call that loads such a file. */
  String loadCall() {
    return loadCall == null ? loadCallWith("") : loadCall;
  }

  /** The call that loads such a file with a further option. */
  String loadCallWith(String further) {
    String options = "(model, file, LoadOptions.strict()";
    return switch (this) {
      case STRUCTURAL -> "Checkpoint.load" + options + further + ")";
      case FULL_NAME -> "Checkpoint.loadByName" + options + further + ")";
      case STRIPPED, EXPORTED -> "Checkpoint.load" + options + option() + further + ")";
    };
  }

  /** The option that says that a file's keys are these. */
  String option() {
    return ".keys(KeyScheme." + name() + ")";
  }

  /** As it is called in reports: {@code structural names}, {@code full names}. */
  @Override
  public String toString() {
    return plural;
  }
}
