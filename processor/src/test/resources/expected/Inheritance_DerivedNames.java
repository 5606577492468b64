package good;

import javax.annotation.processing.Generated;

/**
 * The names in {@link Inheritance.Derived}: of each block its hint, prefix and structural path; of each parameter its name, structural
 * name, shape and type. Prefixes and names are relative to the block's own prefix.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
public final class Inheritance_DerivedNames {
  /**
   * The SHA-256 of all structural names with their types and shapes: equal for models that share files.
   */
  public static final String SCHEMA_HASH = "8c2c2b781f89c8bd920084b6806cb6a4b338d42d150bb78bb8a65b3348816117";

  /**
   * The fields of the parameters, then of the children, in order.
   */
  public static final String FIELDS = "base,own";

  public static final String HINT = "derived";

  public static final String PREFIX = "";

  public static final String PATH = "";

  private Inheritance_DerivedNames() {
  }

  /**
   * {@code base}: {@code Dense(3 -> 3, linear)}.
   */
  public static final class Base {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense0_";

    public static final String PATH = "base";

    public static final String WEIGHT = "dense0_weight";

    public static final String WEIGHT_PATH = "base.weight";

    public static final String WEIGHT_SHAPE = "(3, 3)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "dense0_bias";

    public static final String BIAS_PATH = "base.bias";

    public static final String BIAS_SHAPE = "(3,)";

    public static final String BIAS_DTYPE = "float32";

    private Base() {
    }
  }

  /**
   * {@code own}: {@code Dense(3 -> 2, linear)}.
   */
  public static final class Own {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense1_";

    public static final String PATH = "own";

    public static final String WEIGHT = "dense1_weight";

    public static final String WEIGHT_PATH = "own.weight";

    public static final String WEIGHT_SHAPE = "(2, 3)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "dense1_bias";

    public static final String BIAS_PATH = "own.bias";

    public static final String BIAS_SHAPE = "(2,)";

    public static final String BIAS_DTYPE = "float32";

    private Own() {
    }
  }
}
