package good;

import javax.annotation.processing.Generated;

/**
 * The names in {@link StringFirst}: of each block its hint, prefix and structural path; of each parameter its name, structural
 * name, shape and type. Prefixes and names are relative to the block's own prefix.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
final class StringFirstNames {
  /**
   * The SHA-256 of all structural names with their types and shapes: equal for models that share files.
   */
  public static final String SCHEMA_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  /**
   * The fields of the parameters, then of the children, in order.
   */
  public static final String FIELDS = "";

  public static final String HINT = "stringfirst";

  public static final String PREFIX = "";

  public static final String PATH = "";

  private StringFirstNames() {
  }
}
