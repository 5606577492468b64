package dev.ashlar.graph;

import dev.ashlar.graph.PrimitiveStage.Argument;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A function of each element of an array, or the sum of two arrays, by oneDNN, in the layout that
 * the first one has.
 *
 * @param x the array
 * @param does what is done
 * @param y the result
 */
record ElementwiseStage(Value x, Afterwards does, Value y) implements OneDnnStage {
  private static final int RANK_OF_IMAGES = 4;
  private static final int MOST_DIMENSIONS = dnnl.DNNL_MAX_NDIMS;

  /** The same stage by oneDNN, where it has it. */
  static Stage of(Stage stage) {
    if (!(stage instanceof OperationStage operation)) {
      return stage;
    }
    Value x = operation.reads().get(0);
    Value y = operation.writes().get(0);
    boolean suits =
        x.isPlainFloat() && y.type() == DataType.FLOAT && Arrays.equals(x.shape(), y.shape());
    Afterwards does = suits ? Afterwards.of(operation, x) : null;
    if (does == null) {
      return stage;
    }
    boolean takes = does.other() == null ? takes(does.function(), x) : x.rank() == RANK_OF_IMAGES;
    return takes ? new ElementwiseStage(x, does, y) : stage;
  }

  /**
   * Whether a function is for such an array. All are for images, so that these need not leave their
   * layout; for other arrays those that keep NaN, which oneDNN's ReLU makes 0.
   *
   * @param function oneDNN's number
   */
  static boolean takes(int function, Value x) {
    boolean keepsNaN = function == dnnl.dnnl_eltwise_logistic || function == dnnl.dnnl_eltwise_tanh;
    return x.rank() == RANK_OF_IMAGES || keepsNaN && x.rank() > 0 && x.rank() <= MOST_DIMENSIONS;
  }

  @Override
  public List<Value> reads() {
    return does.other() == null ? List.of(x) : List.of(x, does.other());
  }

  @Override
  public List<Value> writes() {
    return List.of(y);
  }

  /** A function of each element of an array. */
  static Primitive function(OneDnn owner, int function, Layout layout) {
    return Primitive.of(
        owner,
        "a function of each element",
        (descriptor, attributes) -> dnnl.dnnl_eltwise_forward_primitive_desc_create(
            descriptor,
            OneDnn.engine(),
            dnnl.dnnl_forward_training,
            function,
            layout.descriptor(),
            layout.descriptor(),
            0,
            0,
            attributes));
  }

  @Override
  public Stage settled(Layouts layouts) {
    OneDnn owner = layouts.owner();
    Layout layout = layouts.of(x);
    Argument result = layouts.write(dnnl.DNNL_ARG_DST, y, layout);
    if (does.other() == null) {
      return PrimitiveStage.of(
          function(owner, does.function(), layout),
          List.of(layouts.read(dnnl.DNNL_ARG_SRC, x, layout)),
          List.of(result));
    }
    Primitive primitive = Primitive.of(
        owner,
        "a sum",
        (descriptor, attributes) -> dnnl.dnnl_binary_primitive_desc_create(
            descriptor,
            OneDnn.engine(),
            dnnl.dnnl_binary_add,
            layout.descriptor(),
            layout.descriptor(),
            layout.descriptor(),
            attributes));
    return PrimitiveStage.of(
        primitive,
        List.of(
            layouts.read(dnnl.DNNL_ARG_SRC_0, x, layout),
            layouts.read(dnnl.DNNL_ARG_SRC_1, does.other(), layout)),
        List.of(result));
  }
}
