package dev.ashlar.graph;

import java.util.List;
import org.bytedeco.dnnl.global.dnnl;

/**
 * The gradient by the images of a convolution, by oneDNN.
 *
 * @param convolution the convolution, without what follows it
 * @param gradient by its result
 * @param result by its images
 */
record ImageGradientStage(ConvolutionStage convolution, Value gradient, Value result)
    implements OneDnnStage {

  @Override
  public List<Value> reads() {
    return List.of(convolution.weight(), gradient);
  }

  @Override
  public List<Value> writes() {
    return List.of(result);
  }

  /** The primitive of oneDNN. */
  Primitive primitive(OneDnn owner) {
    Window2D window = convolution.window();
    Primitive forward = convolution.primitive(owner, true);
    return Primitive.of(
        owner,
        "a convolution's gradient by its images",
        (descriptor, attributes) -> dnnl.dnnl_convolution_backward_data_primitive_desc_create(
            descriptor,
            OneDnn.engine(),
            dnnl.dnnl_convolution_direct,
            Layout.any(owner, result.shape()).descriptor(),
            Layout.any(owner, convolution.weight().shape()).descriptor(),
            Layout.any(owner, gradient.shape()).descriptor(),
            window.stride(),
            window.gaps(),
            window.padding(),
            window.padding(),
            forward.descriptor(),
            attributes));
  }

  @Override
  public Stage settled(Layouts layouts) {
    Primitive primitive = primitive(layouts.owner());
    return PrimitiveStage.of(
        primitive,
        List.of(
            layouts.read(dnnl.DNNL_ARG_WEIGHTS, convolution.weight(), primitive.weights()),
            layouts.read(
                dnnl.DNNL_ARG_DIFF_DST, gradient, primitive.layout(dnnl.dnnl_query_diff_dst_md))),
        List.of(layouts.write(
            dnnl.DNNL_ARG_DIFF_SRC, result, primitive.layout(dnnl.dnnl_query_diff_src_md))));
  }
}
