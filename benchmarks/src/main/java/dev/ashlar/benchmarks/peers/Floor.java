package dev.ashlar.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * What this machine can do at best.
 *
 * @param flopsPerSecond of a large matrix product
 * @param readMicros what reading so much memory once takes, over and over: little memory stays in
 *     the caches
 */
record Floor(double flopsPerSecond, double readMicros) {
  private static final int SIZE = 2048;
  private static final int PIECE = 1 << 16;
  private static final int READ_PIECE = 8192; // of so few OpenBLAS makes no threads of its own
  private static final long LEAST_NANOS = 20_000_000;

  /**
   * Measures it with OpenBLAS, in as many threads as that was told to use.
   *
   * @param bytes how much to read
   */
  static Floor measure(long bytes, int threads) {
    return new Floor(product(), read(bytes, threads));
  }

  private static double product() {
    long elements = (long) SIZE * SIZE;
    try (FloatPointer a = ones(elements);
        FloatPointer b = ones(elements);
        FloatPointer c = ones(elements)) {
      long best = Long.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        long start = System.nanoTime();
        openblas.cblas_sgemm(
            openblas.CblasRowMajor,
            openblas.CblasNoTrans,
            openblas.CblasNoTrans,
            SIZE,
            SIZE,
            SIZE,
            1,
            a,
            SIZE,
            b,
            SIZE,
            0,
            c,
            SIZE);
        best = Math.min(best, System.nanoTime() - start);
      }
      return 2.0 * SIZE * SIZE * SIZE / (best * 1e-9);
    }
  }

  /** Each thread reads its share over and over, without waiting for another. */
  private static double read(long bytes, int threads) {
    int elements = Math.toIntExact(Math.max(1, bytes / Float.BYTES / threads));
    List<FloatPointer> shares =
        Stream.generate(() -> ones(elements)).limit(threads).toList();
    try {
      double best = Double.MAX_VALUE;
      for (int round = 0; round < 3; round++) {
        List<CompletableFuture<Double>> readers = shares.stream()
            .map(share -> CompletableFuture.supplyAsync(
                () -> read(share, elements), task -> new Thread(task).start()))
            .toList();
        double mean =
            readers.stream().mapToDouble(CompletableFuture::join).average().orElseThrow();
        best = Math.min(best, mean);
      }
      return best;
    } finally {
      shares.forEach(FloatPointer::close);
    }
  }

  /**
   * The microseconds that one reading takes: a scalar product of both halves reads everything once
   * and writes nothing.
   */
  private static double read(FloatPointer share, int elements) {
    long start = System.nanoTime();
    long nanos;
    long times = 0;
    FloatPointer x = new FloatPointer(share); // a place in it; to close it would free it all
    FloatPointer y = new FloatPointer(share);
    do {
      for (int done = 0; done + 1 < elements; done += 2 * READ_PIECE) {
        int left = Math.min(READ_PIECE, (elements - done) / 2);
        openblas.cblas_sdot(left, x.position(done), 1, y.position(done + left), 1);
      }
      times++;
      nanos = System.nanoTime() - start;
    } while (nanos < LEAST_NANOS);
    return nanos / 1e3 / times;
  }

  private static FloatPointer ones(long elements) {
    FloatPointer pointer = new FloatPointer(elements);
    float[] piece = new float[(int) Math.min(elements, PIECE)];
    Arrays.fill(piece, 1);
    for (long done = 0; done < elements; done += piece.length) {
      pointer.position(done).put(piece, 0, (int) Math.min(piece.length, elements - done));
    }
    return pointer.position(0);
  }

  static Floor parse(String text) {
    String[] words = text.split(" ");
    return new Floor(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
  }

  /** The least that so many multiplications and additions, and the reading, take. */
  double micros(long flops) {
    return Math.max(productMicros(flops), readMicros);
  }

  /** The least that so many multiplications and additions take. */
  double productMicros(long flops) {
    return flops / flopsPerSecond * 1e6;
  }

  @Override
  public String toString() {
    return flopsPerSecond + " " + readMicros;
  }
}
