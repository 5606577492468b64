package dev.ashlar.graph;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * {@code max(x, 0)} and its derivative, for numbers in float32. Pieces are copied to Java's arrays,
 * where loops run several numbers abreast, as they do not on native memory.
 */
final class Rectifier {
  private static final int PIECE = 1024;
  private static final int MAGNITUDE = 0x7fffffff; // the bits of a float but its sign
  private static final int SIGN = 31; // the sign's place

  private Rectifier() {}

  /** Makes 0 of negative numbers, in place; NaN stays. */
  static Kernel forward(FloatBuffer x, int count) {
    float[] numbers = new float[Math.min(PIECE, count)];
    return () -> {
      for (int start = 0; start < count; start += PIECE) {
        int piece = Math.min(PIECE, count - start);
        x.get(start, numbers, 0, piece);
        for (int i = 0; i < piece; i++) {
          numbers[i] = Math.max(numbers[i], 0);
        }
        x.put(start, numbers, 0, piece);
      }
    };
  }

  /**
   * What it passes back: the gradient where {@code y} is not 0, else 0.
   *
   * @param y bits of what it has given
   * @param gradient bits of the gradient by {@code y}
   * @param result bits of the gradient by what it was given
   */
  static Kernel backward(IntBuffer y, IntBuffer gradient, IntBuffer result, int count) {
    int[] outputs = new int[Math.min(PIECE, count)];
    int[] gradients = new int[outputs.length];
    return () -> {
      for (int start = 0; start < count; start += PIECE) {
        int piece = Math.min(PIECE, count - start);
        y.get(start, outputs, 0, piece);
        gradient.get(start, gradients, 0, piece);
        for (int i = 0; i < piece; i++) { // without a branch: all bits, but none where y is 0
          gradients[i] &= -(outputs[i] & MAGNITUDE) >> SIGN;
        }
        result.put(start, gradients, 0, piece);
      }
    };
  }
}
