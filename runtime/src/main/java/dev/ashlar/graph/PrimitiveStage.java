package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.global.dnnl;

/**
 * A {@link Primitive} with the values that it reads and writes, each in the layout that it wants.
 *
 * @param primitive the primitive
 * @param inputs what it reads
 * @param outputs what it writes, its scratch memory among them
 */
record PrimitiveStage(Primitive primitive, List<Argument> inputs, List<Argument> outputs)
    implements Stage {

  /**
   * An array of a primitive.
   *
   * @param number what it is to it: one of {@code DNNL_ARG_…}
   * @param value the array
   * @param layout how the primitive sees it
   */
  record Argument(int number, Value value, Layout layout) {}

  /** A stage, with scratch memory if the primitive needs any. */
  static PrimitiveStage of(Primitive primitive, List<Argument> inputs, List<Argument> outputs) {
    Layout scratch = primitive.scratchpad();
    if (scratch.bytes() == 0) {
      return new PrimitiveStage(primitive, inputs, outputs);
    }
    List<Argument> more = new ArrayList<>(outputs);
    more.add(
        new Argument(dnnl.DNNL_ARG_SCRATCHPAD, Value.laidOut(scratch, scratch.bytes()), scratch));
    return new PrimitiveStage(primitive, inputs, more);
  }

  @Override
  public List<Value> reads() {
    return inputs.stream().map(Argument::value).toList();
  }

  @Override
  public List<Value> writes() {
    return outputs.stream().map(Argument::value).toList();
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Kernel kernel(Arena arena) {
    List<Argument> all = new ArrayList<>(inputs);
    all.addAll(outputs);
    return new PrimitiveKernel(
        primitive,
        all.stream().mapToInt(Argument::number).toArray(),
        all.stream()
            .map(argument -> arena.memory(argument.value(), argument.layout(), primitive.owner()))
            .toArray(dnnl_memory[]::new));
  }
}
