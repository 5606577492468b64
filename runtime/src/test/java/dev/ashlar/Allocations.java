package dev.ashlar;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes that the calling thread allocates on Java's heap, as the JVM counts them. */
public final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int ROUNDS = 3;

  private Allocations() {}

  /** How many there were so far. */
  private static long count() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** How many one run of some work allocates when all that is done once is done. */
  public static double each(int times, Runnable work) {
    return (double) least(() -> {
          for (int i = 0; i < times; i++) {
            work.run();
          }
        })
        / times;
  }

  /**
   * How many some work allocates, the least of several runs: the JVM itself does some things once.
   */
  public static long least(Runnable work) {
    work.run();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = count();
      work.run();
      least = Math.min(least, count() - before);
    }
    return least;
  }
}
