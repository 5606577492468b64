package dev.ashlar.graph;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A convolution's weights with the batch normalisation after it: {@code scale = gamma /
 * sqrt(variance + epsilon)}, {@code W' = scale · W}, {@code shift = scale · (bias - mean) + beta}.
 * They are kept from run to run, and made anew when something has changed.
 *
 * @param weight the weights, {@code (out, in, height, width)}
 * @param bias what is added before; null: nothing
 * @param normalisation what comes after
 * @param scaled the scaled weights in C order, needed here only
 * @param packed the same as the convolution wants them
 * @param shift what takes the bias's place
 * @param reorder from the one to the other
 */
record FoldedWeights(
    Value weight,
    @Nullable Value bias,
    Normalisation normalisation,
    Value scaled,
    Value packed,
    Value shift,
    PrimitiveStage reorder)
    implements Stage {

  /** The weights for a convolution, made by a stage before it. */
  static FoldedWeights of(
      ConvolutionStage stage, Normalisation normalisation, Primitive primitive, Layouts layouts) {
    OneDnn owner = layouts.owner();
    Value weight = stage.weight();
    Layout plain = Layout.plain(owner, weight.shape());
    Value scaled = Value.planned(DataType.FLOAT, weight.shape());
    Value packed = Value.kept(primitive.weights(), weight.shape());
    long channels = weight.shape()[0];
    Value shift = Value.kept(Layout.plain(owner, channels), channels);
    PrimitiveStage reorder = PrimitiveStage.of(
        Primitive.reorder(owner, plain, primitive.weights()),
        List.of(new PrimitiveStage.Argument(dnnl.DNNL_ARG_FROM, scaled, plain)),
        List.of(new PrimitiveStage.Argument(dnnl.DNNL_ARG_TO, packed, primitive.weights())));
    FoldedWeights folded =
        new FoldedWeights(weight, stage.bias(), normalisation, scaled, packed, shift, reorder);
    layouts.add(folded);
    return folded;
  }

  @Override
  public List<Value> reads() {
    List<Value> reads = new ArrayList<>(normalisation.reads());
    reads.add(weight);
    if (bias != null) {
      reads.add(bias);
    }
    return reads;
  }

  @Override
  public List<Value> writes() {
    List<Value> writes = new ArrayList<>(List.of(scaled, shift));
    writes.addAll(reorder.writes());
    return writes;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Kernel kernel(Arena arena) {
    Kernel scale = scale(arena);
    Kernel pack = reorder.kernel(arena);
    return OnceChanged.of(reads(), () -> {
      scale.run();
      pack.run();
    });
  }

  private Kernel scale(Arena arena) {
    FloatBuffer weights = arena.floatBuffer(weight);
    FloatBuffer mean = arena.floatBuffer(normalisation.mean());
    FloatBuffer variance = arena.floatBuffer(normalisation.variance());
    FloatBuffer gamma = arena.floatBuffer(normalisation.gamma());
    FloatBuffer beta = arena.floatBuffer(normalisation.beta());
    FloatBuffer biases = bias == null ? null : arena.floatBuffer(bias);
    FloatBuffer results = arena.floatBuffer(scaled);
    FloatBuffer shifts = arena.floatBuffer(shift);
    int channels = (int) weight.shape()[0];
    int size = (int) (weight.length() / channels);
    float epsilon = normalisation.epsilon();
    return () -> {
      for (int channel = 0; channel < channels; channel++) {
        double scale = gamma.get(channel) / Math.sqrt((double) variance.get(channel) + epsilon);
        double start = biases == null ? 0 : biases.get(channel);
        shifts.put(channel, (float) (scale * (start - mean.get(channel)) + beta.get(channel)));
        for (int i = channel * size; i < (channel + 1) * size; i++) {
          results.put(i, (float) (scale * weights.get(i)));
        }
      }
    };
  }
}
