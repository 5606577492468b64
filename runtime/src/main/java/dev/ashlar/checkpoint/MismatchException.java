package dev.ashlar.checkpoint;

import java.util.List;

/** A file is whole, but its parameters are not the model's. No parameter was changed. */
public final class MismatchException extends CheckpointException {
  private static final long serialVersionUID = 1;

  /** What the file lacks. */
  private final String[] missing;

  /** What the model lacks. */
  private final String[] extra;

  MismatchException(String message, List<String> missing, List<String> extra) {
    super(message);
    this.missing = missing.toArray(String[]::new);
    this.extra = extra.toArray(String[]::new);
  }

  /** {@return the names that the model has and the file lacks, in the model's order} */
  public List<String> missing() {
    return List.of(missing);
  }

  /** {@return the names that the file has and the model lacks, in the file's order} */
  public List<String> extra() {
    return List.of(extra);
  }
}
