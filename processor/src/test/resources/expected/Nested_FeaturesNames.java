package good;

import javax.annotation.processing.Generated;

/**
 * The names in {@link Nested.Features}: of each block its hint, prefix and structural path; of each parameter its name, structural
 * name, shape and type. Prefixes and names are relative to the block's own prefix.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
public final class Nested_FeaturesNames {
  /**
   * The SHA-256 of all structural names with their types and shapes: equal for models that share files.
   */
  public static final String SCHEMA_HASH = "20c9a92281dc0844504d98a32933d41ca7470e30974917af58bb5a9fe1b08190";

  /**
   * The fields of the parameters, then of the children, in order.
   */
  public static final String FIELDS = "norm,drop,act";

  public static final String HINT = "sequential";

  public static final String PREFIX = "";

  public static final String PATH = "";

  private Nested_FeaturesNames() {
  }

  /**
   * {@code 0}: {@code LayerNorm(eps=1e-05, axis=-1, center=True, scale=True, in_channels=0)}.
   */
  public static final class _0 {
    public static final String HINT = "layernorm";

    public static final String PREFIX = "layernorm0_";

    public static final String PATH = "0";

    public static final String GAMMA = "layernorm0_gamma";

    public static final String GAMMA_PATH = "0.gamma";

    public static final String GAMMA_SHAPE = "(0,)";

    public static final String GAMMA_DTYPE = "float32";

    public static final String BETA = "layernorm0_beta";

    public static final String BETA_PATH = "0.beta";

    public static final String BETA_SHAPE = "(0,)";

    public static final String BETA_DTYPE = "float32";

    private _0() {
    }
  }

  /**
   * {@code 1}: {@code Dropout(p = 0.5, axes=())}.
   */
  public static final class _1 {
    public static final String HINT = "dropout";

    public static final String PREFIX = "dropout0_";

    public static final String PATH = "1";

    private _1() {
    }
  }

  /**
   * {@code 2}: {@code Activation(tanh)}.
   */
  public static final class _2 {
    public static final String HINT = "tanh";

    public static final String PREFIX = "tanh0_";

    public static final String PATH = "2";

    private _2() {
    }
  }
}
