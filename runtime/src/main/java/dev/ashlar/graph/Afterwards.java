package dev.ashlar.graph;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What is done with each element of a result.
 *
 * @param function oneDNN's number of a function of an element; not used where there is another
 *     array
 * @param other what is added to it, of the result's shape; null: a function is applied
 */
record Afterwards(int function, @Nullable Value other) {
  /**
   * What an operation does with each element of {@code y}; null where that is nothing that oneDNN
   * can do with a result before it is written.
   */
  static @Nullable Afterwards of(OperationStage next, Value y) {
    List<Value> reads = next.reads();
    if (next.operation().name().equals("add") && reads.size() == 2) {
      Value other = reads.get(0) == y ? reads.get(1) : reads.get(0);
      boolean alike = other != y
          && other.type() == DataType.FLOAT
          && other.isDense()
          && Arrays.equals(other.shape(), y.shape());
      return alike ? new Afterwards(0, other) : null;
    }
    int function = function(next.operation());
    return function == 0 || reads.size() != 1 ? null : new Afterwards(function, null);
  }

  /** oneDNN's number of a function of an element; 0: it has none, or has it in another way. */
  static int function(Operation operation) {
    if (Rewriting.isRelu(operation)) {
      return dnnl.dnnl_eltwise_relu;
    }
    return switch (operation.name()) {
      case "sigmoid" -> dnnl.dnnl_eltwise_logistic;
      case "tanh" -> dnnl.dnnl_eltwise_tanh;
      default -> 0;
    };
  }

  /** oneDNN's number of the function of an element whose derivative an operation is; 0: of none. */
  static int derived(Operation operation) {
    return switch (operation.name()) {
      case "thresholdedrelu_bp" -> {
        double[] numbers = operation.numbers();
        yield numbers.length == 1 && numbers[0] == 0 ? dnnl.dnnl_eltwise_relu : 0;
      }
      case "sigmoid_bp" -> dnnl.dnnl_eltwise_logistic;
      case "tanh_bp" -> dnnl.dnnl_eltwise_tanh;
      default -> 0;
    };
  }

  List<Value> reads() {
    return other == null ? List.of() : List.of(other);
  }

  PostOps addTo(PostOps operations, OneDnn owner) {
    return other == null
        ? operations.eltwise(function, 0, 0)
        : operations.add(Layout.any(owner, other.shape()));
  }
}
