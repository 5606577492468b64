package dev.ashlar.graph;

import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * ND4J's threads. Its operations run in OpenMP's pool and matrix products in OpenBLAS's; on a busy
 * machine each waits, spinning, for cores that the other holds, and steps take a hundred times as
 * long. So one pool is left: OpenBLAS's.
 */
final class Threads {
  private static final String CHOSEN_BY_USER = "OMP_NUM_THREADS";

  private static final ThreadLocal<Boolean> SETTLED = ThreadLocal.withInitial(Threads::limit);

  private Threads() {}

  /**
   * Leaves OpenMP one thread for what the calling thread runs, unless the environment variable
   * {@code OMP_NUM_THREADS} says otherwise. OpenMP keeps that number for each of its callers, so
   * every thread that runs a graph must come by here.
   */
  static void settle() {
    SETTLED.get();
  }

  private static boolean limit() {
    if (System.getenv(CHOSEN_BY_USER) == null) {
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }
    return true;
  }
}
