package dev.ashlar.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A product of two matrices with what follows it: {@code z = a · b}, {@code z = a · b + bias}, or
 * {@code z = max(a · b + bias, 0)}.
 *
 * @param a the left one, as it is or transposed
 * @param transposedA whether it is transposed first
 * @param b the right one
 * @param transposedB whether it is transposed first
 * @param bias what is added to each row; null: nothing
 * @param relu whether negative numbers become 0
 * @param z the result
 */
record ProductStage(
    Value a,
    boolean transposedA,
    Value b,
    boolean transposedB,
    @Nullable Value bias,
    boolean relu,
    Value z)
    implements Extensible {

  /** Whether the values can be multiplied so. */
  static boolean takes(Value a, Value b, Value z) {
    boolean real = z.type() == DataType.FLOAT || z.type() == DataType.DOUBLE;
    return real
        && a.type() == z.type()
        && b.type() == z.type()
        && a.rank() == 2
        && b.rank() == 2
        && z.rank() == 2
        && a.isDense()
        && b.isDense()
        && Math.max(a.length(), Math.max(b.length(), z.length())) <= Integer.MAX_VALUE;
  }

  /** The same, transposed. */
  ProductStage transposed(Value result) {
    return new ProductStage(b, !transposedB, a, !transposedA, null, false, result);
  }

  /** Whether a bias of that form can be added. */
  boolean takesBias(Value value) {
    return bias == null
        && !relu
        && value.fixed() != null
        && value.isDense()
        && value.type() == z.type()
        && value.length() == columns()
        && value.shape()[value.rank() - 1] == columns();
  }

  ProductStage withBias(Value value, Value sum) {
    return new ProductStage(a, transposedA, b, transposedB, value, false, sum);
  }

  ProductStage withRelu(Value result) {
    return new ProductStage(a, transposedA, b, transposedB, bias, true, result);
  }

  @Override
  public Value result() {
    return z;
  }

  @Override
  public @Nullable Stage extended(OperationStage next) {
    Value result = next.writes().get(0);
    if (result.root() != result || !Arrays.equals(result.shape(), z.shape())) {
      return null;
    }
    List<Value> reads = next.reads();
    if (next.operation().name().equals("add") && reads.get(0) == z) {
      return takesBias(reads.get(1)) ? withBias(reads.get(1), result) : null;
    }
    return Rewriting.isRelu(next.operation()) && !relu ? withRelu(result) : null;
  }

  int rows() {
    return (int) z.shape()[0];
  }

  int columns() {
    return (int) z.shape()[1];
  }

  /** The size of the dimension along which sums are taken. */
  int inner() {
    return (int) a.shape()[transposedA ? 0 : 1];
  }

  @Override
  public List<Value> reads() {
    List<Value> reads = new ArrayList<>(List.of(a, b));
    if (bias != null) {
      reads.add(bias);
    }
    return reads;
  }

  @Override
  public Stage settled(Layouts layouts) {
    Stage byOneDnn = DenseStage.of(this, layouts);
    return byOneDnn == null ? Extensible.super.settled(layouts) : byOneDnn;
  }

  @Override
  public List<Value> writes() {
    return List.of(z);
  }

  @Override
  public Kernel kernel(Arena arena) {
    return z.type() == DataType.FLOAT
        ? new FloatProduct(this, arena)
        : new DoubleProduct(this, arena);
  }
}
