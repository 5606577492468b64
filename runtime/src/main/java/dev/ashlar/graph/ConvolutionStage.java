package dev.ashlar.graph;

import dev.ashlar.graph.PrimitiveStage.Argument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A convolution of images by oneDNN, with what follows it.
 *
 * @param window the kernel's size and movement
 * @param x the images
 * @param weight {@code (out, in, height, width)}
 * @param bias what is added to each channel; null: nothing
 * @param normalisation what each channel is scaled and moved by, after the bias; null: it is not
 * @param after what is done with each element then
 * @param y the result
 */
record ConvolutionStage(
    Window2D window,
    Value x,
    Value weight,
    @Nullable Value bias,
    @Nullable Normalisation normalisation,
    List<Afterwards> after,
    Value y)
    implements OneDnnStage, Extensible {
  private static final String NAME = "a convolution";

  /** Of larger kernels than this, 3 × 3, oneDNN's first choice is not the fastest. */
  private static final int SMALL = 9;

  /** The fastest one of larger kernels on AVX2; on AVX-512 the first choice is. */
  private static String fastestOfLarge(String first) {
    return first.endsWith(Primitive.AVX2) ? "jit" + Primitive.AVX2 : first;
  }

  /**
   * A convolution that an operation of ND4J's says.
   *
   * @param reads the images, the weight, and perhaps a bias
   * @return null where oneDNN does not do it
   */
  static @Nullable ConvolutionStage of(
      OneDnn owner, Operation operation, List<Value> reads, Value y) {
    Window2D window = Window2D.ofConvolution(operation);
    boolean suits = window != null
        && y.rank() == 4
        && reads.stream().allMatch(Value::isPlainFloat)
        && y.type() == DataType.FLOAT;
    if (window == null || !suits) {
      return null;
    }
    Value bias = reads.size() > 2 ? reads.get(2) : null;
    if (bias != null && bias.rank() != 1) {
      return null;
    }
    ConvolutionStage stage =
        new ConvolutionStage(window, reads.get(0), reads.get(1), bias, null, List.of(), y);
    return Primitive.isThere(() -> stage.primitive(owner, true)) ? stage : null;
  }

  /**
   * The stages for the derivative of a convolution.
   *
   * @param reads the images, the weight, perhaps a bias, and the gradient by the result
   * @param writes the gradients by the images, the weight, and perhaps the bias
   * @return empty where oneDNN does not do it
   */
  static List<Stage> gradients(
      OneDnn owner, Operation operation, List<Value> reads, List<Value> writes) {
    Value gradient = reads.get(reads.size() - 1);
    ConvolutionStage convolution =
        of(owner, operation, reads.subList(0, reads.size() - 1), gradient);
    if (convolution == null || !gradient.isPlainFloat() || writes.size() != reads.size() - 1) {
      return List.of();
    }
    ImageGradientStage ofImages = new ImageGradientStage(convolution, gradient, writes.get(0));
    KernelGradientStage ofKernel = new KernelGradientStage(
        convolution, gradient, writes.get(1), writes.size() > 2 ? writes.get(2) : null);
    return Primitive.isThere(() -> ofImages.primitive(owner))
            && Primitive.isThere(() -> ofKernel.primitive(owner))
        ? List.of(ofImages, ofKernel)
        : List.of();
  }

  @Override
  public Value result() {
    return y;
  }

  @Override
  public @Nullable Stage extended(OperationStage next) {
    Value result = next.writes().get(0);
    if (result.root() != result || !Arrays.equals(result.shape(), y.shape())) {
      return null;
    }
    if (after.isEmpty() && normalisation == null) {
      Normalisation found = Normalisation.of(next, y);
      if (found != null) {
        return new ConvolutionStage(window, x, weight, bias, found, after, result);
      }
    }
    Afterwards found = Afterwards.of(next, y);
    if (found == null) {
      return null;
    }
    List<Afterwards> more = new ArrayList<>(after);
    more.add(found);
    return new ConvolutionStage(window, x, weight, bias, normalisation, more, result);
  }

  @Override
  public List<Value> reads() {
    List<Value> reads = new ArrayList<>(List.of(x, weight));
    if (bias != null) {
      reads.add(bias);
    }
    if (normalisation != null) {
      reads.addAll(normalisation.reads());
    }
    after.forEach(step -> reads.addAll(step.reads()));
    return reads;
  }

  @Override
  public List<Value> writes() {
    return List.of(y);
  }

  private boolean hasBias() {
    return bias != null || normalisation != null;
  }

  /**
   * The primitive of oneDNN.
   *
   * @param training whether layouts should suit the derivatives too
   */
  Primitive primitive(OneDnn owner, boolean training) {
    PostOps operations = PostOps.none();
    for (Afterwards step : after) {
      operations = step.addTo(operations, owner);
    }
    Primitive chosen = Primitive.of(
        owner,
        NAME,
        operations,
        description(owner, training, Layout.any(owner, x.shape()), Layout.any(owner, y.shape())));
    return training || window.kernel()[0] * window.kernel()[1] <= SMALL
        ? chosen
        : Primitive.by(
            ConvolutionStage::fastestOfLarge,
            owner,
            NAME,
            operations,
            description(owner, false, chosen.source(), chosen.destination()));
  }

  private Primitive.Description description(
      OneDnn owner, boolean training, Layout images, Layout results) {
    return (descriptor, attributes) -> dnnl.dnnl_convolution_forward_primitive_desc_create(
        descriptor,
        OneDnn.engine(),
        training ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference,
        dnnl.dnnl_convolution_direct,
        images.descriptor(),
        Layout.any(owner, weight.shape()).descriptor(),
        hasBias() ? Layout.plain(owner, y.shape()[1]).descriptor() : null,
        results.descriptor(),
        window.stride(),
        window.gaps(),
        window.padding(),
        window.padding(),
        attributes);
  }

  @Override
  public Stage settled(Layouts layouts) {
    Primitive primitive = primitive(layouts.owner(), layouts.givesOneLike(weight));
    Layout channels = Layout.plain(layouts.owner(), y.shape()[1]);
    List<Argument> inputs = new ArrayList<>();
    inputs.add(layouts.read(dnnl.DNNL_ARG_SRC, x, primitive.source()));
    if (normalisation != null) {
      FoldedWeights folded = FoldedWeights.of(this, normalisation, primitive, layouts);
      inputs.add(new Argument(dnnl.DNNL_ARG_WEIGHTS, folded.packed(), primitive.weights()));
      inputs.add(new Argument(dnnl.DNNL_ARG_BIAS, folded.shift(), channels));
    } else {
      inputs.add(layouts.read(dnnl.DNNL_ARG_WEIGHTS, weight, primitive.weights()));
      if (bias != null) {
        inputs.add(layouts.read(dnnl.DNNL_ARG_BIAS, bias, channels));
      }
    }
    for (int i = 0; i < after.size(); i++) {
      Value other = after.get(i).other();
      if (other != null) {
        int number = dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (i + 1) | dnnl.DNNL_ARG_SRC_1;
        inputs.add(layouts.read(number, other, primitive.argument(number)));
      }
    }
    return PrimitiveStage.of(
        primitive, inputs, List.of(layouts.write(dnnl.DNNL_ARG_DST, y, primitive.destination())));
  }
}
