package dev.ashlar;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes that the calling thread allocates on Java's heap, as the JVM counts them. */
public final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /** How many there were so far. */
  public static long count() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** How many one run of some work allocates, after as many that are not counted. */
  public static double each(int times, Runnable work) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
    long before = count();
    for (int i = 0; i < times; i++) {
      work.run();
    }
    return (double) (count() - before) / times;
  }
}
