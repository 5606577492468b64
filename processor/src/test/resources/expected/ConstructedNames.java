package good;

import javax.annotation.processing.Generated;

/**
 * The names in {@link Constructed}: of each block its hint, prefix and structural path; of each parameter its name, structural
 * name, shape and type. Prefixes and names are relative to the block's own prefix.
 */
@Generated("dev.ashlar.processor.AshlarProcessor")
public final class ConstructedNames {
  /**
   * The SHA-256 of all structural names with their types and shapes: equal for models that share files.
   */
  public static final String SCHEMA_HASH = "fef159e4fde387e26cc105a894af3d869a5330b1d7a0ab4dc64243f233cb96e1";

  /**
   * The fields of the parameters, then of the children, in order.
   */
  public static final String FIELDS = "first,body,sized,holder,node_";

  public static final String HINT = "constructed";

  public static final String PREFIX = "";

  public static final String PATH = "";

  private ConstructedNames() {
  }

  /**
   * {@code first}: {@code assigned by the constructor}.
   */
  public static final class First {
    public static final String PATH = "first";

    private First() {
    }
  }

  /**
   * {@code body}: {@code assigned by the constructor}.
   */
  public static final class Body {
    public static final String HINT = "sequential";

    public static final String PREFIX = "body_";

    public static final String PATH = "body";

    private Body() {
    }
  }

  /**
   * {@code sized}: {@code Constructed.Sized}.
   */
  public static final class Sized {
    public static final String HINT = "sized";

    public static final String PATH = "sized";

    private Sized() {
    }
  }

  /**
   * {@code holder}: {@code Constructed.Holder}.
   */
  public static final class Holder {
    public static final String HINT = "holder";

    public static final String PATH = "holder";

    private Holder() {
    }
  }

  /**
   * {@code node_}: {@code Dense(None -> 3, linear)}.
   */
  public static final class Node_ {
    public static final String HINT = "dense";

    public static final String PATH = "node_";

    public static final String WEIGHT_PATH = "node_.weight";

    public static final String WEIGHT_SHAPE = "(3, 0)";

    public static final String WEIGHT_DTYPE = "float32";

    public static final String BIAS_PATH = "node_.bias";

    public static final String BIAS_SHAPE = "(3,)";

    public static final String BIAS_DTYPE = "float32";

    private Node_() {
    }
  }
}
