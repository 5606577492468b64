package good;

import javax.annotation.processing.Generated;

/**
 * The names in {@link TwoInputs}: of each block its hint, prefix and structural path; of each parameter its name, structural
 * name, shape and type. Prefixes and names are relative to the block's own prefix.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
public final class TwoInputsNames {
  /**
   * The SHA-256 of all structural names with their types and shapes: equal for models that share files.
   */
  public static final String SCHEMA_HASH = "3a02ff3d326ec63eafccc9f0b503d2693fea4d857710e334e3ca94c2312b07e5";

  /**
   * The fields of the parameters, then of the children, in order.
   */
  public static final String FIELDS = "scale,shift,left,right";

  public static final String HINT = "pair";

  public static final String PREFIX = "";

  public static final String PATH = "";

  public static final String SCALE = "scale";

  public static final String SCALE_PATH = "scale";

  public static final String SCALE_SHAPE = "(8,)";

  public static final String SCALE_DTYPE = "float32";

  public static final String OFFSET = "offset";

  public static final String OFFSET_PATH = "offset";

  public static final String OFFSET_SHAPE = "(1, 8)";

  public static final String OFFSET_DTYPE = "float64";

  private TwoInputsNames() {
  }

  /**
   * {@code left}: {@code Dense(None -> 8, linear)}.
   */
  public static final class Left {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense0_";

    public static final String PATH = "left";

    public static final String WEIGHT = "dense0_weight";

    public static final String WEIGHT_PATH = "left.weight";

    public static final String WEIGHT_SHAPE = "(8, 0)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "dense0_bias";

    public static final String BIAS_PATH = "left.bias";

    public static final String BIAS_SHAPE = "(8,)";

    public static final String BIAS_DTYPE = "float32";

    private Left() {
    }
  }

  /**
   * {@code other}: {@code Dense(None -> 8, linear)}.
   */
  public static final class Other {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense1_";

    public static final String PATH = "other";

    public static final String WEIGHT = "dense0_weight";

    public static final String WEIGHT_PATH = "other.weight";

    public static final String WEIGHT_SHAPE = "(8, 0)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "dense0_bias";

    public static final String BIAS_PATH = "other.bias";

    public static final String BIAS_SHAPE = "(8,)";

    public static final String BIAS_DTYPE = "float32";

    private Other() {
    }
  }
}
