package dev.ashlar.graph;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of ND4J's operations, as it is: through a context that is filled once.
 *
 * @param operation the operation, as the session has executed it
 * @param reads its inputs
 * @param writes its outputs
 */
record OperationStage(Operation operation, List<Value> reads, List<Value> writes) implements Stage {
  private static final String PRODUCT_GRADIENT = "multiply_bp";

  /**
   * The same, if not all that it writes is wanted, in less time where that can be: one side of a
   * product's derivative is a product, which does not need that side.
   *
   * @param wanted what is wanted of what it writes
   */
  OperationStage of(Predicate<Value> wanted) {
    if (!operation.name().equals(PRODUCT_GRADIENT) || reads.size() != 3) {
      return this;
    }
    boolean first = wanted.test(writes.get(0));
    if (first == wanted.test(writes.get(1))) {
      return this;
    }
    Value result = writes.get(first ? 0 : 1);
    Value gradient = reads.get(2);
    if (!Arrays.equals(result.shape(), gradient.shape())) {
      return this; // it adds up what was broadcast
    }
    return new OperationStage(
        Operation.of(new MulOp()), List.of(gradient, reads.get(first ? 1 : 0)), List.of(result));
  }

  @Override
  public boolean isAlone() {
    return true;
  }

  @Override
  public Kernel kernel(Arena arena) {
    OpContext context = Nd4j.getExecutioner().buildContext();
    context.setIArguments(operation.integers());
    context.setTArguments(operation.numbers());
    context.setBArguments(operation.flags());
    context.setDArguments(operation.types());
    for (int i = 0; i < reads.size(); i++) {
      context.setInputArray(i, arena.array(reads.get(i)));
    }
    for (int i = 0; i < writes.size(); i++) {
      context.setOutputArray(i, arena.array(writes.get(i)));
    }
    if (operation.function() instanceof CustomOp custom) {
      return new CustomKernel(custom.opName(), custom.opHash(), context);
    }
    return LegacyKernel.of((Op) operation.function(), context);
  }
}
