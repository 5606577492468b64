package dev.ashlar.graph;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What {@code y = max(x, 0)} passes back: the gradient where {@code y} is positive, else 0.
 *
 * @param y the function's result
 * @param gradient by {@code y}
 * @param result by {@code x}
 */
record ReluGradientStage(Value y, Value gradient, Value result) implements Stage {

  /** Whether the values are alike, and dense real numbers. */
  static boolean takes(Value y, Value gradient, Value result) {
    return (y.type() == DataType.FLOAT || y.type() == DataType.DOUBLE)
        && gradient.type() == y.type()
        && result.type() == y.type()
        && y.isDense()
        && gradient.isDense()
        && Arrays.equals(y.shape(), gradient.shape())
        && y.length() <= Integer.MAX_VALUE;
  }

  @Override
  public List<Value> reads() {
    return List.of(y, gradient);
  }

  @Override
  public List<Value> writes() {
    return List.of(result);
  }

  @Override
  public Kernel kernel(Arena arena) {
    int count = (int) y.length();
    if (y.type() == DataType.FLOAT) {
      return Rectifier.backward(arena.bits(y), arena.bits(gradient), arena.bits(result), count);
    }
    DoubleBuffer outputs = arena.doubleBuffer(y);
    DoubleBuffer gradients = arena.doubleBuffer(gradient);
    DoubleBuffer results = arena.doubleBuffer(result);
    return () -> {
      for (int i = 0; i < count; i++) {
        results.put(i, outputs.get(i) > 0 ? gradients.get(i) : 0);
      }
    };
  }
}
