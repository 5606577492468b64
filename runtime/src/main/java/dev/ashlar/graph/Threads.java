package dev.ashlar.graph;

import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * ND4J's threads. Its operations run in OpenMP's pool and matrix products in OpenBLAS's; on a busy machine each waits, spinning, for
 * cores that the other holds, and steps take a hundred times as long. So one pool is left: OpenBLAS's.
 */
final class Threads {
  private static final String CHOSEN_BY_USER = "OMP_NUM_THREADS";

  private static boolean settled;

  private Threads() {}

  /** Leaves OpenMP one thread, the first time, unless the environment variable {@code OMP_NUM_THREADS} says otherwise. */
  static synchronized void settle() {
    if (!settled && System.getenv(CHOSEN_BY_USER) == null) {
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }
    settled = true;
  }
}
