package good;

import javax.annotation.processing.Generated;

/**
 * The names in {@link Inheritance.Base}: of each block its hint, prefix and structural path; of each parameter its name, structural
 * name, shape and type. Prefixes and names are relative to the block's own prefix.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
public final class Inheritance_BaseNames {
  /**
   * The SHA-256 of all structural names with their types and shapes: equal for models that share files.
   */
  public static final String SCHEMA_HASH = "ec37927ccdae8f1fb943b6853a110ea73b2f5d367ee7b54fc8cbffbc89ecbeae";

  /**
   * The fields of the parameters, then of the children, in order.
   */
  public static final String FIELDS = "base";

  public static final String HINT = "base";

  public static final String PREFIX = "";

  public static final String PATH = "";

  private Inheritance_BaseNames() {
  }

  /**
   * {@code base}: {@code Dense(None -> 3, linear)}.
   */
  public static final class Base {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense0_";

    public static final String PATH = "base";

    public static final String WEIGHT = "dense0_weight";

    public static final String WEIGHT_PATH = "base.weight";

    public static final String WEIGHT_SHAPE = "(3, 0)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "dense0_bias";

    public static final String BIAS_PATH = "base.bias";

    public static final String BIAS_SHAPE = "(3,)";

    public static final String BIAS_DTYPE = "float32";

    private Base() {
    }
  }
}
