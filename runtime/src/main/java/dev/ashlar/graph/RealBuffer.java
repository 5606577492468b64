package dev.ashlar.graph;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Real numbers that are copied to Java's arrays and back piece by piece, in float64. */
interface RealBuffer {
  /** Copies numbers from the given place on. */
  void read(int start, double[] numbers, int count);

  /** Copies numbers to the given place. */
  void write(int start, double[] numbers, int count);

  /**
   * The numbers of a value in float32 or float64.
   *
   * @param most how many are copied at a time
   */
  static RealBuffer of(Arena arena, Value value, int most) {
    return value.type() == DataType.FLOAT
        ? new Floats(arena.floatBuffer(value), new float[most])
        : new Doubles(arena.doubleBuffer(value));
  }

  /**
   * The numbers of an array in float32 or float64 that is all of its memory, in C order.
   *
   * @param most how many are copied at a time
   */
  static RealBuffer of(INDArray array, int most) {
    return array.dataType() == DataType.FLOAT
        ? new Floats(array.data().asNioFloat(), new float[most])
        : new Doubles(array.data().asNioDouble());
  }

  /** In float32. */
  record Floats(FloatBuffer buffer, float[] piece) implements RealBuffer {
    @Override
    public void read(int start, double[] numbers, int count) {
      buffer.get(start, piece, 0, count);
      for (int i = 0; i < count; i++) {
        numbers[i] = piece[i];
      }
    }

    @Override
    public void write(int start, double[] numbers, int count) {
      for (int i = 0; i < count; i++) {
        piece[i] = (float) numbers[i];
      }
      buffer.put(start, piece, 0, count);
    }
  }

  /** In float64. */
  record Doubles(DoubleBuffer buffer) implements RealBuffer {
    @Override
    public void read(int start, double[] numbers, int count) {
      buffer.get(start, numbers, 0, count);
    }

    @Override
    public void write(int start, double[] numbers, int count) {
      buffer.put(start, numbers, 0, count);
    }
  }
}
