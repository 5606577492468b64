package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ops.ScalarOp;

/**
 * Says the same with cheaper stages, operation by operation: products of matrices take the place of
 * transpositions, and what a derivative passes on unchanged is not copied.
 */
final class Rewriting {
  private static final Set<String> POOLINGS = Set.of("maxpool2d", "avgpool2d");
  private static final Set<String> POOLING_GRADIENTS = Set.of("maxpool2d_bp", "avgpool2d_bp");

  private final Predicate<String> usedOnce;
  private final @Nullable OneDnn oneDnn; // null: it is not to be used
  private final Map<Value, PoolingStage> poolings = new IdentityHashMap<>(); // by their images
  private final Map<Value, Value> transposed = new IdentityHashMap<>(); // and what it was
  private final Map<Applied, Value> applied = new HashMap<>(); // and what it gives
  private final Map<Value, ProductStage> products = new IdentityHashMap<>(); // by their results

  /** A function of each element, by oneDNN's number, and its argument. */
  private record Applied(int function, Value x) {}

  /**
   * A rewriting.
   *
   * @param usedOnce whether a variable is used by one operation and nowhere else
   * @param oneDnn makes primitives; null: it is not there, or nothing is for it
   */
  Rewriting(Predicate<String> usedOnce, @Nullable OneDnn oneDnn) {
    this.usedOnce = usedOnce;
    this.oneDnn = oneDnn;
  }

  /**
   * The stages for an operation.
   *
   * @param reads its inputs
   * @param writes its outputs; where an element is replaced, its value is that of an earlier stage
   */
  List<Stage> stages(Operation operation, List<Value> reads, List<Value> writes) {
    String name = operation.name();
    Value first = writes.get(0);
    if (name.equals("matmul") && isPlain(operation)) {
      Stage product = product(operation, reads, first);
      if (product != null) {
        return List.of(product);
      }
    } else if (name.equals("permute") || name.equals("transpose")) {
      Value x = reads.get(0);
      if (x.rank() == 2 && first.shape()[0] == x.shape()[1] && isExchange(operation)) {
        transposed.put(first, x);
        ProductStage product = products.get(x);
        if (product != null && usedOnce.test(operation.function().args()[0].name())) {
          ProductStage other = product.transposed(first);
          products.put(first, other);
          return List.of(other);
        }
      }
    } else if (Afterwards.function(operation) != 0) {
      applied.put(new Applied(Afterwards.function(operation), reads.get(0)), first);
    } else if (Afterwards.derived(operation) != 0) {
      return List.of(derivative(Afterwards.derived(operation), operation, reads, writes));
    } else if (oneDnn != null && POOLINGS.contains(name)) {
      PoolingStage pooling = PoolingStage.of(oneDnn, operation, reads.get(0), first);
      if (pooling != null) {
        poolings.put(reads.get(0), pooling);
        return List.of(pooling);
      }
    } else if (oneDnn != null && POOLING_GRADIENTS.contains(name)) {
      PoolingStage pooling = poolings.get(reads.get(0));
      Value gradient = reads.get(1);
      if (pooling != null && pooling.isOf(operation) && gradient.isPlainFloat()) {
        return List.of(new PoolingGradientStage(pooling, gradient, first));
      }
    } else if (oneDnn != null && name.equals("conv2d")) {
      ConvolutionStage convolution = ConvolutionStage.of(oneDnn, operation, reads, first);
      if (convolution != null) {
        return List.of(convolution);
      }
    } else if (oneDnn != null && name.equals("conv2d_bp")) {
      List<Stage> gradients = ConvolutionStage.gradients(oneDnn, operation, reads, writes);
      if (!gradients.isEmpty()) {
        return gradients;
      }
    } else if (name.equals("add_bp") && writes.size() == 2) {
      List<Stage> stages = passedOn(reads.get(2), writes);
      if (stages != null) {
        return stages;
      }
    }
    return List.of(new OperationStage(operation, reads, writes));
  }

  /** The derivative of a function of each element, from the function's result where that can be. */
  private Stage derivative(
      int function, Operation operation, List<Value> reads, List<Value> writes) {
    Value y = applied.get(new Applied(function, reads.get(0)));
    Value gradient = reads.get(1);
    Value result = writes.get(0);
    if (y != null && oneDnn != null && ElementwiseGradientStage.takes(function, y, gradient)) {
      return new ElementwiseGradientStage(function, y, gradient, result);
    }
    if (y == null || function != dnnl.dnnl_eltwise_relu) {
      return new OperationStage(operation, reads, writes);
    }
    return ReluGradientStage.takes(y, gradient, result)
        ? new ReluGradientStage(y, gradient, result)
        : new OperationStage(operation, List.of(y, gradient), writes); // y is positive where x is
  }

  private static boolean isPlain(Operation product) {
    double[] factors = product.numbers();
    boolean one =
        factors.length == 0 || factors[0] == 1 && (factors.length == 1 || factors[1] == 0);
    return one && (product.integers().length < 3 || product.integers()[2] == 0);
  }

  private @Nullable Stage product(Operation operation, List<Value> reads, Value z) {
    Value a = reads.get(0);
    Value b = reads.get(1);
    boolean transposedA = operation.integers().length > 0 && operation.integers()[0] != 0;
    boolean transposedB = operation.integers().length > 1 && operation.integers()[1] != 0;
    if (transposed.containsKey(a)) {
      a = transposed.get(a);
      transposedA = !transposedA;
    }
    if (transposed.containsKey(b)) {
      b = transposed.get(b);
      transposedB = !transposedB;
    }
    if (!ProductStage.takes(a, b, z)) {
      return null;
    }
    ProductStage product = new ProductStage(a, transposedA, b, transposedB, null, false, z);
    products.put(z, product);
    return product;
  }

  /** Whether a transposition of a matrix exchanges its dimensions. */
  private static boolean isExchange(Operation operation) {
    long[] order = operation.integers();
    return order.length == 0
        ? operation.inputs().size() == 1
        : order.length == 2 && order[0] == 1 && order[1] == 0;
  }

  static boolean isRelu(Operation operation) {
    return operation.name().equals("relu")
        && operation.function() instanceof ScalarOp scalar
        && scalar.scalar().getDouble(0) == 0;
  }

  /** The derivative of a sum, of whose operands the first has the sum's shape. */
  private static @Nullable List<Stage> passedOn(Value gradient, List<Value> writes) {
    if (!isAlike(writes.get(0), gradient)) {
      return null;
    }
    Value second = writes.get(1);
    List<Stage> stages = new ArrayList<>();
    if (isAlike(second, gradient)) {
      writes.set(1, gradient);
    } else if (ColumnSumStage.takes(gradient, second)) {
      stages.add(ColumnSumStage.of(gradient, second));
    } else {
      return null;
    }
    writes.set(0, gradient);
    return stages;
  }

  private static boolean isAlike(Value one, Value other) {
    return one.type() == other.type() && Arrays.equals(one.shape(), other.shape());
  }
}
