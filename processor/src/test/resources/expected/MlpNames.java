package good;

import javax.annotation.processing.Generated;

/**
 * The names in {@link Mlp}: of each block its hint, prefix and structural path; of each parameter its name, structural
 * name, shape and type. Prefixes and names are relative to the block's own prefix.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
public final class MlpNames {
  /**
   * The SHA-256 of all structural names with their types and shapes: equal for models that share files.
   */
  public static final String SCHEMA_HASH = "1fe913fe6acaf0c031ca774e3cc4b409b916c3aacea600a3bad922ea0c0ab661";

  /**
   * The fields of the parameters, then of the children, in order.
   */
  public static final String FIELDS = "hidden,middle,output";

  public static final String HINT = "mlp";

  public static final String PREFIX = "";

  public static final String PATH = "";

  private MlpNames() {
  }

  /**
   * {@code hidden}: {@code Dense(784 -> 128, Activation(relu))}.
   */
  public static final class Hidden {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense0_";

    public static final String PATH = "hidden";

    public static final String WEIGHT = "dense0_weight";

    public static final String WEIGHT_PATH = "hidden.weight";

    public static final String WEIGHT_SHAPE = "(128, 784)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "dense0_bias";

    public static final String BIAS_PATH = "hidden.bias";

    public static final String BIAS_SHAPE = "(128,)";

    public static final String BIAS_DTYPE = "float32";

    private Hidden() {
    }
  }

  /**
   * {@code middle}: {@code Dense(128 -> 64, Activation(relu))}.
   */
  public static final class Middle {
    public static final String HINT = "dense";

    public static final String PREFIX = "dense1_";

    public static final String PATH = "middle";

    public static final String WEIGHT = "dense1_weight";

    public static final String WEIGHT_PATH = "middle.weight";

    public static final String WEIGHT_SHAPE = "(64, 128)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "dense1_bias";

    public static final String BIAS_PATH = "middle.bias";

    public static final String BIAS_SHAPE = "(64,)";

    public static final String BIAS_DTYPE = "float32";

    private Middle() {
    }
  }

  /**
   * {@code output}: {@code Dense(64 -> 10, linear)}.
   */
  public static final class Output {
    public static final String HINT = "dense";

    public static final String PREFIX = "out_";

    public static final String PATH = "output";

    public static final String WEIGHT = "out_weight";

    public static final String WEIGHT_PATH = "output.weight";

    public static final String WEIGHT_SHAPE = "(10, 64)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "out_bias";

    public static final String BIAS_PATH = "output.bias";

    public static final String BIAS_SHAPE = "(10,)";

    public static final String BIAS_DTYPE = "float32";

    private Output() {
    }
  }
}
