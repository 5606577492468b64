package dev.ashlar.graph;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;

/** A {@link Primitive} with its arguments: one call of oneDNN. */
final class PrimitiveKernel implements Kernel {
  private final String name;
  private final dnnl_primitive primitive;
  private final dnnl_stream stream;
  private final dnnl_exec_arg_t arguments;
  private final int count;

  /**
   * A kernel.
   *
   * @param numbers what each array is to the primitive: one of {@code DNNL_ARG_…}
   * @param arrays the arrays
   */
  PrimitiveKernel(Primitive primitive, int[] numbers, dnnl_memory[] arrays) {
    this.name = primitive.name();
    this.primitive = primitive.create();
    this.stream = primitive.owner().stream();
    this.count = numbers.length;
    this.arguments = primitive.owner().own(new dnnl_exec_arg_t(count), PrimitiveKernel::free);
    for (int i = 0; i < count; i++) {
      arguments.getPointer(i).arg(numbers[i]).memory(arrays[i]);
    }
  }

  private static int free(dnnl_exec_arg_t arguments) {
    arguments.deallocate();
    return dnnl.dnnl_success;
  }

  @Override
  public void run() {
    int status = dnnl.dnnl_primitive_execute(primitive, stream, count, arguments);
    if (status != dnnl.dnnl_success) {
      OneDnn.check(status, name);
    }
  }
}
