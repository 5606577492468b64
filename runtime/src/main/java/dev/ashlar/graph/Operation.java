package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.config.ExecutionResult;
import org.nd4j.autodiff.samediff.config.SDValue;
import org.nd4j.autodiff.samediff.config.SDValueType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;

/**
 * One operation of a graph as a {@link Session} has executed it, shapes and arguments settled.
 *
 * @param function the operation
 * @param inputs the arrays that it read
 * @param outputs the arrays that it gave, in the order of the operation's output variables; null
 *     where it gave none
 * @param integers its integer arguments
 * @param numbers its arguments that are numbers
 * @param flags its arguments that are true or false
 * @param types its arguments that are types
 */
record Operation(
    DifferentialFunction function,
    List<INDArray> inputs,
    List<@Nullable INDArray> outputs,
    long[] integers,
    double[] numbers,
    boolean[] flags,
    DataType[] types) {

  static Operation of(
      DifferentialFunction function, @Nullable OpContext context, ExecutionResult result) {
    List<@Nullable INDArray> outputs = new ArrayList<>();
    for (String name : function.outputVariablesNames()) {
      outputs.add(array(result, name));
    }
    return context == null
        ? of(function, outputs)
        : new Operation(
            function,
            List.copyOf(context.getInputArrays()),
            outputs,
            context.getIArguments().stream().mapToLong(Long::longValue).toArray(),
            context.getTArguments().stream().mapToDouble(Double::doubleValue).toArray(),
            flags(context.getBArguments()),
            context.getDArguments().toArray(new DataType[0]));
  }

  /** One that no session has executed, without arguments. */
  static Operation of(DifferentialFunction function) {
    return of(function, List.of());
  }

  private static Operation of(DifferentialFunction function, List<@Nullable INDArray> outputs) {
    return new Operation(
        function, List.of(), outputs, new long[0], new double[0], new boolean[0], new DataType[0]);
  }

  private static @Nullable INDArray array(ExecutionResult result, String name) {
    if (result.getOutputs() != null) {
      Optional<INDArray> found = result.getOutputs().get(name);
      return found == null ? null : found.orElse(null);
    }
    SDValue value = result.getValueOutputs().get(name);
    return value == null || value.getSdValueType() != SDValueType.TENSOR
        ? null
        : value.getTensorValue();
  }

  private static boolean[] flags(List<Boolean> values) {
    boolean[] flags = new boolean[values.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = values.get(i);
    }
    return flags;
  }

  /** What ND4J calls the operation. */
  String name() {
    return function.opName();
  }
}
