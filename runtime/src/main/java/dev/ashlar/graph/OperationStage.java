package dev.ashlar.graph;

import java.util.List;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of ND4J's operations, as it is: through a context that is filled once.
 *
 * @param operation the operation, as the session has executed it
 * @param reads its inputs
 * @param writes its outputs
 */
record OperationStage(Operation operation, List<Value> reads, List<Value> writes) implements Stage {

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
