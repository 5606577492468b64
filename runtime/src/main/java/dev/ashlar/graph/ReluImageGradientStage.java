package dev.ashlar.graph;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;

/**
 * {@link ReluGradientStage} for images, by oneDNN, in the layout of the function's result.
 *
 * @param y the function's result
 * @param gradient by {@code y}
 * @param result by the function's argument
 */
record ReluImageGradientStage(Value y, Value gradient, Value result) implements OneDnnStage {

  /** Whether the values are images in float32. */
  static boolean takes(Value y, Value gradient) {
    return y.rank() == 4
        && y.isPlainFloat()
        && gradient.isPlainFloat()
        && Arrays.equals(y.shape(), gradient.shape());
  }

  @Override
  public List<Value> reads() {
    return List.of(y, gradient);
  }

  @Override
  public List<Value> writes() {
    return List.of(result);
  }

  @Override
  public Stage settled(Layouts layouts) {
    OneDnn owner = layouts.owner();
    Layout layout = layouts.of(y);
    int function = dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
    Primitive forward = ElementwiseStage.function(owner, function, layout);
    Primitive primitive = Primitive.of(
        owner,
        "a function's gradient",
        (descriptor, attributes) -> dnnl.dnnl_eltwise_backward_primitive_desc_create(
            descriptor,
            OneDnn.engine(),
            function,
            layout.descriptor(),
            layout.descriptor(),
            layout.descriptor(),
            0,
            0,
            forward.descriptor(),
            attributes));
    return PrimitiveStage.of(
        primitive,
        List.of(
            layouts.read(dnnl.DNNL_ARG_DST, y, layout),
            layouts.read(dnnl.DNNL_ARG_DIFF_DST, gradient, layout)),
        List.of(layouts.write(dnnl.DNNL_ARG_DIFF_SRC, result, layout)));
  }
}
