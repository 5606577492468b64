package dev.ashlar.graph;

import dev.ashlar.graph.PrimitiveStage.Argument;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;

/**
 * The gradient by the weight of a convolution, and by its bias, by oneDNN.
 *
 * @param convolution the convolution, without what follows it
 * @param gradient by its result
 * @param ofWeight the gradient by the weight
 * @param ofBias the gradient by the bias; null: there is none
 */
record KernelGradientStage(
    ConvolutionStage convolution,
    Value gradient,
    Value ofWeight,
    @Nullable Value ofBias) implements OneDnnStage {

  @Override
  public List<Value> reads() {
    return List.of(convolution.x(), gradient);
  }

  @Override
  public List<Value> writes() {
    return ofBias == null ? List.of(ofWeight) : List.of(ofWeight, ofBias);
  }

  /** The primitive of oneDNN. */
  Primitive primitive(OneDnn owner) {
    Window2D window = convolution.window();
    Primitive forward = convolution.primitive(owner, true);
    return Primitive.of(
        owner,
        "a convolution's gradient by its weight",
        (descriptor, attributes) -> dnnl.dnnl_convolution_backward_weights_primitive_desc_create(
            descriptor,
            OneDnn.engine(),
            dnnl.dnnl_convolution_direct,
            Layout.any(owner, convolution.x().shape()).descriptor(),
            Layout.any(owner, ofWeight.shape()).descriptor(),
            ofBias == null ? null : Layout.plain(owner, ofBias.shape()).descriptor(),
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
    List<Argument> outputs = new ArrayList<>();
    outputs.add(layouts.write(
        dnnl.DNNL_ARG_DIFF_WEIGHTS, ofWeight, primitive.layout(dnnl.dnnl_query_diff_weights_md)));
    if (ofBias != null) {
      Layout channels = Layout.plain(layouts.owner(), ofBias.shape());
      outputs.add(layouts.write(dnnl.DNNL_ARG_DIFF_BIAS, ofBias, channels));
    }
    return PrimitiveStage.of(
        primitive,
        List.of(
            layouts.read(dnnl.DNNL_ARG_SRC, convolution.x(), primitive.source()),
            layouts.read(
                dnnl.DNNL_ARG_DIFF_DST, gradient, primitive.layout(dnnl.dnnl_query_diff_dst_md))),
        outputs);
  }
}
