package dev.ashlar.graph;

import dev.ashlar.graph.PrimitiveStage.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.dnnl.global.dnnl;

/**
 * The gradient by the images of a pooling, by oneDNN, in the layouts of the pooling itself.
 *
 * @param pooling the pooling
 * @param gradient by its result
 * @param result by its images
 */
record PoolingGradientStage(PoolingStage pooling, Value gradient, Value result)
    implements OneDnnStage {

  @Override
  public List<Value> reads() {
    return List.of(gradient, pooling.workspace());
  }

  @Override
  public List<Value> writes() {
    return List.of(result);
  }

  @Override
  public Stage settled(Layouts layouts) {
    OneDnn owner = layouts.owner();
    Primitive forward = Objects.requireNonNull(layouts.primitive(pooling.workspace()));
    Window2D window = pooling.window();
    Primitive primitive = Primitive.of(
        owner,
        "a pooling's gradient",
        (descriptor, attributes) -> dnnl.dnnl_pooling_backward_primitive_desc_create(
            descriptor,
            OneDnn.engine(),
            pooling.function(),
            forward.source().descriptor(),
            forward.destination().descriptor(),
            window.stride(),
            window.kernel(),
            window.gaps(),
            window.padding(),
            window.padding(),
            forward.descriptor(),
            attributes));
    List<Argument> inputs = new ArrayList<>();
    inputs.add(layouts.read(dnnl.DNNL_ARG_DIFF_DST, gradient, forward.destination()));
    inputs.addAll(layouts.readWorkspace(pooling.workspace()));
    return PrimitiveStage.of(
        primitive,
        inputs,
        List.of(layouts.write(dnnl.DNNL_ARG_DIFF_SRC, result, forward.source())));
  }
}
