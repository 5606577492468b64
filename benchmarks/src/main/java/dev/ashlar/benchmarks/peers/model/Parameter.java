package dev.ashlar.benchmarks.peers.model;

import java.util.SplittableRandom;

/** An array that a model holds, and how its values are drawn. */
public record Parameter(String name, Kind kind, int... shape) {

  /** What the values are like. */
  enum Kind {
    WEIGHT,
    OFFSET,
    POSITIVE
  }

  static Parameter weight(String name, int... shape) {
    return new Parameter(name, Kind.WEIGHT, shape);
  }

  static Parameter offset(String name, int... shape) {
    return new Parameter(name, Kind.OFFSET, shape);
  }

  static Parameter positive(String name, int... shape) {
    return new Parameter(name, Kind.POSITIVE, shape);
  }

  /** How many values. */
  public int size() {
    return size(shape);
  }

  /** The sizes as ND4J, ONNX and PyTorch want them. */
  public long[] sizes() {
    return sizes(shape);
  }

  float draw(SplittableRandom random) {
    return (float)
        switch (kind) {
          case WEIGHT ->
            random.nextGaussian()
                * Math.sqrt(2.0 * shape[0] / size()); // He et al., arXiv:1502.01852
          case OFFSET -> random.nextGaussian() * 0.1;
          case POSITIVE -> random.nextDouble(0.8, 1.2);
        };
  }

  /** The product. */
  public static int size(int... shape) {
    int size = 1;
    for (int dimension : shape) {
      size *= dimension;
    }
    return size;
  }

  private static long[] sizes(int... shape) {
    long[] sizes = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      sizes[i] = shape[i];
    }
    return sizes;
  }
}
