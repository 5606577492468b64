package good;

import javax.annotation.processing.Generated;

/**
 * The names in {@link Renamed}: of each block its hint, prefix and structural path; of each parameter its name, structural
 * name, shape and type. Prefixes and names are relative to the block's own prefix.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
public final class RenamedNames {
  /**
   * The SHA-256 of all structural names with their types and shapes: equal for models that share files.
   */
  public static final String SCHEMA_HASH = "35eb67c2875379f787a47e190f46edac8b71be2464509673ad5b5e33547ccc04";

  /**
   * The fields of the parameters, then of the children, in order.
   */
  public static final String FIELDS = "scale,first,left,right,returned";

  public static final String HINT = "renamed";

  public static final String PREFIX = "";

  public static final String PATH = "";

  public static final String SCALE = "scale";

  public static final String SCALE_PATH = "scale";

  public static final String SCALE_SHAPE = "(2,)";

  public static final String SCALE_DTYPE = "float32";

  private RenamedNames() {
  }

  /**
   * {@code first}: {@code Dense(None -> 2, linear)}.
   */
  public static final class First {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense0_";

    public static final String PATH = "first";

    public static final String WEIGHT = "dense0_weight";

    public static final String WEIGHT_PATH = "first.weight";

    public static final String WEIGHT_SHAPE = "(2, 0)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "dense0_bias";

    public static final String BIAS_PATH = "first.bias";

    public static final String BIAS_SHAPE = "(2,)";

    public static final String BIAS_DTYPE = "float32";

    private First() {
    }
  }

  /**
   * {@code left}: {@code Dense(2 -> 2, linear)}.
   */
  public static final class Left {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense1_";

    public static final String PATH = "left";

    public static final String WEIGHT = "dense1_weight";

    public static final String WEIGHT_PATH = "left.weight";

    public static final String WEIGHT_SHAPE = "(2, 2)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "dense1_bias";

    public static final String BIAS_PATH = "left.bias";

    public static final String BIAS_SHAPE = "(2,)";

    public static final String BIAS_DTYPE = "float32";

    private Left() {
    }
  }

  /**
   * {@code right}: {@code Dense(2 -> 2, linear)}.
   */
  public static final class Right {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense2_";

    public static final String PATH = "right";

    public static final String WEIGHT = "dense2_weight";

    public static final String WEIGHT_PATH = "right.weight";

    public static final String WEIGHT_SHAPE = "(2, 2)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "dense2_bias";

    public static final String BIAS_PATH = "right.bias";

    public static final String BIAS_SHAPE = "(2,)";

    public static final String BIAS_DTYPE = "float32";

    private Right() {
    }
  }

  /**
   * {@code back}: {@code Dense(2 -> 2, linear)}.
   */
  public static final class Back {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense3_";

    public static final String PATH = "back";

    public static final String WEIGHT = "dense3_weight";

    public static final String WEIGHT_PATH = "back.weight";

    public static final String WEIGHT_SHAPE = "(2, 2)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "dense3_bias";

    public static final String BIAS_PATH = "back.bias";

    public static final String BIAS_SHAPE = "(2,)";

    public static final String BIAS_DTYPE = "float32";

    private Back() {
    }
  }
}
