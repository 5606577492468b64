import javax.annotation.processing.Generated;

/**
 * The names in {@link Unnamed}: of each block its hint, prefix and structural path; of each parameter its name, structural
 * name, shape and type. Prefixes and names are relative to the block's own prefix.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
final class UnnamedNames {
  /**
   * The SHA-256 of all structural names with their types and shapes: equal for models that share files.
   */
  public static final String SCHEMA_HASH = "3d1dcb65f021ab79c92aaa88aa305f9eb957f69faa184532ef6ed68e50655944";

  /**
   * The fields of the parameters, then of the children, in order.
   */
  public static final String FIELDS = "only";

  public static final String HINT = "unnamed";

  public static final String PREFIX = "";

  public static final String PATH = "";

  private UnnamedNames() {
  }

  /**
   * {@code only}: {@code Dense(None -> 1, linear)}.
   */
  public static final class Only {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense0_";

    public static final String PATH = "only";

    public static final String WEIGHT = "dense0_weight";

    public static final String WEIGHT_PATH = "only.weight";

    public static final String WEIGHT_SHAPE = "(1, 0)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "dense0_bias";

    public static final String BIAS_PATH = "only.bias";

    public static final String BIAS_SHAPE = "(1,)";

    public static final String BIAS_DTYPE = "float32";

    private Only() {
    }
  }
}
