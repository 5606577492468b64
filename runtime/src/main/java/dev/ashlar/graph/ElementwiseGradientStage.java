package dev.ashlar.graph;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;

/**
 * What a function of each element passes back, by oneDNN, in the layout of the function's result.
 *
 * @param function oneDNN's number of the function
 * @param y the function's result
 * @param gradient by {@code y}
 * @param result by the function's argument
 */
record ElementwiseGradientStage(int function, Value y, Value gradient, Value result)
    implements OneDnnStage {

  /** Whether oneDNN does it: sigmoid and tanh of all shapes, ReLU of images. */
  static boolean takes(int function, Value y, Value gradient) {
    return y.isPlainFloat()
        && gradient.isPlainFloat()
        && Arrays.equals(y.shape(), gradient.shape())
        && ElementwiseStage.takes(function, y);
  }

  /** oneDNN's number of the function where its derivative is told by its result. */
  private int byResult() {
    return switch (function) {
      case dnnl.dnnl_eltwise_relu -> dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
      case dnnl.dnnl_eltwise_logistic -> dnnl.dnnl_eltwise_logistic_use_dst_for_bwd;
      case dnnl.dnnl_eltwise_tanh -> dnnl.dnnl_eltwise_tanh_use_dst_for_bwd;
      default -> throw new IllegalStateException("no derivative of function " + function);
    };
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
    Primitive forward = ElementwiseStage.function(owner, byResult(), layout);
    Primitive primitive = Primitive.of(
        owner,
        "a function's gradient",
        (descriptor, attributes) -> dnnl.dnnl_eltwise_backward_primitive_desc_create(
            descriptor,
            OneDnn.engine(),
            byResult(),
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
