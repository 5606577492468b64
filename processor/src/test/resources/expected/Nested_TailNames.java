package good;

import javax.annotation.processing.Generated;

/**
 * The names in {@link Nested.Tail}: of each block its hint, prefix and structural path; of each parameter its name, structural
 * name, shape and type. Prefixes and names are relative to the block's own prefix.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
final class Nested_TailNames {
  /**
   * The SHA-256 of all structural names with their types and shapes: equal for models that share files.
   */
  public static final String SCHEMA_HASH = "5ad0e66a7fe87a91b8f2437c67377ffc2b89e4770724878d23d6ee7b2e67e79f";

  /**
   * The fields of the parameters, then of the children, in order.
   */
  public static final String FIELDS = "last";

  public static final String HINT = "tail";

  public static final String PREFIX = "";

  public static final String PATH = "";

  private Nested_TailNames() {
  }

  /**
   * {@code last}: {@code Dense(None -> 2, linear)}.
   */
  public static final class Last {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense0_";

    public static final String PATH = "last";

    public static final String WEIGHT = "dense0_weight";

    public static final String WEIGHT_PATH = "last.weight";

    public static final String WEIGHT_SHAPE = "(2, 0)";

    public static final String WEIGHT_DTYPE = "float32";

    private Last() {
    }
  }
}
