package good;

import javax.annotation.processing.Generated;

/**
 * The names in {@link Nested}: of each block its hint, prefix and structural path; of each parameter its name, structural
 * name, shape and type. Prefixes and names are relative to the block's own prefix.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
public final class NestedNames {
  /**
   * The SHA-256 of all structural names with their types and shapes: equal for models that share files.
   */
  public static final String SCHEMA_HASH = "4186df5ab09307b4cd0ca76c702976253a34bbab52a95406fe2f4b266314bdac";

  /**
   * The fields of the parameters, then of the children, in order.
   */
  public static final String FIELDS = "features,more,heads,tail";

  public static final String HINT = "nested";

  public static final String PREFIX = "";

  public static final String PATH = "";

  private NestedNames() {
  }

  /**
   * {@code features}: {@code Nested.Features}.
   */
  public static final class Features {
    public static final String HINT = "sequential";

    public static final String PREFIX = "";

    public static final String PATH = "features";

    private Features() {
    }
  }

  /**
   * {@code features.0}: {@code LayerNorm(eps=1e-05, axis=-1, center=True, scale=True, in_channels=8)}.
   */
  public static final class Features_0 {
    public static final String HINT = "layernorm";

    public static final String PREFIX = "layernorm0_";

    public static final String PATH = "features.0";

    public static final String GAMMA = "layernorm0_gamma";

    public static final String GAMMA_PATH = "features.0.gamma";

    public static final String GAMMA_SHAPE = "(8,)";

    public static final String GAMMA_DTYPE = "float32";

    public static final String BETA = "layernorm0_beta";

    public static final String BETA_PATH = "features.0.beta";

    public static final String BETA_SHAPE = "(8,)";

    public static final String BETA_DTYPE = "float32";

    private Features_0() {
    }
  }

  /**
   * {@code features.1}: {@code Dropout(p = 0.5, axes=())}.
   */
  public static final class Features_1 {
    public static final String HINT = "dropout";

    public static final String PREFIX = "dropout0_";

    public static final String PATH = "features.1";

    private Features_1() {
    }
  }

  /**
   * {@code features.2}: {@code Activation(tanh)}.
   */
  public static final class Features_2 {
    public static final String HINT = "tanh";

    public static final String PREFIX = "tanh0_";

    public static final String PATH = "features.2";

    private Features_2() {
    }
  }

  /**
   * {@code more}: {@code Sequential}.
   */
  public static final class More {
    public static final String HINT = "sequential";

    public static final String PREFIX = "sequential0_";

    public static final String PATH = "more";

    private More() {
    }
  }

  /**
   * {@code more.0}: {@code Nested.Features}.
   */
  public static final class More_0 {
    public static final String HINT = "sequential";

    public static final String PREFIX = "sequential0_sequential0_";

    public static final String PATH = "more.0";

    private More_0() {
    }
  }

  /**
   * {@code more.0.0}: {@code LayerNorm(eps=1e-05, axis=-1, center=True, scale=True, in_channels=8)}.
   */
  public static final class More_0_0 {
    public static final String HINT = "layernorm";

    public static final String PREFIX = "sequential0_sequential0_layernorm0_";

    public static final String PATH = "more.0.0";

    public static final String GAMMA = "sequential0_sequential0_layernorm0_gamma";

    public static final String GAMMA_PATH = "more.0.0.gamma";

    public static final String GAMMA_SHAPE = "(8,)";

    public static final String GAMMA_DTYPE = "float32";

    public static final String BETA = "sequential0_sequential0_layernorm0_beta";

    public static final String BETA_PATH = "more.0.0.beta";

    public static final String BETA_SHAPE = "(8,)";

    public static final String BETA_DTYPE = "float32";

    private More_0_0() {
    }
  }

  /**
   * {@code more.0.1}: {@code Dropout(p = 0.5, axes=())}.
   */
  public static final class More_0_1 {
    public static final String HINT = "dropout";

    public static final String PREFIX = "sequential0_sequential0_dropout0_";

    public static final String PATH = "more.0.1";

    private More_0_1() {
    }
  }

  /**
   * {@code more.0.2}: {@code Activation(tanh)}.
   */
  public static final class More_0_2 {
    public static final String HINT = "tanh";

    public static final String PREFIX = "sequential0_sequential0_tanh0_";

    public static final String PATH = "more.0.2";

    private More_0_2() {
    }
  }

  /**
   * {@code more.1}: {@code Nested.Features}.
   */
  public static final class More_1 {
    public static final String HINT = "sequential";

    public static final String PREFIX = "sequential0_sequential1_";

    public static final String PATH = "more.1";

    private More_1() {
    }
  }

  /**
   * {@code more.1.0}: {@code LayerNorm(eps=1e-05, axis=-1, center=True, scale=True, in_channels=8)}.
   */
  public static final class More_1_0 {
    public static final String HINT = "layernorm";

    public static final String PREFIX = "sequential0_sequential1_layernorm0_";

    public static final String PATH = "more.1.0";

    public static final String GAMMA = "sequential0_sequential1_layernorm0_gamma";

    public static final String GAMMA_PATH = "more.1.0.gamma";

    public static final String GAMMA_SHAPE = "(8,)";

    public static final String GAMMA_DTYPE = "float32";

    public static final String BETA = "sequential0_sequential1_layernorm0_beta";

    public static final String BETA_PATH = "more.1.0.beta";

    public static final String BETA_SHAPE = "(8,)";

    public static final String BETA_DTYPE = "float32";

    private More_1_0() {
    }
  }

  /**
   * {@code more.1.1}: {@code Dropout(p = 0.5, axes=())}.
   */
  public static final class More_1_1 {
    public static final String HINT = "dropout";

    public static final String PREFIX = "sequential0_sequential1_dropout0_";

    public static final String PATH = "more.1.1";

    private More_1_1() {
    }
  }

  /**
   * {@code more.1.2}: {@code Activation(tanh)}.
   */
  public static final class More_1_2 {
    public static final String HINT = "tanh";

    public static final String PREFIX = "sequential0_sequential1_tanh0_";

    public static final String PATH = "more.1.2";

    private More_1_2() {
    }
  }

  /**
   * {@code heads}: {@code Sequential}.
   */
  public static final class Heads {
    public static final String HINT = "sequential";

    public static final String PREFIX = "heads_";

    public static final String PATH = "heads";

    private Heads() {
    }
  }

  /**
   * {@code heads.0}: {@code Dense(32 -> 8, linear)}.
   */
  public static final class Heads_0 {
    public static final String HINT = "dense";

    public static final String PREFIX = "heads_dense0_";

    public static final String PATH = "heads.0";

    public static final String WEIGHT = "heads_dense0_weight";

    public static final String WEIGHT_PATH = "heads.0.weight";

    public static final String WEIGHT_SHAPE = "(8, 32)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "heads_dense0_bias";

    public static final String BIAS_PATH = "heads.0.bias";

    public static final String BIAS_SHAPE = "(8,)";

    public static final String BIAS_DTYPE = "float32";

    private Heads_0() {
    }
  }

  /**
   * {@code heads.1}: {@code Dense(8 -> 8, linear)}.
   */
  public static final class Heads_1 {
    public static final String HINT = "dense";

    public static final String PREFIX = "heads_dense1_";

    public static final String PATH = "heads.1";

    public static final String WEIGHT = "heads_dense1_weight";

    public static final String WEIGHT_PATH = "heads.1.weight";

    public static final String WEIGHT_SHAPE = "(8, 8)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS = "heads_dense1_bias";

    public static final String BIAS_PATH = "heads.1.bias";

    public static final String BIAS_SHAPE = "(8,)";

    public static final String BIAS_DTYPE = "float32";

    private Heads_1() {
    }
  }

  /**
   * {@code tail}: {@code Nested.Tail}.
   */
  public static final class Tail {
    public static final String HINT = "tail";

    public static final String PREFIX = "tail0_";

    public static final String PATH = "tail";

    private Tail() {
    }
  }

  /**
   * {@code tail.last}: {@code Dense(8 -> 2, linear)}.
   */
  public static final class Tail_Last {
    public static final String HINT = "dense";

    public static final String PREFIX = "tail0_dense0_";

    public static final String PATH = "tail.last";

    public static final String WEIGHT = "tail0_dense0_weight";

    public static final String WEIGHT_PATH = "tail.last.weight";

    public static final String WEIGHT_SHAPE = "(2, 8)";

    public static final String WEIGHT_DTYPE = "float32";

    private Tail_Last() {
    }
  }
}
