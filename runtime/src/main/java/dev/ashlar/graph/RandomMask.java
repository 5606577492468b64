package dev.ashlar.graph;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The array of a {@link Tracing.Mask}, made once; its numbers are drawn anew for each step. */
final class RandomMask implements AutoCloseable {
  /** So many numbers at a time are drawn into Java's arrays. */
  private static final int PIECE = 1024;

  private final double keep;
  private final INDArray array;
  private final RealBuffer numbers;
  private final double[] piece;

  RandomMask(Tracing.Mask mask) {
    keep = mask.keep();
    array = Nd4j.createUninitializedDetached(mask.dtype(), mask.shape().sizes());
    piece = new double[(int) Math.min(PIECE, array.length())];
    numbers = RealBuffer.of(array, piece.length);
  }

  /** The array with new numbers: {@code 1 / keep} with that probability, else 0. */
  INDArray drawn(RandomGenerator random) {
    double kept = 1 / keep;
    int count = Math.toIntExact(array.length());
    for (int start = 0; start < count; start += piece.length) {
      int drawn = Math.min(piece.length, count - start);
      for (int i = 0; i < drawn; i++) {
        piece[i] = random.nextDouble() < keep ? kept : 0;
      }
      numbers.write(start, piece, drawn);
    }
    return array;
  }

  @Override
  public void close() {
    array.close();
  }
}
