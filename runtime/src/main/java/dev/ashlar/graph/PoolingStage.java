package dev.ashlar.graph;

import dev.ashlar.graph.PrimitiveStage.Argument;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The largest element, or the mean, of each window of images, by oneDNN.
 *
 * @param window the window
 * @param function oneDNN's number of what is taken of each window
 * @param x the images
 * @param y the result
 * @param workspace stands for where the largest elements were, for the derivative
 */
record PoolingStage(Window2D window, int function, Value x, Value y, Value workspace)
    implements OneDnnStage {
  private static final int COUNTS_PADDING = 9; // which argument says so

  /** The pooling that an operation of ND4J's says; null where oneDNN does not do it. */
  static @Nullable PoolingStage of(OneDnn owner, Operation operation, Value x, Value y) {
    Window2D window = Window2D.ofPooling(operation);
    boolean suits = window != null
        && x.isPlainFloat()
        && x.rank() == 4
        && y.type() == DataType.FLOAT
        && (operation.name().equals("maxpool2d") || !window.isPadded())
        && window.gaps()[0] == 0
        && window.gaps()[1] == 0
        && window.isNowhereEmpty(x, y);
    if (window == null || !suits) {
      return null;
    }
    PoolingStage stage =
        new PoolingStage(window, function(operation), x, y, Value.planned(DataType.BOOL, 1));
    return Primitive.isThere(() -> stage.primitive(owner, Layout.plain(owner, x.shape()), true))
        ? stage
        : null;
  }

  private static int function(Operation operation) {
    if (operation.name().startsWith("maxpool2d")) {
      return dnnl.dnnl_pooling_max;
    }
    return operation.integers()[COUNTS_PADDING] == 0
        ? dnnl.dnnl_pooling_avg_exclude_padding
        : dnnl.dnnl_pooling_avg_include_padding;
  }

  /** Whether an operation is the derivative of this pooling. */
  boolean isOf(Operation derivative) {
    Window2D other = Window2D.ofPooling(derivative);
    return other != null
        && other.isSameAs(window)
        && derivative.name().startsWith("max") == (function == dnnl.dnnl_pooling_max);
  }

  @Override
  public List<Value> reads() {
    return List.of(x);
  }

  @Override
  public List<Value> writes() {
    return List.of(y, workspace);
  }

  private Primitive primitive(OneDnn owner, Layout images, boolean training) {
    return Primitive.of(
        owner,
        "a pooling",
        (descriptor, attributes) -> dnnl.dnnl_pooling_forward_primitive_desc_create(
            descriptor,
            OneDnn.engine(),
            training ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference,
            function,
            images.descriptor(),
            Layout.any(owner, y.shape()).descriptor(),
            window.stride(),
            window.kernel(),
            window.gaps(),
            window.padding(),
            window.padding(),
            attributes));
  }

  @Override
  public Stage settled(Layouts layouts) {
    boolean training = layouts.isRead(workspace);
    Layout images = layouts.of(x);
    Primitive primitive = primitive(layouts.owner(), images, training);
    List<Argument> outputs = new ArrayList<>();
    outputs.add(layouts.write(dnnl.DNNL_ARG_DST, y, primitive.destination()));
    if (training) {
      outputs.addAll(layouts.writeWorkspace(workspace, primitive));
    }
    return PrimitiveStage.of(
        primitive, List.of(layouts.read(dnnl.DNNL_ARG_SRC, x, images)), outputs);
  }
}
