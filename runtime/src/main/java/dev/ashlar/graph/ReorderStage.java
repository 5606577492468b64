package dev.ashlar.graph;

import java.util.List;
import org.bytedeco.dnnl.global.dnnl;

/**
 * A copy of an array in another layout. That of a weight is kept from run to run, and made anew
 * when the weight has changed.
 *
 * @param from the array
 * @param to the copy
 * @param copy what copies
 */
record ReorderStage(Value from, Value to, PrimitiveStage copy) implements Stage {
  /** A copy from one layout to another. */
  static ReorderStage of(OneDnn owner, Value from, Layout old, Value to, Layout wanted) {
    PrimitiveStage copy = PrimitiveStage.of(
        Primitive.reorder(owner, old, wanted),
        List.of(new PrimitiveStage.Argument(dnnl.DNNL_ARG_FROM, from, old)),
        List.of(new PrimitiveStage.Argument(dnnl.DNNL_ARG_TO, to, wanted)));
    return new ReorderStage(from, to, copy);
  }

  @Override
  public List<Value> reads() {
    return copy.reads();
  }

  @Override
  public List<Value> writes() {
    return copy.writes();
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Kernel kernel(Arena arena) {
    Kernel kernel = copy.kernel(arena);
    return to.isKept() ? OnceChanged.of(List.of(from), kernel) : kernel;
  }
}
