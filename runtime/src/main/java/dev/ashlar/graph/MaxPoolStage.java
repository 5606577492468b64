package dev.ashlar.graph;

import java.nio.FloatBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The largest element of each window of images, or its derivative. ND4J's own takes five to ten
 * times as long.
 *
 * @param windows the windows
 * @param x the images
 * @param gradient by the windows' largest elements; null: forward
 * @param result the largest elements, or the gradient by the images
 */
record MaxPoolStage(
    PoolingWindow windows, Value x, @Nullable Value gradient, Value result) implements Stage {

  @Override
  public List<Value> reads() {
    return gradient == null ? List.of(x) : List.of(x, gradient);
  }

  @Override
  public List<Value> writes() {
    return List.of(result);
  }

  @Override
  public Kernel kernel(Arena arena) {
    FloatBuffer images = arena.floatBuffer(x);
    FloatBuffer results = arena.floatBuffer(result);
    if (gradient == null) {
      return () -> windows.largest(images, results);
    }
    FloatBuffer gradients = arena.floatBuffer(gradient);
    return () -> windows.passBack(images, gradients, results);
  }
}
